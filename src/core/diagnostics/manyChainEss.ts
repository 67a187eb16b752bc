import { assertChainMoments, meanOf, squaredDeviations } from "./moments";
import type { ChainMoments } from "./moments";

export interface ManyChainSummary {
  /** Mean of all draws. */
  readonly mean: number;
  /** Standard deviation of all draws together, divisor (number of draws) - 1. */
  readonly sd: number;
  /** Monte Carlo standard error of the mean. */
  readonly mcseMean: number;
  /** Effective sample size of the mean. */
  readonly ess: number;
  /** Relative standard error of `ess`, from the number of chains alone. */
  readonly essRelativeError: number;
}

/**
 * Effective sample size without autocorrelations, from many independent chains of equal length.
 *
 * The C chain means are independent, so mcseMean = (standard deviation of the means) / sqrt(C) holds
 * whatever the correlation within a chain, and ess = sd^2 / mcseMean^2. Where chain means are near
 * normal, (C - 1) mcseMean^2 over its expectation follows chi-square with C - 1 degrees of freedom; so
 * to first order the relative standard error of ess is sqrt(2 / (C - 1)): 0.14 for 100 chains, 0.03
 * for 2000. Chains that have not forgotten a common start are not independent and look too good.
 *
 * The sum of squares of all draws is (n - 1) * sum of variances + n * squared deviations of means.
 * ess is NaN where all means are equal and all variances zero.
 * @throws RangeError for fewer than two chains
 */
export function manyChainEss(moments: ChainMoments): ManyChainSummary {
  assertChainMoments(moments);
  const { means, variances, numDraws } = moments;
  const numChains = means.length;
  const mean = meanOf(means);
  const betweenSquares = squaredDeviations(means, mean);
  // One draw a chain has no variance of its own.
  const withinSquares = numDraws > 1 ? (numDraws - 1) * numChains * meanOf(variances) : 0;
  const variance = (withinSquares + numDraws * betweenSquares) / (numChains * numDraws - 1);
  const squaredError = betweenSquares / (numChains - 1) / numChains;
  return {
    mean,
    sd: Math.sqrt(variance),
    mcseMean: Math.sqrt(squaredError),
    ess: variance / squaredError,
    essRelativeError: Math.sqrt(2 / (numChains - 1)),
  };
}
