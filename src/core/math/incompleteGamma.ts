import { exp, log } from "./elementary";
import type { Tails } from "./incompleteBeta";
import { log1pMinus } from "./log1pMinus";
import { logGamma, stirlingRemainder } from "./logGamma";

const LOG_TWO_PI = 1.8378770664093453;
const SMALLEST = 1e-300;
const MOST_TERMS = 1_000_000;

/** log of x^a e^-x / Gamma(a); from a = 10 on relative to its peak, so that large terms do not cancel. */
export function logGammaKernel(a: number, x: number): number {
  if (a < 10) return a * log(x) - x - logGamma(a);
  const u = (x - a) / a;
  const fromPeak = u < -0.4 ? log(x / a) - u : log1pMinus(u);
  return a * fromPeak + 0.5 * (log(a) - LOG_TWO_PI) - stirlingRemainder(a);
}

/** 1 / a + x / (a (a + 1)) + ... (NIST DLMF 8.11.4): all terms positive. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (a + n);
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum;
}

/** Continued fraction of the upper function (NIST DLMF 8.9.2) by Lentz's method, for x above a. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let fraction = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const numerator = n * (a - n);
    b += 2;
    d = 1 / awayFromZero(b + numerator * d);
    c = awayFromZero(b + numerator / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) break;
  }
  return fraction;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

/**
 * Regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P: the distribution function of
 * Gamma(shape a, rate 1) at x and what lies above. Relative error of the smaller side below 1e-13 for
 * a from 0.001 to 10,000 and 1e-12 to 3 million; where it underflows it is 0.
 */
export function incompleteGamma(a: number, x: number): Tails {
  if (!(a > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  const kernel = exp(logGammaKernel(a, x));
  if (x < a + 1) {
    const lower = Math.min(1, kernel * lowerSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, kernel * upperFraction(a, x));
  return { lower: 1 - upper, upper };
}
