import { betaQuantile } from "../math/betaQuantile";
import { mapDraws } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";
import { essMean, essQuantileOfSorted } from "./ess";
import { meanOf, varianceOf } from "./moments";
import { assertProbability } from "./quantile";
import { sortDraws } from "./sortedDraws";

/** Monte Carlo standard error of the mean: sd / sqrt(essMean). */
export function mcseMean(draws: DrawMatrix): number {
  return Math.sqrt(varianceOf(draws.values) / essMean(draws));
}

/**
 * Monte Carlo standard error of the standard deviation, for any distribution with a fourth moment:
 * first order expansion of sd = sqrt(variance), with the variance of (x - mean)^2 over its ESS
 * (Kenney and Keeping 1951; R's posterior package).
 */
export function mcseSd(draws: DrawMatrix): number {
  const mean = meanOf(draws.values);
  const squares = mapDraws(draws, (value) => (value - mean) * (value - mean));
  const variance = meanOf(squares.values);
  const varianceOfSquares = meanOf(squares.values.map((value) => value * value)) - variance * variance;
  return Math.sqrt(varianceOfSquares / essMean(squares) / variance / 4);
}

/** Distribution function of the standard normal at -1 and at 1, to the digits R's posterior uses. */
const ONE_SIGMA = [0.1586553, 0.8413447] as const;

/**
 * Monte Carlo standard error of a quantile: half the distance between the order statistics that
 * bound a one-sigma interval of Beta(ess p + 1, ess (1 - p) + 1) (Vehtari et al. 2021).
 */
export function mcseQuantile(draws: DrawMatrix, probability: number): number {
  assertProbability(probability);
  const sortedDraws = sortDraws(draws);
  if (!sortedDraws) return NaN;
  const ess = essQuantileOfSorted(sortedDraws, probability);
  if (Number.isNaN(ess)) return NaN;
  const { sorted } = sortedDraws;
  const a = ess * probability + 1;
  const b = ess * (1 - probability) + 1;
  const lowerRank = Math.max(Math.floor(betaQuantile(a, b, ONE_SIGMA[0]) * sorted.length), 1);
  const upperRank = Math.min(Math.ceil(betaQuantile(a, b, ONE_SIGMA[1]) * sorted.length), sorted.length);
  return (sorted[upperRank - 1] - sorted[lowerRank - 1]) / 2;
}
