import type { BetaShapes, Interval } from "../conjugate";
import { betaDistribution } from "../conjugate";
import { exp } from "../math/elementary";
import { expectFinite } from "../math/expectations";
import { logBeta } from "../math/logBeta";

/**
 * Scores of a belief about a coin's bias once the truth is revealed. All are proper: on average nobody does
 * better than by stating what they really believe.
 */

/** log density of the belief at the truth; larger is better (Good 1952). */
export function logScore({ alpha, beta }: BetaShapes, truth: number): number {
  return betaDistribution(alpha, beta).logPdf(truth);
}

/**
 * Continuous ranked probability score of a Beta belief: the integral of (F(x) - [truth <= x])^2 over x. In
 * units of the bias, smaller is better; a point guess scores its distance (Gneiting and Raftery 2007). With
 * F of Beta(alpha, beta) and G of Beta(alpha + 1, beta) it is truth (2 F - 1) + mean (1 - 2 G
 * - 2 B(2 alpha, 2 beta) / (alpha B(alpha, beta)^2)), all at the truth.
 */
export function betaCrps({ alpha, beta }: BetaShapes, truth: number): number {
  expectFinite("truth", truth);
  const belief = betaDistribution(alpha, beta);
  const weighted = betaDistribution(alpha + 1, beta).cdf(truth);
  const spread = (2 / alpha) * exp(logBeta(2 * alpha, 2 * beta) - 2 * logBeta(alpha, beta));
  return truth * (2 * belief.cdf(truth) - 1) + belief.mean * (1 - 2 * weighted - spread);
}

/**
 * Interval score: the width, plus 2 / (1 - mass) for every unit by which the interval misses the truth;
 * smaller is better (Gneiting and Raftery 2007). For a guess given as "between ... and ..., I am 90 % sure".
 * @param mass the probability that was claimed for the interval, in (0, 1)
 * @throws RangeError unless 0 < mass < 1 and the interval's ends are finite and in order
 */
export function intervalScore([low, high]: Interval, mass: number, truth: number): number {
  if (!(mass > 0 && mass < 1)) throw new RangeError(`mass = ${mass}; expected a number between 0 and 1`);
  expectFinite("truth", truth);
  if (!(Number.isFinite(low) && Number.isFinite(high) && low <= high)) {
    throw new RangeError(`interval [${low}, ${high}]; expected two finite numbers in rising order`);
  }
  const miss = Math.max(0, low - truth, truth - high);
  return high - low + (2 / (1 - mass)) * miss;
}
