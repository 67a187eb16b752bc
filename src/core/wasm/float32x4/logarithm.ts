/** log and log1p in float32: reduction and series of shaders/elementary.wgsl, all cases in each lane. */
import { f32x4, i32x4 } from "../simd";
import type { VectorArithmetic, Vectors } from "./vectors";

const LN2_HIGH = 0.693359375;
const LN2_LOW = -2.1219444005469057e-4;
const SMALLEST_NORMAL = 1.1754943508222875e-38;
const TO_LOWER_END = 0x80000000 - 0x00800000;
const INFINITY_AT_LOWER_END = -0x01000000;
const BITS_OF_ONE = 0x3f800000;
/** The first float above sqrt(1/2), where the mantissas begin. */
const BITS_OF_LEAST_MANTISSA = 0x3f3504f4;

/**
 * Natural logarithm of positive normal numbers, relative error below 2^-23; anything else gives nonsense.
 * x = 2^k m with m in (sqrt(1/2), sqrt(2)]; log m = 2 artanh(f / (2 + f)) with f = m - 1, as a series.
 */
export function logOfPositive(v: VectorArithmetic, x: Vectors): Vectors {
  const shifted = v.letWords(
    x.map((vector) => i32x4.add(i32x4.from_bits(vector), BITS_OF_ONE - BITS_OF_LEAST_MANTISSA)),
  );
  const k = v.let(shifted.map((bits) => f32x4.convert_i32x4_s(i32x4.sub(i32x4.shr_s(bits, 23), 127))));
  const m = shifted.map((bits) =>
    f32x4.from_bits(i32x4.add(i32x4.and(bits, 0x007fffff), BITS_OF_LEAST_MANTISSA)),
  );
  const f = v.let(v.sub(m, 1));
  const s = v.let(v.div(f, v.add(2, f)));
  const z = v.let(v.mul(s, s));
  const series = v.mul(z, v.polynomial(z, [2 / 3, 2 / 5, 2 / 7, 2 / 9, 2 / 11]));
  const correction = v.nmadd(k, LN2_LOW, v.mul(s, v.sub(f, series)));
  return v.let(v.madd(k, LN2_HIGH, v.sub(f, correction)));
}

/**
 * Natural logarithm, relative error below 2^-23; -Infinity at 0, NaN below. Numbers below 2^-126 count as 0:
 * `exp` gives none of them.
 */
export function log(v: VectorArithmetic, x: Vectors): Vectors {
  const given = v.let(x);
  const value = logOfPositive(v, given);
  // Bits from the smallest normal number up to infinity, moved to the lower end of the signed integers.
  const isOrdinary = given.map((vector) =>
    i32x4.lt_s(i32x4.add(i32x4.from_bits(vector), TO_LOWER_END), INFINITY_AT_LOWER_END),
  );
  // -Infinity below the smallest normal number; Infinity and NaN as they are; then NaN for what is negative.
  const bounds = v.mul(v.sub(given, SMALLEST_NORMAL), Infinity);
  const isNegative = v.lt(given, 0);
  const elsewhere = bounds.map((bound, i) =>
    f32x4.from_bits(i32x4.or(i32x4.from_bits(bound), isNegative[i])),
  );
  return v.let(v.select(isOrdinary, value, elsewhere));
}

/** log(1 + x), within 2^-22 of |value|: what rounding took from the sum 1 + x is put back. */
export function log1p(v: VectorArithmetic, x: Vectors): Vectors {
  const given = v.let(x);
  const sum = v.let(v.add(1, given));
  const lost = v.let(v.div(v.sub(given, v.sub(sum, 1)), sum));
  // Where the sum is 0 or infinite there is nothing to put back, and the quotient is NaN.
  return v.let(v.add(log(v, sum), v.keepWhere(lost, v.eq(lost, lost))));
}
