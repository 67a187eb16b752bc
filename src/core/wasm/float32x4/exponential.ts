/** exp, expm1 and tanh in float32: reductions and polynomials of shaders/elementary.wgsl, all cases in each lane. */
import { f32x4, i32x4 } from "../simd";
import type { VectorArithmetic, Vectors } from "./vectors";

const LOG2_E = 1.4426950408889634;
/** ln 2 cut after 9 bits, so that k * LN2_HIGH is exact for every exponent k, and the rest. */
const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444005469057e-4;
/** From here on the exponent is 128, and 2^128 is Infinity in float32. */
const OVERFLOW = 88.37626;
/** Added to a whole number of size below 2^22, leaves it in the low bits. */
const TO_LOW_BITS = 12582912;
const SIGN_BIT = 0x80000000;

/** 2^k for whole k from -127 (which gives 0) to 128 (Infinity). */
function powerOfTwo(v: VectorArithmetic, k: Vectors): Vectors {
  const biased = v.add(k, TO_LOW_BITS + 127);
  return biased.map((bits) => f32x4.from_bits(i32x4.shl(i32x4.from_bits(bits), 23)));
}

/** k and r with x = k ln 2 + r and |r| <= ln(2) / 2, for x from -87.6 to 89. */
function reduce(v: VectorArithmetic, x: Vectors): { k: Vectors; r: Vectors } {
  const k = v.let(v.floor(v.madd(x, LOG2_E, 0.5)));
  return { k, r: v.let(v.nmadd(k, LN2_LOW, v.nmadd(k, LN2_HIGH, x))) };
}

/** exp(r) - 1 */
function expm1Reduced(v: VectorArithmetic, r: Vectors): Vectors {
  const tail = v.polynomial(r, [1 / 2, 1 / 6, 1 / 24, 1 / 120, 1 / 720, 1 / 5040]);
  return v.madd(v.mul(r, r), tail, r);
}

/** e^x, relative error below 2^-23; 0 below -87, Infinity from 88.3763 on. */
export function exp(v: VectorArithmetic, x: Vectors): Vectors {
  const given = v.let(x);
  const { k, r } = reduce(v, v.let(v.pmin(given, 89)));
  const scaled = v.mul(v.add(1, expm1Reduced(v, r)), powerOfTwo(v, k));
  return v.let(v.zeroWhere(scaled, v.lt(given, -87)));
}

/** e^x - 1, within 2^-22 of |value|; Infinity from 88.3763 on. */
export function expm1(v: VectorArithmetic, x: Vectors): Vectors {
  const given = v.let(x);
  const { k, r } = reduce(v, v.let(v.pmax(v.pmin(given, 88), -30)));
  const scale = v.let(powerOfTwo(v, k));
  const value = v.madd(scale, expm1Reduced(v, r), v.sub(scale, 1));
  return v.let(v.select(v.ge(given, OVERFLOW), Infinity, value));
}

/** tanh x, within 2^-22 of |value|. */
export function tanh(v: VectorArithmetic, x: Vectors): Vectors {
  const given = v.let(x);
  const e = expm1(v, v.mul(v.abs(given), -2));
  const size = v.div(v.abs(e), v.add(2, e));
  return v.let(
    size.map((value, i) => {
      const sign = i32x4.and(i32x4.from_bits(given[i]), SIGN_BIT);
      return f32x4.from_bits(i32x4.or(i32x4.from_bits(value), sign));
    }),
  );
}
