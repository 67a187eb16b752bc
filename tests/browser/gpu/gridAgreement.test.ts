import { describe, expect, it } from "vitest";
import { planFloat32 } from "../../../src/core/density/wgsl";
import { evaluateGrid, gridOffset, gridOver, OUTSIDE, type GridShape } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { checkedNumbers } from "../../../src/core/settings";
import { targetByKey, targets, type Target } from "../../../src/core/targets";
import { createMeanLogSd } from "../../../src/core/targets/meanLogSd";
import { gridInputsOf } from "../../../src/engine/gpu/gridInputs";
import { computeGridOnGpu } from "../../../src/engine/gpu/gridOnGpu";
import { GridProgram } from "../../../src/engine/gpu/gridProgram";
import { gridShaderOf } from "../../../src/engine/gpu/gridShader";
import { farData, rowsTarget } from "./rowsTarget";
import { sharedDevice } from "./sharedDevice";

function makeTarget(key: string, values: Readonly<Record<string, number>> = {}): Target {
  const definition = targetByKey(key);
  return definition.create(checkedNumbers(definition.settings, values));
}

/** A rectangle three times the size of the box that is drawn, with unequal and odd numbers of nodes. */
function farGrid(target: Target): GridShape {
  const wide = ([low, high]: readonly [number, number]): [number, number] => [2 * low - high, 2 * high - low];
  return { nx: 103, ny: 77, xRange: wide(target.box[0]), yRange: wide(target.box[1]) };
}

const EXTREMES = [
  { separation: 12, width1: 0.1, width2: 0.1, correlation: 0.95 },
  { separation: 12, width1: 0.1, width2: 3, correlation: -0.95, aspect1: 0.2, aspect2: 5 },
  { separation: 0, width1: 0.1, width2: 0.1, aspect1: 0.2, aspect2: 0.2 },
  { separation: 12, rise: -6, centreX: 5, centreY: -5, width1: 0.1, correlation: 0.95, weight: 0.98 },
  { correlation: 0, correlationDifference: 1.9, aspect1: 5, aspect2: 0.2, weight: 0.02 },
];

/** The registry's targets at their defaults and presets, and the mixture where its numbers are extreme. */
const CASES: [name: string, target: Target][] = [
  ...targets
    .flatMap(({ key, presets }) =>
      [{ label: "defaults", values: {} }, ...presets].map(({ label, values }): [string, Target] => [
        `${key}, ${label}`,
        makeTarget(key, values),
      ]),
    )
    .filter(([, { dimension }]) => dimension === 2),
  ...EXTREMES.map((values): [string, Target] => [
    `mixture, ${JSON.stringify(values)}`,
    makeTarget("mixture", values),
  ]),
];

/** Targets of at least two parameters, which a grid takes. */
const KEYS = targets.map(({ key }) => key).filter((key) => makeTarget(key).dimension > 1);

async function worstOf(target: Target, shape: GridShape): Promise<ReturnType<typeof worstNode>> {
  const { device } = await sharedDevice();
  const { values } = await computeGridOnGpu(device, target, shape);
  return worstNode(target, shape, values);
}

/** Within the bound, and the bound says something about all but a line of nodes. */
async function mustAgree(target: Target, shape: GridShape, leastShare = 0.97): Promise<void> {
  const { share, ...worst } = await worstOf(target, shape);
  if (!(worst.ratio < 1)) expect.fail(`not within the bound: ${JSON.stringify(worst)}`);
  expect(share).toBeGreaterThan(leastShare);
}

async function brokenRatio(target: Target, from: string | RegExp, to: string, nodes = 96): Promise<number> {
  const { density } = target;
  const right = gridShaderOf(density, "ordinary");
  const code = right.code.replace(from, to);
  expect(code).not.toBe(right.code);
  const { device } = await sharedDevice();
  const program = await GridProgram.create(device, "Broken", { ...right, code });
  const shape = gridOver(target, nodes);
  const inputs = gridInputsOf(planFloat32(density), target, shape, gridOffset(target));
  return worstNode(target, shape, (await program.compute(inputs, shape)).values).ratio;
}

