import { expect, test } from "vitest";
import { CROWD_BINS, crowdDensity } from "../../../src/core/run";

const box = [
  [-2, 2],
  [10, 18],
] as const;
const area = (4 / CROWD_BINS) * (8 / CROWD_BINS);

test("integrates to the share of the chains in the box, wherever they are in it", () => {
  const inside = [-2, 10, 1.99, 17.99, 0, 14, 0.3, 12];
  const outside = [2.1, 14, 0, 9.9, -Infinity, 12, NaN, 12];
  const density = crowdDensity(Float64Array.of(...inside, ...outside), 2, box);
  expect(density).toHaveLength(CROWD_BINS ** 2);
  const total = density.reduce((sum, value) => sum + value * area, 0);
  expect(total).toBeCloseTo(0.5, 5);
});

test("is highest where the chains are, rows from the lower end of the second parameter up", () => {
  // Three parameters: the third one has no part in it.
  const density = crowdDensity(Float64Array.of(-1.5, 17, 99, -1.5, 17, -99), 3, box);
  const at = density.indexOf(Math.max(...density));
  expect(at % CROWD_BINS).toBe(8);
  expect(Math.floor(at / CROWD_BINS)).toBe(56);
  // A quarter of the height goes to each neighbour along each axis.
  expect(density[at] * area).toBeCloseTo(0.25, 6);
  expect(density[at + 1] * area).toBeCloseTo(0.125, 6);
  expect(density[at + CROWD_BINS] * area).toBeCloseTo(0.125, 6);
});
