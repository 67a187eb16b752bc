/** Emitted WGSL, with its gradient, against the float64 interpreter, within the error bound of the density. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import truth from "../../reference/bimodal_truth.json?raw";
import { createDensity, Graph, type Density } from "../../../src/core/density";
import { bernoulliLogit, normal, poissonLog, studentT } from "../../../src/core/density/distributions";
import type { DensityArguments } from "../../../src/core/density/wgsl";
import { gaussianMixture } from "../../../src/core/targets/gaussianMixture";
import * as expressions from "../../../src/core/targets/expressions";
import { anyFormula, build } from "../../core/density/randomExpressions";
import { compareWithFloat64, runDensity } from "./runDensity";

const reference = JSON.parse(truth) as { targets: { name: string; points: { rows: number[][] } }[] };
const [equal, unequal] = gaussianMixture.presets.map(({ values }) =>
  expressions.mixtureSettingNames.map((name) => values[name]),
);

const TARGETS: [name: string, density: Density, settings: number[]][] = [
  ["mixture_equal", expressions.createMixtureDensity(), equal],
  ["mixture_unequal", expressions.createMixtureDensity(), unequal],
  ["banana_twisted", expressions.createBananaDensity(), [2, 0.5]],
  ["rosenbrock", expressions.createRosenbrockDensity(), [1, 100, 20]],
  ["funnel_2d", expressions.createFunnelDensity(), [3]],
  ["ring", expressions.createRingDensity(), [3, 0.5]],
  ["bimodal_1d", expressions.createBimodal1dDensity(), [0.4, -1.5, 0.5, 2, 0.8]],
  ["gaussian_corr", expressions.createCorrelatedGaussianDensity(), [0.5, -1, 1, 1, 0.95]],
];

function argumentsOf(density: Density, settings: number[], columns: number[][] = []): DensityArguments {
  return { settings, columns, origin: Array<number>(density.numParameters).fill(0.25), offset: 0 };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}

describe.each(TARGETS)("%s", (name, density, settings) => {
  const given = argumentsOf(density, settings);
  const points = reference.targets.find((target) => target.name === name)?.points.rows ?? [];
  const dimension = density.numParameters;

  it("keeps within the bound at the 200 reference points, and the bound is no more than 100 times too wide", async () => {
    const positions = points.map((row) => row.slice(0, dimension));
    expect(positions).toHaveLength(200);
    const values = await runDensity(density, given, positions);
    const { worst, at, numBounded, numAll, ratios } = compareWithFloat64(density, given, positions, values);
    expect(worst, at).toBeLessThan(1);
    expect(numBounded).toBe(numAll);
    expect(median(ratios)).toBeGreaterThan(0.01);
  });

  it("has numbers or outside in the far tails", async () => {
    const sizes = [-1000, -100, -10, -1e-3, 0, 1e-3, 10, 100, 1000, 1e20, -1e200];
    const positions = sizes.flatMap((x) => (dimension === 1 ? [[x]] : sizes.map((y) => [x, y])));
    const values = await runDensity(density, given, positions);
    const { worst, at } = compareWithFloat64(density, given, positions, values);
    expect(worst, at).toBeLessThan(1);
    expect(values.filter(({ logDensity }) => logDensity > -1e30).length).toBeGreaterThan(8);
  });
});

const number = fc.float({ min: -5, max: 5, noNaN: true });

describe("random formulas", () => {
  it("keep within the bound, and are never NaN", async () => {
    const counts = { bounded: 0, all: 0 };
    const property = fc.asyncProperty(
      anyFormula,
      fc.array(fc.tuple(number, number, number), { minLength: 64, maxLength: 64 }),
      fc.tuple(number, number),
      fc.array(fc.tuple(number, number), { maxLength: 70 }),
      async (formula, positions, settings, rows) => {
        const graph = new Graph();
        const logDensity = build(graph, formula);
        const density = createDensity({
          graph,
          parameterNames: ["x", "y", "z"],
          settingNames: ["s", "t"],
          columnNames: ["u", "w"],
          logDensity,
        });
        const columns = [rows.map(([u]) => u), rows.map(([, w]) => w)];
        const given = argumentsOf(density, [...settings], columns);
        const values = await runDensity(density, given, positions);
        const { worst, at, numBounded, numAll } = compareWithFloat64(density, given, positions, values);
        if (!(worst < 1)) throw new Error(at);
        counts.bounded += numBounded;
        counts.all += numAll;
      },
    );
    await fc.assert(property, { seed: 5, numRuns: 24, endOnFailure: true });
    // Slopes where the density is outside are not among them.
    expect(counts.bounded).toBeGreaterThan(0.4 * counts.all);
  });
});

/** A regression of so many rows; the last rows do not fill a block, nor a vector. */
function regression(
  likelihood: (
    graph: Graph,
    parts: { y: number; mean: ReturnType<Graph["add"]> },
  ) => ReturnType<Graph["add"]>,
): Density {
  const graph = new Graph();
  const [a, b] = [graph.parameter(0), graph.parameter(1)];
  const mean = graph.add(a, graph.multiply(b, graph.column(0)));
  const term = likelihood(graph, { y: 1, mean });
  const prior = graph.add(normal(graph, a, 0, 5), normal(graph, b, 0, 5));
  return createDensity({
    graph,
    parameterNames: ["a", "b"],
    settingNames: ["scale"],
    columnNames: ["x", "y"],
    logDensity: graph.add(graph.rowSum(term), prior),
  });
}

