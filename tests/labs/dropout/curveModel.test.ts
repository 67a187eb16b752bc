import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import { networkOf, type Network, type PassOutputs } from "../../../src/core/network";
import { curveModel } from "../../../src/labs/dropout/curveModel";
import { curvePicture } from "../../../src/labs/dropout/curvePicture";
import { comparisonOf, firstModel, pictureOf } from "../../../src/labs/dropout/dropoutModel";
import { dropoutSettings } from "../../../src/labs/dropout/dropoutSettings";
import { problemOf, type Problem } from "../../../src/labs/dropout/problem";
import { firstNetwork } from "../../../src/labs/dropout/trainingJob";

const ALL = { areShown: true, single: null };

function storeOf(values: Readonly<Record<string, unknown>> = {}): SettingsStore {
  const store = new SettingsStore(dropoutSettings);
  store.set(values);
  return store;
}

/** y = x through two units, of which dropout drops either. */
const line: Network = networkOf(
  [1, 2, 1],
  "relu",
  [
    [1, -1],
    [1, -1],
  ],
  [[0, 0], [0]],
);

/** Two passes a constant apart: the sd is half of it times the root of 2. */
function passesApart({ places }: Problem, apart: (x: number) => number, x: number): PassOutputs {
  const at = [...places, x];
  const outputs = Float64Array.from([...at.map((p) => p - apart(p) / 2), ...at.map((p) => p + apart(p) / 2)]);
  return { numPasses: 2, numPoints: at.length, outputs };
}

describe("the model", () => {
  const store = storeOf({
    data: "own",
    points: "-2,-2.1;-1.9,-1.8;1.9,2;2,2.2",
    noise: "given",
    noiseSd: 0.4,
  });
  const problem = problemOf(store);
  const model = curveModel(
    store,
    problem,
    line,
    passesApart(problem, (x) => (Math.abs(x) < 1.5 ? 2 : 1), 0.5),
    0.5,
  );

  test("keeps both parts of the doubt apart, and adds their squares", () => {
    const middle = problem.places.findIndex((x) => x >= 0);
    expect(model.mean[middle]).toBeCloseTo(problem.places[middle], 12);
    expect(model.modelSd[middle]).toBeCloseTo(Math.SQRT2, 12);
    expect(model.totalSd[middle]).toBeCloseTo(Math.sqrt(2 + 0.16), 12);
    const width = model.bands.model.upper[middle] - model.bands.model.lower[middle];
    expect(width).toBeCloseTo(2 * 1.6448536269514722 * Math.SQRT2, 9);
  });

  test("compares inside, gap and beyond", () => {
    expect(model.sdByRegion.inside).toBeCloseTo(Math.SQRT1_2, 12);
    expect(model.sdByRegion.gap).toBeGreaterThan(1.2);
    expect(model.sdByRegion.beyond).toBeCloseTo(Math.SQRT1_2, 12);
    expect(model.coverage).toBeNull();
  });

  test("has the passes at the chosen input, and the exact answer beside them", () => {
    expect([...model.chosen.values]).toEqual([-0.5, 1.5]);
    // One unit is not 0 at 0.5: variance p / (1 - p) times 0.25.
    expect(model.chosen.exact?.mean).toBeCloseTo(0.5, 12);
    expect(model.chosen.exact?.sd).toBeCloseTo(0.5 / 3, 12);
    expect(model.chosen.z.mean).toBeCloseTo(0, 9);
  });

  test("is said in a sentence that names the larger doubt", () => {
    const { sentence } = curvePicture(model, null, ALL);
    expect(sentence).toContain("0.707 at the data");
    expect(sentence).not.toContain("smaller");
    const other = curveModel(
      store,
      problem,
      line,
      passesApart(problem, (x) => (Math.abs(x) < 1.5 ? 0.5 : 1), 0),
      0,
    );
    const trained = {
      status: "finished",
      numSteps: 10,
      maxSteps: 10,
      network: line,
      stepsPerSecond: 0,
      problem: null,
    } as const;
    const curve = { steps: Float64Array.of(5), losses: Float64Array.of(0.1) };
    expect(curvePicture(other, { ...trained, curve }, ALL).sentence).toContain("In the gaps it is smaller");
  });
});

