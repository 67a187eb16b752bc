import { gridCost, summarizeGrid } from "../../core/coin";
import { log } from "../../core/math/elementary";
import type { CoinModel } from "./coinModel";
import { logGrid } from "./gridNumbers";

/** Resolutions at which the grid's error is computed, about evenly on a logarithmic axis. */
export const RESOLUTIONS = [
  5, 6, 8, 10, 13, 16, 20, 25, 32, 40, 50, 64, 80, 100, 130, 160, 200, 250, 320, 400, 500, 640, 800, 1000,
  1300, 1600, 2000,
] as const;

/** Points of each dimension in the example of what a grid costs. */
export const NODES_PER_DIMENSION = 100;
export const DIMENSIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

/** Nodes that fit into 16 GB at 8 bytes, and nodes that a year evaluates at 100 million a second. */
export const NODES_IN_16_GB = 16e9 / 8;
export const NODES_IN_A_YEAR = 1e8 * 365.25 * 24 * 3600;

/** Dimensions at which the example's grid reaches so many nodes, as a real number. */
export function dimensionsOf(numNodes: number): number {
  return log(numNodes) / log(NODES_PER_DIMENSION);
}

/** Distances from the closed form, one for each of RESOLUTIONS; MAP is NaN where there is no single mode. */
export interface GridErrors {
  readonly map: Float64Array;
  readonly mean: Float64Array;
  readonly sd: Float64Array;
}

export function gridErrors({
  prior,
  counts,
  exact,
}: Pick<CoinModel, "prior" | "counts" | "exact">): GridErrors {
  const { mode, mean, sd } = exact.distribution;
  const summaries = RESOLUTIONS.map((numNodes) =>
    summarizeGrid(logGrid(prior, counts, numNodes).probabilities),
  );
  return {
    map: Float64Array.from(summaries, (summary) => Math.abs(summary.map - mode)),
    mean: Float64Array.from(summaries, (summary) => Math.abs(summary.mean - mean)),
    sd: Float64Array.from(summaries, (summary) => Math.abs(summary.sd - sd)),
  };
}

/** Nodes of the example's grid in each of DIMENSIONS. */
export function nodesByDimension(): Float64Array {
  return Float64Array.from(DIMENSIONS, (dimension) => gridCost(NODES_PER_DIMENSION, dimension).numNodes);
}