const LIKELIHOODS: [name: string, density: Density][] = [
  ["normal", regression((g, { mean }) => normal(g, g.column(1), mean, g.setting(0)))],
  ["Student t", regression((g, { mean }) => studentT(g, g.column(1), 4, mean, g.setting(0)))],
  ["logistic", regression((g, { mean }) => bernoulliLogit(g, g.less(0, g.column(1)), mean))],
  ["Poisson", regression((g, { mean }) => poissonLog(g, g.floor(g.abs(g.column(1))), mean))],
];

describe.each(LIKELIHOODS)("%s regression", (_name, density) => {
  const x = Array.from({ length: 1103 }, (_, i) => ((i * 37) % 100) / 50 - 1);
  const y = x.map((at, i) => 0.5 + 0.8 * at + (((i * 53) % 71) / 71 - 0.5));
  const given: DensityArguments = { settings: [0.7], columns: [x, y], origin: [0.5, 0.8], offset: -1000 };
  const positions = Array.from({ length: 40 }, (_, i) => [-1 + 0.07 * i, 2 - 0.05 * ((i * 7) % 40)]);

  it("sums its rows within the bound", async () => {
    const values = await runDensity(density, given, positions);
    const { worst, at, numBounded, numAll, ratios } = compareWithFloat64(density, given, positions, values);
    expect(worst, at).toBeLessThan(1);
    expect(numBounded).toBe(numAll);
    expect(median(ratios)).toBeGreaterThan(0.001);
  });

  it("has no rows, one row, and as many as fill blocks", async () => {
    for (const numRows of [0, 1, 4, 32, 1024]) {
      const some = { ...given, columns: [x.slice(0, numRows), y.slice(0, numRows)] };
      const values = await runDensity(density, some, positions);
      const { worst, at } = compareWithFloat64(density, some, positions, values);
      expect(worst, `${numRows} rows: ${at}`).toBeLessThan(1);
    }
  });

  it("is outside where a datum is no number", async () => {
    const some = { ...given, columns: [x, [...y.slice(0, -1), NaN]] };
    const values = await runDensity(density, some, positions.slice(0, 3));
    // A comparison with NaN is false, so that the logistic one has its value.
    const isLogistic = density === LIKELIHOODS[2][1];
    for (const { logDensity } of values) expect(logDensity === Math.fround(-3e38)).toBe(!isLogistic);
  });
});

describe("the bound catches", () => {
  const [, density, settings] = TARGETS[0];
  const given = argumentsOf(density, settings);
  const positions = Array.from({ length: 60 }, (_, i) => [-3 + 0.1 * i, 2 - 0.07 * i]);

  it.each([
    ["a wrong sign", /= (n\d+) - (n\d+);/g, "= $1 + $2;"],
    ["a constant that is rounded", /-0\.5 \*/g, "-0.50001 *"],
    ["a slope that is left out", /Position\((n\d+), (n\d+)\)\)/, "Position($1, 0.0))"],
    ["slopes in the wrong order", /Position\((n\d+), (n\d+)\)\)/, "Position($2, $1))"],
    ["an exponential without its argument's sign", /elementaryExp\((n\d+)\)/g, "elementaryExp(-$1)"],
  ])("%s", async (_name, from, to) => {
    const values = await runDensity(density, given, positions, (code) => {
      const broken = code.replace(from, to);
      expect(broken).not.toBe(code);
      return broken;
    });
    expect(compareWithFloat64(density, given, positions, values).worst).toBeGreaterThan(2);
  });

  it("and a shader that does not compile is an error that names the line", async () => {
    const run = runDensity(density, given, positions, (code) =>
      code.replace(/let n\d+ = min/, "let let = min"),
    );
    await expect(run).rejects.toThrow(/does not compile: line \d+:/);
  });
});
