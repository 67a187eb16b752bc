/**
 * Densities as shift and mass, p = mass e^shift, of four chains in a vector: what accept tests compare. Neither
 * overflows: the shift is a logarithm, the mass of a mixture of K terms is between 1 and K.
 */
import { f32x4, i32x4 } from "../wasm";
import type { VectorArithmetic, VectorOperand, Vectors, Words } from "../wasm/float32x4";
import { logOfPositive } from "../wasm/float32x4";
import { ACCEPT_BITS } from "./transitionNumbers";

export interface ShiftedDensity {
  readonly shift: Vectors;
  /** Undefined where it is 1 for all chains. */
  readonly mass: Vectors | undefined;
}

const LOG2_E = 1.4426950408889634;
/** Added to a whole number of size below 2^22, leaves it in the low bits. */
const TO_LOW_BITS = 12582912;
/** 2^-g = c0 + g (c1 + ...) for |g| <= 1/2: a fit of smallest largest relative error, 7.5e-8. */
const EXP2_OF_MINUS = [
  1.0000000716546733, -0.6931469670643629, 0.24022119723881685, -0.05550713274148658, 0.009675541332783342,
  -0.0013276471782298147,
];
/** Below this e^x counts as e^LEAST; the size of x that `exponential` takes, and where 2^32 e^x is still finite. */
const LEAST = -86;
const MOST_IN_ACCEPT_TEST = 65;

/**
 * e^x 2^bits for x from -86 to 88 - bits log 2, of relative error 2^-22 (1 + |x| / 4); NaN stays NaN. Shorter than
 * the `exp` of densities, which has no error that grows and knows 0 and Infinity.
 */
function exponential(v: VectorArithmetic, x: Vectors, bits: number): Vectors {
  const shifted = v.madd(x, LOG2_E, TO_LOW_BITS + bits);
  const whole = v.sub(shifted, TO_LOW_BITS + bits);
  const power = v.polynomial(v.nmadd(x, LOG2_E, whole), EXP2_OF_MINUS);
  const exponents = v.letWords(shifted.map((value) => i32x4.shl(i32x4.from_bits(value), 23)));
  return v.let(power.map((value, i) => f32x4.from_bits(i32x4.add(i32x4.from_bits(value), exponents[i]))));
}

/** A term's share of a mass, e^x for x <= 0; where it is too small to count it is 2^-124. */
export function share(v: VectorArithmetic, x: Vectors): Vectors {
  return exponential(v, v.pmax(x, LEAST), 0);
}

/** 1 / (1 + e^x) */
export function logistic(v: VectorArithmetic, x: Vectors): Vectors {
  return v.div(1, v.add(1, exponential(v, v.pmin(v.pmax(x, LEAST), -LEAST), 0)));
}

/** The state of a chain that may be outside: shift -Infinity, mass 1, so that every proposal inside is accepted. */
export function orOutside(v: VectorArithmetic, { shift, mass }: ShiftedDensity): ShiftedDensity {
  const isInside = v.eq(shift, shift);
  if (mass === undefined) return { shift: v.select(isInside, shift, -Infinity), mass };
  const isBoth = v.letWords(v.eq(mass, mass).map((mask, i) => i32x4.and(mask, isInside[i])));
  return { shift: v.select(isBoth, shift, -Infinity), mass: v.select(isBoth, mass, 1) };
}

/** How a kernel decides; the one that is right is `isBelowRatio`, tests hand in others. */
export type AcceptRule = typeof isBelowRatio;

/**
 * Whether u < e^logFactor p(there) / p(here) for a uniform given as 2^32 u > 0; never where that is NaN, as `there`
 * outside makes it.
 */
export function isBelowRatio(
  v: VectorArithmetic,
  uniform: VectorOperand,
  there: ShiftedDensity,
  here: ShiftedDensity,
  logFactor?: Vectors,
): Words {
  const ofShifts = v.sub(there.shift, here.shift);
  const difference = logFactor === undefined ? ofShifts : v.add(ofShifts, logFactor);
  const held = v.pmin(v.pmax(difference, LEAST), MOST_IN_ACCEPT_TEST);
  const ratio = exponential(v, held, ACCEPT_BITS);
  if (there.mass === undefined || here.mass === undefined) return v.lt(uniform, ratio);
  return v.lt(v.mul(uniform, here.mass), v.mul(there.mass, ratio));
}

/** shift + log(mass) */
export function logDensityOf(v: VectorArithmetic, { shift, mass }: ShiftedDensity): Vectors {
  return mass === undefined ? shift : v.add(shift, logOfPositive(v, mass));
}