describe("the grid kernel and float64 agree within the bound at every node", () => {
  it.each(CASES)("%s", async (_name, target) => {
    await mustAgree(target, gridOver(target, 128));
    await mustAgree(target, farGrid(target));
  });

  it.each([2, 3, 8, 29, 64, 127, 1003])(
    "%i data far from zero, summed in float32 and beforehand",
    async (count) => {
      for (const target of [rowsTarget(count), createMeanLogSd(farData(count))]) {
        await mustAgree(target, gridOver(target, 24));
        await mustAgree(target, { ...farGrid(target), nx: 17, ny: 13 });
      }
    },
  );

  it("100,000 data, to a twentieth of a unit of log density in the box", async () => {
    const { device } = await sharedDevice();
    const target = rowsTarget(100_000);
    const shape = gridOver(target, 5);
    const { values } = await computeGridOnGpu(device, target, shape);
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
    const exact = evaluateGrid(createMeanLogSd(farData(100_000)), shape);
    values.forEach((value, i) => expect(Math.abs(value - exact[i])).toBeLessThan(0.05));
  });

  it.each(KEYS)("%s is outside where float64 is", async (key) => {
    const target = makeTarget(key);
    const shape: GridShape = { nx: 9, ny: 9, xRange: [-1e200, 1e200], yRange: [-1e200, 1e200] };
    const { device } = await sharedDevice();
    const { values } = await computeGridOnGpu(device, target, shape);
    const exact = evaluateGrid(target, shape);
    const middle = 4 * 9 + 4;
    expect(values[middle]).toBeGreaterThan(-1000);
    values.forEach((value, i) => {
      if (exact[i] === Math.fround(OUTSIDE)) expect(value).toBe(exact[i]);
      expect(Math.abs(value)).toBeLessThan(3.1e38);
    });
  });

  it.each(KEYS)("%s has numbers or outside up to 1000 in size", async (key) => {
    const target = makeTarget(key);
    const shape: GridShape = { nx: 81, ny: 81, xRange: [-1000, 1000], yRange: [-1000, 1000] };
    const { ratio } = await worstOf(target, shape);
    expect(ratio).toBeLessThan(1);
  });

  it("meanLogSd is outside, not NaN, where the precision overflows", async () => {
    const target = makeTarget("meanLogSd");
    const shape: GridShape = { nx: 4, ny: 64, xRange: [-3, 9], yRange: [-400, 400] };
    expect((await worstOf(target, shape)).ratio).toBeLessThan(1);
  });
});

describe("the bound catches", () => {
  it("a difference that is a sum", async () => {
    expect(
      await brokenRatio(makeTarget("mixture", { correlation: 0.1 }), /(n\d+) - (n\d+);/, "$1 + $2;"),
    ).toBeGreaterThan(100);
  });

  it("a mixture that takes the larger component for the sum", async () => {
    const ratio = await brokenRatio(
      makeTarget("mixture"),
      /= elementaryLog\((n\d+)\)/,
      "= 0.0 * elementaryLog($1)",
    );
    expect(ratio).toBeGreaterThan(100);
  });

  it("a square with a factor 1 + 2^-13", async () => {
    const ratio = await brokenRatio(makeTarget("mixture"), /= (n\d+) \* \1;/, "= 1.0001220703125 * $1 * $1;");
    expect(ratio).toBeGreaterThan(2);
  });

  it("a constant that is off", async () => {
    expect(await brokenRatio(makeTarget("meanLogSd"), "0.10000000149011612", "0.11")).toBeGreaterThan(100);
  });

  it.each([
    ["a datum too few", "for (; i < n; i++)", "for (; i + 1u < n; i++)"],
    ["blocks that are forgotten", "total0 = addSums(total0, blocks0)", "total0 = total0"],
    ["a row that is summed twice", "termsOf(given1, d0_1[3])", "termsOf(given1, d0_1[2])"],
    [
      "the second vector of a tile in place of the first",
      "termsOf(given0, d0_1[3])",
      "termsOf(given1, d0_1[3])",
    ],
  ])("%s", async (_name, from, to) => {
    expect(await brokenRatio(rowsTarget(1031), from, to, 16)).toBeGreaterThan(5);
  });

  it("rows that are swapped with columns", async () => {
    expect(
      await brokenRatio(makeTarget("meanLogSd"), "iy * grid.nx + ix", "ix * grid.nx + iy"),
    ).toBeGreaterThan(100);
  });

  it("a density that says outside", async () => {
    const ratio = await brokenRatio(makeTarget("mixture"), "max(OUTSIDE, logDensity(position))", "OUTSIDE");
    expect(ratio).toBeGreaterThan(1e6);
  });
});
