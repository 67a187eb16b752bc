import { expectData } from "../math/expectations";

/**
 * Writes 1, x, x^2, ..., x^degree.
 * @param offset where in `out` the first one goes
 */
export function powersOf(x: number, degree: number, out: Float64Array, offset = 0): Float64Array {
  let power = 1;
  for (let k = 0; k <= degree; k++) {
    out[offset + k] = power;
    power *= x;
  }
  return out;
}

/** weights[0] + weights[1] x + weights[2] x^2 + ... by Horner's rule. */
export function evaluatePolynomial(weights: ArrayLike<number>, x: number): number {
  let value = 0;
  for (let k = weights.length - 1; k >= 0; k--) value = value * x + weights[k];
  return value;
}

/**
 * Mean squared difference between a polynomial and values at the points x, for training and test data alike.
 * @throws RangeError without points, or with lengths that differ
 */
export function meanSquaredError(
  weights: ArrayLike<number>,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
): number {
  expectData("x", x);
  if (y.length !== x.length) throw new RangeError(`y has ${y.length} values; expected ${x.length}, one an x`);
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const difference = evaluatePolynomial(weights, x[i]) - y[i];
    sum += difference * difference;
  }
  return sum / x.length;
}
