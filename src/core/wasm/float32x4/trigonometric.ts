/** Sines and cosines in float32: the polynomials of shaders/elementary.wgsl. */
import { f32x4, f64x2, i32x4 } from "../simd";
import { reinterpret, type F32x4, type F64x2, type I32x4 } from "../value";
import type { VectorArithmetic, Vectors, Words } from "./vectors";

const TWO_PI = 6.283185307179586;
const TO_LOW_BITS = 12582912;
const TO_LOW_BITS_FLOAT64 = 6755399441055744;
const TWO_OVER_PI = 0.6366197723675814;
/** As in src/core/math/trigonometric.ts: beyond it sin and cos are NaN. */
const LARGEST_ANGLE = 134217728 * 1.5707963267948966;
/** pi / 2 cut after 26 bits, so that a multiple up to 2^27 is exact in float64, and the rest. */
const HALF_PI_HIGH = 1.5707963109016418;
const HALF_PI_LOW = 1.5893254773528196e-8;

function sinReduced(v: VectorArithmetic, t: Vectors, z: Vectors): Vectors {
  return v.madd(v.mul(t, z), v.polynomial(z, [-1 / 6, 1 / 120, -1 / 5040, 1 / 362880]), t);
}

function cosReduced(v: VectorArithmetic, z: Vectors): Vectors {
  return v.polynomial(z, [1, -1 / 2, 1 / 24, -1 / 720, 1 / 40320, -1 / 3628800]);
}

/** Sine and cosine of t + quarter pi / 2 for |t| <= pi / 4; only the low two bits of the quarters count. */
function sinCosOfQuarters(v: VectorArithmetic, t: Vectors, quarters: Words): { sin: Vectors; cos: Vectors } {
  const z = v.let(v.mul(t, t));
  const sine = v.let(sinReduced(v, t, z));
  const cosine = v.let(cosReduced(v, z));
  const isOdd = v.letWords(quarters.map((quarter) => i32x4.shr_s(i32x4.shl(quarter, 31), 31)));
  return {
    sin: v.let(flipByBitOne(v.select(isOdd, cosine, sine), quarters)),
    cos: v.let(
      flipByBitOne(
        v.select(isOdd, sine, cosine),
        quarters.map((quarter) => i32x4.add(quarter, 1)),
      ),
    ),
  };
}

/** Changes the sign where bit 1 of the quarter is set. */
function flipByBitOne(x: Vectors, quarters: Words): Vectors {
  return x.map((value, i) => {
    const sign = i32x4.shl(i32x4.shr_u(quarters[i], 1), 31);
    return f32x4.from_bits(i32x4.xor(i32x4.from_bits(value), sign));
  });
}

/** sin(2 pi u) and cos(2 pi u) for u below 2^20 in size, absolute error below 2^-23. */
export function sinCosTwoPi(v: VectorArithmetic, u: Vectors): { sin: Vectors; cos: Vectors } {
  const turns = v.let(u);
  const nearest = v.let(v.floor(v.madd(turns, 4, 0.5)));
  const t = v.let(v.mul(v.nmadd(nearest, 0.25, turns), TWO_PI));
  const bits = v.add(nearest, TO_LOW_BITS);
  return sinCosOfQuarters(v, t, v.letWords(bits.map(i32x4.from_bits)));
}

/**
 * sin x and cos x, absolute error below 2^-23 for |x| <= LARGEST_ANGLE, NaN beyond; -0 becomes 0. The reduction by quarter turns
 * is done in float64: in float32 it would lose the digits that it is there to keep.
 */
export function sinCos(v: VectorArithmetic, x: Vectors): { sin: Vectors; cos: Vectors } {
  const given = v.let(x);
  const reduced = given.map((vector) => reduceAngle(v, vector));
  const isOutside = v.letWords(v.le(v.abs(given), LARGEST_ANGLE).map(i32x4.not));
  const { sin, cos } = sinCosOfQuarters(
    v,
    reduced.map(({ t }) => t),
    reduced.map(({ quarter }) => quarter),
  );
  return { sin: v.let(v.select(isOutside, NaN, sin)), cos: v.let(v.select(isOutside, NaN, cos)) };
}

function reduceAngle({ body }: VectorArithmetic, x: F32x4): { t: F32x4; quarter: I32x4 } {
  const half = (lanes: F32x4): { t: F32x4; quarter: F64x2 } => {
    const angle = body.let(f64x2.promote_low_f32x4(lanes));
    const k = body.let(f64x2.floor(f64x2.add(f64x2.mul(angle, TWO_OVER_PI), 0.5)));
    const t = f64x2.sub(f64x2.sub(angle, f64x2.mul(k, HALF_PI_HIGH)), f64x2.mul(k, HALF_PI_LOW));
    return { t: f32x4.demote_f64x2_zero(t), quarter: f64x2.add(k, TO_LOW_BITS_FLOAT64) };
  };
  const low = half(x);
  const high = half(f32x4.shuffle(x, x, [2, 3, 2, 3]));
  const quarter = f32x4.shuffle(
    reinterpret(low.quarter, "f32x4"),
    reinterpret(high.quarter, "f32x4"),
    [0, 2, 4, 6],
  );
  return {
    t: body.let(f32x4.shuffle(low.t, high.t, [0, 1, 4, 5])),
    quarter: body.let(i32x4.from_bits(quarter)),
  };
}