describe("the noise", () => {
  const points = "0,0.5;1,0.5;2,2.5;3,2.5";
  const sdOf = (values: Readonly<Record<string, unknown>>): number => {
    const store = storeOf({ data: "own", points, ...values });
    const problem = problemOf(store);
    return curveModel(
      store,
      problem,
      line,
      passesApart(problem, () => 0, 0),
      0,
    ).noise.sd(0);
  };

  test("is estimated from the residuals of one's own points", () => {
    expect(sdOf({})).toBeCloseTo(0.5, 2);
  });

  test("is a number where one is given, and what made the data where that is known", () => {
    expect(sdOf({ noise: "given", noiseSd: 2 })).toBe(2);
    const store = storeOf({ data: "growingNoise" });
    const problem = problemOf(store);
    const { noise } = curveModel(
      store,
      problem,
      line,
      passesApart(problem, () => 1, 0),
      0,
    );
    expect([noise.sd(-3), noise.sd(3)].map((sd) => sd.toFixed(3))).toEqual(["0.050", "0.500"]);
  });
});

describe("pictures at the extremes", () => {
  const CASES: readonly Readonly<Record<string, unknown>>[] = [
    { data: "gap" },
    { data: "article" },
    { data: "article", ownRate: true, rate: 0 },
    { data: "article", sharing: "perPoint" },
    { data: "arcs", numPoints: 20 },
    { data: "arcs", numPoints: 1, numPasses: 1 },
    { data: "own", points: "none" },
    { data: "own", points: "1,1" },
    { data: "own", points: "1,1;1,1;1,1" },
    { numPoints: 1, numPasses: 1 },
    { width: 1, ownRate: true, rate: 0.95 },
    { ownRate: true, rate: 0 },
    { sharing: "perPoint", activation: "tanh" },
    { data: "regression", layers: "1", noise: "residuals" },
  ];

  test.each(CASES.map((values) => [JSON.stringify(values), values] as const))("%s", (_name, values) => {
    const store = storeOf(values);
    const problem = problemOf(store);
    const model = firstModel(store, problem, firstNetwork(store, problem));
    for (const shown of [ALL, { areShown: false, single: null }, { areShown: true, single: 0 }]) {
      const { sentence, readouts, stage, plot } = pictureOf(model, null, shown);
      expect(sentence).not.toMatch(/NaN|undefined|Infinity/);
      for (const { name, value, reference } of readouts) {
        expect(`${name} ${value} ${reference}`).not.toMatch(/NaN|undefined|Infinity/);
      }
      expect(stage.surface.logDensity.some(Number.isFinite)).toBe(true);
      for (const { x, y } of [...(plot.curves ?? []), ...(plot.points ?? [])])
        expect(y).toHaveLength(x.length);
    }
  });

  test("passes of masks for every x are drawn as dots, not as lines", () => {
    const store = storeOf({ sharing: "perPoint" });
    const problem = problemOf(store);
    const { plot, stage } = pictureOf(firstModel(store, problem, firstNetwork(store, problem)), null, ALL);
    expect(stage.curves).toBeNull();
    expect(plot.curves?.some(({ label }) => label === "pass")).toBe(false);
    expect(plot.points?.[0].label).toContain("dot");
  });

  test("one pass alone is the pass asked for", () => {
    const store = storeOf();
    const problem = problemOf(store);
    const model = firstModel(store, problem, firstNetwork(store, problem));
    if (model.kind !== "curve") throw new Error("the gap is a curve");
    const { plot, stage } = pictureOf(model, null, { areShown: true, single: 3 });
    const { passes } = model.curve;
    const drawn = plot.curves?.find(({ label }) => label === "pass 4")?.y;
    expect(drawn?.[7]).toBe(passes.outputs[3 * passes.numPoints + 7]);
    expect(stage.curves?.numCurves).toBe(1);
    expect(stage.curves?.positions[15]).toBe(Math.fround(drawn?.[7] ?? NaN));
  });
});

describe("the comparison", () => {
  test("takes two networks and a known truth", () => {
    const store = storeOf({ ensemble: true });
    const problem = problemOf(store);
    const networks = [1, 2].map((seed) => firstNetwork(storeOf({ seed }), problem));
    const first = firstModel(store, problem, networks[0]);
    expect(comparisonOf(first, networks)).toBeNull();
    if (first.kind !== "curve") throw new Error("the gap is a curve");
    const curve = curveModel(store, problem, networks[0], first.curve.passes, 0, networks);
    const shown = comparisonOf({ kind: "curve", curve }, networks);
    expect(shown?.readouts.length).toBeGreaterThan(5);
    expect(shown?.readouts.every(({ reference }) => reference !== "–")).toBe(true);
    expect(comparisonOf({ kind: "curve", curve }, networks.slice(1))).toBeNull();
  });
});
