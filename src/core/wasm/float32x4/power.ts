import { f32x4, i32x4 } from "../simd";
import { exp } from "./exponential";
import { log } from "./logarithm";
import type { VectorArithmetic, Vectors } from "./vectors";

/**
 * x^n for a whole number n from -64 to 64 known beforehand, by squaring; relative error below |n| 2^-23.
 * The same products in the same order as `power` of src/core/math.
 */
export function wholePower(v: VectorArithmetic, x: Vectors, n: number): Vectors {
  let product: Vectors | undefined;
  let square = v.let(x);
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) product = product === undefined ? square : v.let(v.mul(product, square));
    if (rest > 1) square = v.let(v.mul(square, square));
  }
  if (product === undefined) return x.map(() => f32x4.const(1));
  return n > 0 ? product : v.let(v.div(1, product));
}

/**
 * x^y as exp(y log |x|), relative error below (2 + 2 |y log x|) 2^-23; x^0 is 1, and a negative base has powers at
 * whole exponents only.
 */
export function power(v: VectorArithmetic, x: Vectors, y: Vectors): Vectors {
  const base = v.let(x);
  const exponent = v.let(y);
  const size = v.let(exp(v, v.mul(exponent, log(v, v.abs(base)))));
  const isNotWhole = v.letWords(v.ne(v.floor(exponent), exponent));
  const half = v.let(v.mul(exponent, 0.5));
  const isNotEven = v.ne(v.floor(half), half);
  // Not even is odd, or not whole; the latter is NaN where the sign of the base counts.
  const signs = isNotEven.map((mask) => i32x4.and(mask, 0x80000000));
  const signed = size.map((value, i) => f32x4.from_bits(i32x4.or(i32x4.from_bits(value), signs[i])));
  const ofNegative = v.select(isNotWhole, NaN, signed);
  const value = v.select(v.lt(base, 0), ofNegative, size);
  return v.let(v.select(v.eq(exponent, 0), 1, value));
}
