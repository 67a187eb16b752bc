import { assertDrawMatrix, splitChains } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";
import { chainMoments, meanOf, varianceOf } from "./moments";
import { bulkScores, foldedScores, sortDraws } from "./sortedDraws";
import type { SortedDraws } from "./sortedDraws";

/** sqrt((n - 1)/n + variance of chain means / mean variance within chains): Gelman and Rubin (1992). */
function rhatOfChains(chains: DrawMatrix | null): number {
  if (chains === null || chains.numDraws < 2 || chains.numChains < 2) return NaN;
  const { means, variances, numDraws } = chainMoments(chains);
  return Math.sqrt((numDraws - 1) / numDraws + varianceOf(means) / meanOf(variances));
}

/**
 * R-hat without ranks, of the chains or of their halves. NaN for fewer than two chains (halves) or
 * two draws in them, for constant draws, and where a draw is not finite; Infinity where each chain
 * is constant at a value of its own.
 */
export function rhatBasic(draws: DrawMatrix, isSplit: boolean): number {
  assertDrawMatrix(draws);
  return rhatOfChains(isSplit ? splitChains(draws) : draws);
}

/** R-hat of rank-normalised split chains: sees chains that differ in location. */
export function rhatBulk(draws: DrawMatrix): number {
  const sorted = sortDraws(draws);
  return sorted ? rhatOfChains(bulkScores(sorted)) : NaN;
}

/** R-hat of rank-normalised distances from the pooled median: sees chains that differ in scale. */
export function rhatFolded(draws: DrawMatrix): number {
  const sorted = sortDraws(draws);
  return sorted ? rhatOfChains(foldedScores(sorted)) : NaN;
}

/** R-hat from draws already sorted; `bulk` are their `bulkScores`, so that bulk ESS can share them. */
export function rhatOfSorted(sorted: SortedDraws, bulk: DrawMatrix): number {
  return Math.max(rhatOfChains(bulk), rhatOfChains(foldedScores(sorted)));
}

/**
 * R-hat: the larger of the bulk and the folded one (Vehtari, Gelman, Simpson, Carpenter and Bürkner
 * 2021, "Rank-normalization, folding, and localization"). Warn above 1.01.
 *
 * NaN for fewer than four draws a chain, constant draws, or a NaN among them. An infinite draw has
 * a rank like any other, so R-hat stays finite, as in R's posterior package (Stan gives NaN).
 */
export function rhat(draws: DrawMatrix): number {
  const sorted = sortDraws(draws);
  return sorted ? rhatOfSorted(sorted, bulkScores(sorted)) : NaN;
}
