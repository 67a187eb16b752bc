import { assertDrawMatrix, mapDraws, splitChains } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";
import { essOfChains } from "./essOfChains";
import { meanOf } from "./moments";
import { assertProbability, quantileOfSorted } from "./quantile";
import { bulkScores, isFiniteThroughout, sortDraws, splitIndicator } from "./sortedDraws";
import type { SortedDraws } from "./sortedDraws";

/*
 * Effective sample sizes after Vehtari et al. (2021), with the edge cases of R's posterior package:
 * NaN where there are fewer than three draws in a chain (six where it is split), where all that is
 * averaged is equal, or where a draw is NaN. An infinite draw leaves only `essBulk` defined. One
 * departure: posterior calls draws constant when their range is below 2.2e-16; here they must be equal.
 */

/** ESS of the mean, from the chains or from their halves. */
export function essBasic(draws: DrawMatrix, isSplit: boolean): number {
  assertDrawMatrix(draws);
  return essOfChains(isSplit ? splitChains(draws) : draws);
}

/** ESS of the mean, from split chains. */
export function essMean(draws: DrawMatrix): number {
  return essBasic(draws, true);
}

/** ESS of the variance, and so of the standard deviation: that of (x - mean)^2 (posterior 1.7). */
export function essSd(draws: DrawMatrix): number {
  const mean = meanOf(draws.values);
  return essMean(mapDraws(draws, (value) => (value - mean) * (value - mean)));
}

/** ESS of the rank-normalised split chains; warn below 400. */
export function essBulk(draws: DrawMatrix): number {
  const sorted = sortDraws(draws);
  return sorted ? essOfChains(bulkScores(sorted)) : NaN;
}

/** `essQuantile` from draws already sorted. */
export function essQuantileOfSorted(sorted: SortedDraws, probability: number): number {
  assertProbability(probability);
  if (!isFiniteThroughout(sorted)) return NaN;
  // Every draw is at most the maximum: step half a rank below it, as R's posterior does.
  const total = sorted.sorted.length;
  const effective = probability === 1 ? (total - 0.5) / total : probability;
  return essOfChains(splitIndicator(sorted, quantileOfSorted(sorted.sorted, effective)));
}

/** ESS of a quantile: that of the indicator of draws at or below it. */
export function essQuantile(draws: DrawMatrix, probability: number): number {
  assertProbability(probability);
  const sorted = sortDraws(draws);
  return sorted ? essQuantileOfSorted(sorted, probability) : NaN;
}

/** ESS of the median. */
export function essMedian(draws: DrawMatrix): number {
  return essQuantile(draws, 0.5);
}

/** `essTail` from draws already sorted. */
export function essTailOfSorted(sorted: SortedDraws): number {
  return Math.min(essQuantileOfSorted(sorted, 0.05), essQuantileOfSorted(sorted, 0.95));
}

/** The smaller ESS of the 5 % and the 95 % quantile; warn below 400. */
export function essTail(draws: DrawMatrix): number {
  const sorted = sortDraws(draws);
  return sorted ? essTailOfSorted(sorted) : NaN;
}
