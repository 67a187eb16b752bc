/** Grids of whole targets on SIMD vectors: within the bound that the graphics card is held to, wherever there is one. */
import { describe, expect, test } from "vitest";
import { gridOver, OUTSIDE, type GridShape } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { evaluateGridInVectors, isGridAccurate } from "../../../src/core/kernels/targetGrid";
import type { Target } from "../../../src/core/targets";
import { createMeanLogSd } from "../../../src/core/targets/meanLogSd";
import { extremeVariants, surfaceVariants } from "../../contract/variants";
import { farData, rowsTarget } from "../../browser/gpu/rowsTarget";

const planeVariants = [...surfaceVariants, ...extremeVariants].filter(({ target }) => target.dimension === 2);

function mustAgree(target: Target, shape: GridShape, leastShare = 0.97): void {
  const { share, ...worst } = worstNode(target, shape, evaluateGridInVectors(target, shape));
  if (!(worst.ratio < 1)) expect.fail(`not within the bound: ${JSON.stringify(worst)}`);
  expect(share).toBeGreaterThan(leastShare);
}

/**
 * Three times the size of the box. Even numbers of nodes have none in the middle, where a log density of 0 has no
 * error by the bound, and float64 rounds as well.
 */
function farGrid(target: Target): GridShape {
  const wide = ([low, high]: readonly [number, number]): [number, number] => [2 * low - high, 2 * high - low];
  return { nx: 44, ny: 30, xRange: wide(target.box[0]), yRange: wide(target.box[1]) };
}

test.each(planeVariants)("$name is within the bound at every node", ({ target }) => {
  mustAgree(target, gridOver(target, 36));
  mustAgree(target, farGrid(target));
});

test.each([2, 3, 29, 64, 127, 1003])("%i data far from zero, summed or beforehand", (count) => {
  for (const target of [rowsTarget(count), createMeanLogSd(farData(count))]) {
    mustAgree(target, gridOver(target, 16));
    mustAgree(target, { ...farGrid(target), nx: 13, ny: 9 });
  }
});

test("what no float32 holds is outside, and the middle is not", () => {
  const target = rowsTarget(29);
  const shape: GridShape = { nx: 9, ny: 9, xRange: [-1e200, 1e200], yRange: [-1e200, 1e200] };
  const values = evaluateGridInVectors(target, shape);
  expect(values[0]).toBe(Math.fround(OUTSIDE));
  expect(values.every((value) => Math.abs(value) < 3.1e38)).toBe(true);
});

describe("float32 stands in", () => {
  test("for every target of the registry as it is", () => {
    const left = surfaceVariants
      .filter(({ target }) => target.dimension === 2 && !isGridAccurate(target, gridOver(target, 64)))
      .map(({ name }) => name);
    expect(left).toEqual([]);
  });

  test.each([
    [50, true],
    [1_000_000, false],
  ])("for a sum over %i data: %s", (count, expected) => {
    const target = rowsTarget(count);
    expect(isGridAccurate(target, gridOver(target, 64))).toBe(expected);
  });
});

test("another number of parameters is refused", () => {
  const target = { ...rowsTarget(3), dimension: 3 };
  expect(() => evaluateGridInVectors(target, gridOver(target, 8))).toThrow("3 parameters");
});
