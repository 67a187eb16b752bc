import type { BetaShapes, ContinuousDistribution, FlipCounts } from "../conjugate";
import { betaDistribution, betaLogEvidence, betaPosterior } from "../conjugate";
import { gridNode } from "./gridPosterior";
import { summarizeGrid } from "./gridSummary";

/** What a grid stands in for: the posterior as a Beta distribution. */
export interface ExactPosterior extends BetaShapes {
  readonly distribution: ContinuousDistribution;
  /** log probability of the sequence of flips. */
  readonly logEvidence: number;
}

/** Beta(alpha + heads, beta + tails), by default from the uniform prior Beta(1, 1). */
export function exactPosterior(
  counts: FlipCounts,
  prior: BetaShapes = { alpha: 1, beta: 1 },
): ExactPosterior {
  const shapes = betaPosterior(prior, counts);
  return {
    ...shapes,
    distribution: betaDistribution(shapes.alpha, shapes.beta),
    logEvidence: betaLogEvidence(prior, counts),
  };
}

/** How far a grid is from the closed form; differences are grid minus exact. */
export interface GridError {
  /** NaN where the exact posterior has no single mode. */
  readonly map: number;
  readonly mean: number;
  readonly sd: number;
  /**
   * Largest distance between the distribution functions, the grid's being a staircase read halfway up each
   * step: what matters for every interval and probability.
   */
  readonly distance: number;
}

export function gridError(grid: Float64Array, exact: ExactPosterior): GridError {
  const { map, mean, sd } = summarizeGrid(grid);
  const { distribution } = exact;
  let below = 0;
  let distance = 0;
  for (let i = 0; i < grid.length; i++) {
    const halfway = below + 0.5 * grid[i];
    distance = Math.max(distance, Math.abs(halfway - distribution.cdf(gridNode(i, grid.length))));
    below += grid[i];
  }
  return {
    map: map - distribution.mode,
    mean: mean - distribution.mean,
    sd: sd - distribution.sd,
    distance,
  };
}
