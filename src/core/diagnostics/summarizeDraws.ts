import { splitChains } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";
import { essTailOfSorted } from "./ess";
import { essOfChains } from "./essOfChains";
import { meanOf, varianceOf } from "./moments";
import { rhatOfSorted } from "./rhat";
import { bulkScores, sortDraws } from "./sortedDraws";

export interface DrawSummary {
  readonly mean: number;
  /** Divisor (number of draws) - 1. */
  readonly sd: number;
  readonly rhat: number;
  readonly essBulk: number;
  readonly essTail: number;
  readonly mcseMean: number;
}

/**
 * The row of a summary table. Equal to calling `rhat`, `essBulk`, `essTail` and `mcseMean` one by
 * one, bit for bit, with one sort and one rank normalisation for all of them.
 */
export function summarizeDraws(draws: DrawMatrix): DrawSummary {
  const sorted = sortDraws(draws);
  const variance = varianceOf(draws.values);
  const mean = meanOf(draws.values);
  if (!sorted) return { mean, sd: NaN, rhat: NaN, essBulk: NaN, essTail: NaN, mcseMean: NaN };

  const bulk = bulkScores(sorted);
  return {
    mean,
    sd: Math.sqrt(variance),
    rhat: rhatOfSorted(sorted, bulk),
    essBulk: essOfChains(bulk),
    essTail: essTailOfSorted(sorted),
    mcseMean: Math.sqrt(variance / essOfChains(splitChains(draws))),
  };
}
