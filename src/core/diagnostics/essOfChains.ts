import { log } from "../math/elementary";
import { meanAutocovariance } from "./autocovariance";
import type { DrawMatrix } from "./drawMatrix";
import { meanOf, varianceOf } from "./moments";

/**
 * Integrated autocorrelation time by Geyer's initial monotone sequence (Geyer 1992, Statistical
 * Science 7): autocorrelations are summed in pairs of lags (2k, 2k + 1) while the pairs stay
 * positive, and no pair may exceed the one before it. One term beyond the last pair lowers the
 * variance for antithetic chains (Vehtari et al. 2021, as in R's posterior package).
 * @param autocovariances mean over the chains, lag 0 first
 * @param varianceOfMeans variance of the chain means, 0 for one chain
 */
function geyerTime(autocovariances: Float64Array, varianceOfMeans: number): number {
  const numDraws = autocovariances.length;
  const withinVariance = (autocovariances[0] * numDraws) / (numDraws - 1);
  const totalVariance = autocovariances[0] + varianceOfMeans;
  const correlation = (lag: number): number => 1 - (withinVariance - autocovariances[lag]) / totalVariance;

  let lag = 0;
  let even = 1;
  let pair = even + correlation(1);
  let smallestPair = pair;
  let sum = 0;
  while (lag < numDraws - 5 && pair > 0) {
    smallestPair = Math.min(smallestPair, pair);
    sum += smallestPair;
    lag += 2;
    even = correlation(lag);
    pair = even + correlation(lag + 1);
  }
  // Five draws or fewer, or strict alternation, leave no pair. R's posterior then has time 2, we too.
  if (lag === 0) return 2;
  const last = even > 0 || pair >= 0 ? even : 0;
  return -1 + 2 * sum + last;
}

/**
 * Effective sample size of the mean of all draws, numChains * numDraws / time, with the within and
 * between chain variances combined (Vehtari et al. 2021). At most S log10(S) for S draws
 * in all. NaN for fewer than three draws a chain, constant draws, and where a draw is not finite.
 */
export function essOfChains(chains: DrawMatrix): number {
  const { values, numChains, numDraws } = chains;
  if (numDraws < 3) return NaN;
  const means = new Float64Array(numChains);
  for (let chain = 0; chain < numChains; chain++) {
    means[chain] = meanOf(values, chain * numDraws, (chain + 1) * numDraws);
  }
  const varianceOfMeans = numChains > 1 ? varianceOf(means) : 0;
  const autocovariances = meanAutocovariance(chains, means);
  if (!(autocovariances[0] + varianceOfMeans > 0)) return NaN;

  const total = numChains * numDraws;
  const shortestTime = Math.LN10 / log(total);
  return total / Math.max(geyerTime(autocovariances, varianceOfMeans), shortestTime);
}
