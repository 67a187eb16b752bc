import { log, log1p } from "./elementary";
import { logGamma, stirlingRemainder } from "./logGamma";

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b) for a, b > 0. From 10 on, Stirling's formula is
 * put in and its large parts are cancelled by hand, so the error stays below 2e-15 (1 + |value|) however large
 * or unequal the arguments are. NaN outside the domain.
 */
export function logBeta(a: number, b: number): number {
  const low = a < b ? a : b;
  const high = a < b ? b : a;
  if (!(low > 0)) return low === 0 ? Infinity : NaN;
  const sum = low + high;
  if (high < 10) return logGamma(low) + logGamma(high) - logGamma(sum);
  const remainder = stirlingRemainder(high) - stirlingRemainder(sum);
  const ofHigh = log1p(-low / sum);
  if (low < 10) return logGamma(low) + remainder + low - low * log(sum) + (high - 0.5) * ofHigh;
  return (
    HALF_LOG_TWO_PI -
    0.5 * log(high) +
    stirlingRemainder(low) +
    remainder +
    (low - 0.5) * log(low / sum) +
    high * ofHigh
  );
}

/** log of the binomial coefficient "n over k", whole numbers 0 <= k <= n. */
export function logChoose(n: number, k: number): number {
  return k === 0 || k === n ? 0 : -log(n + 1) - logBeta(k + 1, n - k + 1);
}
