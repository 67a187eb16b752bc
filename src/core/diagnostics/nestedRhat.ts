import type { DrawMatrix } from "./drawMatrix";
import { assertChainMoments, chainMoments, meanOf, varianceOf } from "./moments";
import type { ChainMoments } from "./moments";

/**
 * Nested R-hat from per-chain moments, for many short chains: sqrt(1 + B / W), where B is the
 * variance of the superchain means, and W the mean over superchains of (variance of the chain means
 * in it + mean variance within its chains). A variance over one chain or one draw counts as 0.
 * Margossian, Hoffman, Sountsov, Riou-Durand, Vehtari and Gelman (2024), "Nested R-hat", Bayesian
 * Analysis, doi:10.1214/24-BA1453.
 *
 * The chains of one superchain start at one point. Superchain k of K holds the chains from
 * floor(k C / K) up to floor((k + 1) C / K); sizes may differ by one, and superchains count alike.
 * Infinity where superchains are stuck at points of their own, NaN where all draws are equal.
 * @throws RangeError unless numSuperchains is an integer from 2 to the number of chains
 */
export function nestedRhatFromMoments(moments: ChainMoments & { readonly numSuperchains: number }): number {
  assertChainMoments(moments);
  const { means, variances, numDraws, numSuperchains } = moments;
  const numChains = means.length;
  if (!Number.isInteger(numSuperchains) || numSuperchains < 2 || numSuperchains > numChains) {
    throw new RangeError(
      `numSuperchains is ${numSuperchains}, expected an integer from 2 to ${numChains}, the number of chains`,
    );
  }
  const superchainMeans = new Float64Array(numSuperchains);
  const superchainVariances = new Float64Array(numSuperchains);
  for (let k = 0; k < numSuperchains; k++) {
    const from = Math.floor((k * numChains) / numSuperchains);
    const to = Math.floor(((k + 1) * numChains) / numSuperchains);
    const between = to - from > 1 ? varianceOf(means, from, to) : 0;
    const within = numDraws > 1 ? meanOf(variances, from, to) : 0;
    superchainMeans[k] = meanOf(means, from, to);
    superchainVariances[k] = between + within;
  }
  return Math.sqrt(1 + varianceOf(superchainMeans) / meanOf(superchainVariances));
}

/** Nested R-hat from draws; see `nestedRhatFromMoments`. NaN where a draw is not finite. */
export function nestedRhat(draws: DrawMatrix, numSuperchains: number): number {
  return nestedRhatFromMoments({ ...chainMoments(draws), numSuperchains });
}
