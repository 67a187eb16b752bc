import type { Interval } from "../conjugate";
import { expectProbability } from "../math/expectations";
import { gridNode } from "./gridPosterior";

export interface GridSummary {
  /** Node with the highest probability, the first of several. */
  readonly mapIndex: number;
  /** The bias there: the maximum a posteriori estimate. */
  readonly map: number;
  readonly mean: number;
  readonly sd: number;
}

/** MAP, mean and standard deviation of probabilities at nodes. */
export function summarizeGrid(grid: Float64Array): GridSummary {
  let mapIndex = 0;
  let mean = 0;
  for (let i = 0; i < grid.length; i++) {
    if (grid[i] > grid[mapIndex]) mapIndex = i;
    mean += grid[i] * gridNode(i, grid.length);
  }
  let variance = 0;
  for (let i = 0; i < grid.length; i++) {
    const difference = gridNode(i, grid.length) - mean;
    variance += grid[i] * difference * difference;
  }
  return { mapIndex, map: gridNode(mapIndex, grid.length), mean, sd: Math.sqrt(variance) };
}

/**
 * Central credible interval on the grid: from the first node at which the probability up to and including it
 * reaches (1 - mass) / 2, to the first at which it reaches (1 + mass) / 2. It carries at least `mass`.
 * @throws RangeError unless 0 <= mass <= 1
 */
export function gridCredibleInterval(grid: Float64Array, mass: number): Interval {
  expectProbability("mass", mass);
  return [nodeReaching(grid, 0.5 * (1 - mass)), nodeReaching(grid, 0.5 * (1 + mass))];
}

function nodeReaching(grid: Float64Array, probability: number): number {
  let sum = 0;
  for (let i = 0; i < grid.length; i++) {
    sum += grid[i];
    // The whole may add up to a rounding less than 1.
    if (sum >= probability - 1e-14 && sum > 0) return gridNode(i, grid.length);
  }
  return 1;
}

/**
 * Highest-density region on the grid: nodes in falling order of probability until they carry `mass`, then
 * joined to intervals of neighbours. One hill gives one interval.
 * @throws RangeError unless 0 <= mass <= 1
 */
export function gridHighestDensityRegion(grid: Float64Array, mass: number): Interval[] {
  expectProbability("mass", mass);
  const order = [...grid.keys()].sort((i, j) => grid[j] - grid[i] || i - j);
  const isIn = new Uint8Array(grid.length);
  let sum = 0;
  for (const i of order) {
    isIn[i] = 1;
    sum += grid[i];
    if (sum >= mass - 1e-14) break;
  }
  const intervals: Interval[] = [];
  for (let i = 0; i < grid.length; i++) {
    if (isIn[i] === 0) continue;
    const first = i;
    while (i + 1 < grid.length && isIn[i + 1] === 1) i += 1;
    intervals.push([gridNode(first, grid.length), gridNode(i, grid.length)]);
  }
  return intervals;
}
