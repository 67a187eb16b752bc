import { exp, log, log1p } from "./elementary";

const TWO_OVER_SQRT_PI = 1.1283791670955126;
const ONE_OVER_SQRT_PI = 0.5641895835477563;
const SQRT_HALF = 0.7071067811865476;
/** Below it the power series is used, above it the continued fraction. */
const CROSSOVER = 2;

/** exp(-x^2 share): the square is split so that its rounding is not blown up by its size. */
function expOfSquare(x: number, share: number): number {
  const high = Math.fround(x);
  return exp(-share * high * high) * exp(-share * (x - high) * (x + high));
}

/** exp(x^2) erf(x) for 0 <= x <= 2: 2 / sqrt(pi) sum 2^n x^(2n+1) / (2n+1)!! (NIST DLMF 7.6.2), all terms positive. */
function scaledErf(x: number): number {
  const doubled = 2 * x * x;
  let term = x;
  let sum = x;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= doubled / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * sum;
}

/** exp(x^2) erfc(x) for x >= 2: Laplace's continued fraction (NIST DLMF 7.9.1), from its 60th term up. */
function scaledErfc(x: number): number {
  let fraction = x;
  for (let n = 60; n >= 1; n--) fraction = x + (0.5 * n) / fraction;
  return ONE_OVER_SQRT_PI / fraction;
}

/** Error function, relative error below 1e-15. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < CROSSOVER) return size === 0 ? x : Math.sign(x) * expOfSquare(size, 1) * scaledErf(size);
  return Math.sign(x) * (1 - erfc(size));
}

/** Complementary error function 1 - erf(x), relative error below 5e-14 also where it is tiny; 0 from 27.3 on. */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x < CROSSOVER) return 1 - erf(x);
  return x > 28 ? 0 : expOfSquare(x, 1) * scaledErfc(x);
}

/** Distribution function of the standard normal, relative error below 5e-14 also in the lower tail. */
export function normalCdf(z: number): number {
  const x = -z * SQRT_HALF;
  if (x < CROSSOVER || x !== x) return 0.5 * erfc(x);
  return x > 28 ? 0 : 0.5 * expOfSquare(z, 0.5) * scaledErfc(x);
}

/** log of `normalCdf`, finite for every finite z whose square is: far out it does not pass through 0. */
export function logNormalCdf(z: number): number {
  const x = -z * SQRT_HALF;
  if (x < CROSSOVER) return z > 0 ? log1p(-normalCdf(-z)) : log(normalCdf(z));
  return x === Infinity ? -Infinity : log(0.5 * scaledErfc(x)) - 0.5 * z * z;
}
