import { exp, log, log1p } from "./elementary";
import { log1pMinus } from "./log1pMinus";
import { logBeta } from "./logBeta";
import { stirlingRemainder } from "./logGamma";

/** Probabilities on both sides of a point; the smaller one has full relative accuracy. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const LOG_TWO_PI = 1.8378770664093453;
const SMALLEST = 1e-300;
const MOST_TERMS = 1_000_000;

/**
 * log of x^a y^b / B(a, b) with y = 1 - x. With both shapes from 10 on, it is taken relative to its peak
 * (as Loader 2000 does for the binomial), so that terms of size a log x do not cancel.
 */
export function logBetaKernel(a: number, b: number, x: number, y = 1 - x): number {
  if (a < 10 || b < 10) {
    return a * (x > 0.5 ? log1p(-y) : log(x)) + b * (x < 0.5 ? log1p(-x) : log(y)) - logBeta(a, b);
  }
  const sum = a + b;
  const excess = x * b - y * a;
  return (
    a * logRatioMinus(excess / a, (x * sum) / a) +
    b * logRatioMinus(-excess / b, (y * sum) / b) +
    0.5 * (log((a / sum) * b) - LOG_TWO_PI) +
    stirlingRemainder(sum) -
    stirlingRemainder(a) -
    stirlingRemainder(b)
  );
}

/** log(ratio) - u with ratio = 1 + u, from whichever of the two holds more digits. */
function logRatioMinus(u: number, ratio: number): number {
  return u < -0.4 ? log(ratio) - u : log1pMinus(u);
}

/** Keeps a denominator of Lentz's method from vanishing. */
function awayFromZero(value: number): number {
  return Math.abs(value) < SMALLEST ? SMALLEST : value;
}

/**
 * Continued fraction of the incomplete beta function (NIST DLMF 8.17.22) by Lentz's method; quick for x
 * below (a + 1) / (a + b + 2), in some sqrt(max(a, b)) terms.
 */
function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    fraction *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 2e-16) break;
  }
  return fraction;
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement: the distribution function of
 * Beta(a, b) at x and what lies above. Relative error of the smaller side below 1e-13 for shapes from
 * 0.001 to 10,000 and 1e-12 to 3 million; where it underflows it is 0.
 * @param a first shape, above 0
 * @param b second shape, above 0
 * @param y 1 - x, where it is known better than the difference
 */
export function incompleteBeta(a: number, b: number, x: number, y = 1 - x): Tails {
  if (!(a > 0 && b > 0) || Number.isNaN(x)) return { lower: NaN, upper: NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const kernel = exp(logBetaKernel(a, b, x, y));
  if (x < (a + 1) / (a + b + 2)) {
    const lower = Math.min(1, (kernel * betaFraction(a, b, x)) / a);
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, (kernel * betaFraction(b, a, y)) / b);
  return { lower: 1 - upper, upper };
}
