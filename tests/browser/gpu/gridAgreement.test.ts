import { describe, expect, it } from "vitest";
import { evaluateGrid, gridOver, OUTSIDE, type GridShape } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { checkedNumbers } from "../../../src/core/settings";
import { targetByKey, targets, type Target } from "../../../src/core/targets";
import { createMeanLogSd } from "../../../src/core/targets/meanLogSd";
import { computeGridOnGpu } from "../../../src/engine/gpu/gridOnGpu";
import { GridProgram } from "../../../src/engine/gpu/gridProgram";
import { gridShaderOf } from "../../../src/engine/gpu/targetShaders";
import { sharedDevice } from "./sharedDevice";

function makeTarget(key: string, values: Readonly<Record<string, number>> = {}): Target {
  const definition = targetByKey(key);
  return definition.create(checkedNumbers(definition.settings, values));
}

/** A rectangle three times the size of the box that is drawn, with unequal and odd numbers of nodes. */
function farGrid(target: Target): GridShape {
  const wide = ([low, high]: readonly [number, number]): [number, number] => [2 * low - high, 2 * high - low];
  return { nx: 203, ny: 157, xRange: wide(target.box[0]), yRange: wide(target.box[1]) };
}

const EXTREMES = [
  { separation: 12, width1: 0.1, width2: 0.1, correlation: 0.95 },
  { separation: 12, width1: 0.1, width2: 3, correlation: -0.95, aspect1: 0.2, aspect2: 5 },
  { separation: 0, width1: 0.1, width2: 0.1, aspect1: 0.2, aspect2: 0.2 },
  { separation: 12, rise: -6, centreX: 5, centreY: -5, width1: 0.1, correlation: 0.95, weight: 0.98 },
  { correlation: 0, correlationDifference: 1.9, aspect1: 5, aspect2: 0.2, weight: 0.02 },
];

/** The registry's targets at their defaults and presets, and the mixture where its numbers are extreme. */
const CASES: [name: string, key: string, target: Target][] = [
  ...targets.flatMap(({ key, presets }) =>
    [{ label: "defaults", values: {} }, ...presets].map(({ label, values }): [string, string, Target] => [
      `${key}, ${label}`,
      key,
      makeTarget(key, values),
    ]),
  ),
  ...EXTREMES.map((values): [string, string, Target] => [
    `mixture, ${JSON.stringify(values)}`,
    "mixture",
    makeTarget("mixture", values),
  ]),
];

/** Data far from zero, more of them than fill whole blocks. */
function farData(count: number): Float64Array {
  const data = new Float64Array(count);
  Stream.from(7, 0, StreamPurpose.test).normals(data, count);
  return data.map((z) => 1000 + 0.05 * z);
}

async function ratioOf(key: string, target: Target, shape: GridShape): Promise<number> {
  const { device } = await sharedDevice();
  const { values } = await computeGridOnGpu(device, key, target, shape);
  return worstNode(target, shape, values).ratio;
}

async function brokenRatio(key: string, from: string, to: string, values = {}): Promise<number> {
  const code = gridShaderOf(key).replace(from, to);
  expect(code).not.toBe(gridShaderOf(key));
  const { device } = await sharedDevice();
  const program = await GridProgram.create(device, `Broken ${key}`, code);
  const target = makeTarget(key, values);
  const shape = gridOver(target, 96);
  return worstNode(target, shape, (await program.compute(target, shape)).values).ratio;
}

describe("the grid kernel and float64 agree within the stated bound at every node", () => {
  it.each(CASES)("%s", async (_name, key, target) => {
    expect(await ratioOf(key, target, gridOver(target, 192))).toBeLessThan(1);
    expect(await ratioOf(key, target, farGrid(target))).toBeLessThan(1);
  });

  it.each([3, 29, 64, 1003])("meanLogSd of %i data far from zero", async (count) => {
    const target = createMeanLogSd(farData(count));
    expect(await ratioOf("meanLogSd", target, gridOver(target, 96))).toBeLessThan(1);
    expect(await ratioOf("meanLogSd", target, farGrid(target))).toBeLessThan(1);
  });

  it("meanLogSd of 100,000 data, to a twentieth of a unit of log density in the box", async () => {
    const { device } = await sharedDevice();
    const target = makeTarget("meanLogSd", { numPoints: 100_000 });
    const shape = gridOver(target, 24);
    const { values } = await computeGridOnGpu(device, "meanLogSd", target, shape);
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
    const exact = evaluateGrid(target, shape);
    values.forEach((value, i) => expect(Math.abs(value - exact[i])).toBeLessThan(0.05));
  });

  it.each(targets.map(({ key }) => key))("%s is outside where float64 is", async (key) => {
    const target = makeTarget(key);
    const shape: GridShape = { nx: 9, ny: 9, xRange: [-1e200, 1e200], yRange: [-1e200, 1e200] };
    const { device } = await sharedDevice();
    const { values } = await computeGridOnGpu(device, key, target, shape);
    const middle = 4 * 9 + 4;
    values.forEach((value, i) => {
      if (i !== middle) expect(value).toBe(Math.fround(OUTSIDE));
    });
    expect(values[middle]).toBeGreaterThan(-1000);
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
  });

  it("meanLogSd is outside, not NaN, where the precision overflows", async () => {
    const target = makeTarget("meanLogSd");
    const shape: GridShape = { nx: 4, ny: 64, xRange: [-3, 9], yRange: [-400, 400] };
    expect(await ratioOf("meanLogSd", target, shape)).toBeLessThan(1);
  });
});

describe("the bound catches", () => {
  it("a correlation of the wrong sign", async () => {
    const ratio = await brokenRatio("mixture", "difference.y - parameters", "difference.y + parameters", {
      correlation: 0.1,
    });
    expect(ratio).toBeGreaterThan(100);
  });

  it("a mixture that takes the larger component for the sum", async () => {
    const ratio = await brokenRatio(
      "mixture",
      "max(a, b) + elementaryLog",
      "max(a, b) + 0.0 * elementaryLog",
    );
    expect(ratio).toBeGreaterThan(100);
  });

  it("a quadratic form with a factor 1 + 2^-14", async () => {
    expect(
      await brokenRatio("mixture", "(u * u + v * v)", "1.00006103515625 * (u * u + v * v)"),
    ).toBeGreaterThan(2);
  });

  it("a prior without its factor of a half", async () => {
    expect(await brokenRatio("meanLogSd", "0.5 * (priorMu", "(priorMu")).toBeGreaterThan(100);
  });

  it("a datum too few", async () => {
    expect(await brokenRatio("meanLogSd", "n % 4u != 0u", "n % 4u > 4u")).toBeGreaterThan(100);
  });

  it("rows that are swapped with columns", async () => {
    const ratio = await brokenRatio("meanLogSd", "iy * grid.nx + ix", "ix * grid.nx + iy");
    expect(ratio).toBeGreaterThan(100);
  });

  it("data that are not taken relative to a reference point", async () => {
    const far = "((data[i] + 20000.0) - (centre + 20000.0))";
    const ratio = await brokenRatio(
      "meanLogSd",
      "centre * (centre - 2.0 * data[i])",
      `${far} * ${far} - data[i] * data[i]`,
    );
    expect(ratio).toBeGreaterThan(2);
  });
});
