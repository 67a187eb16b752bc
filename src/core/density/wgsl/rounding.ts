/**
 * What one operation adds to the error of float32, and how it hands its operands' errors on. Where an error
 * cannot be told, at a jump, beside a pole or beyond float32, it is Infinity.
 */
import { digamma } from "../../math/digamma";
import { exp, log } from "../../math/elementary";
import { cos, sin } from "../../math/trigonometric";
import { binaryFunctions, unaryFunctions } from "../node";
import type { BinaryOperation, UnaryOperation } from "../node";
import { SMALLEST_DIVISOR, SMALLEST_NORMAL } from "./ranges";

/** 2^-24: a correctly rounded operation is off by at most this share of its result. */
export const ROUNDOFF = 5.960464477539063e-8;
/** Larger numbers may be held, or count as infinite. */
const LARGEST = 1e37;
/** An error above this share of an operand's own scale makes the first order in it too little. */
const FIRST_ORDER = 1 / 16;

/** A number in float64, and a bound on how far float32 is from it. */
export interface Bounded {
  readonly value: number;
  readonly error: number;
}

/** An operation at some operands: its value, its slope by each operand, and the error that it makes itself. */
export interface Rounding {
  readonly value: number;
  readonly own: number;
  readonly slopes: readonly [number, number, number];
}

const FLAT = [0, 0, 0] as const;

function step(value: number, own: number, ...slopes: readonly number[]): Rounding {
  const isKnown = Math.abs(value) < LARGEST;
  return { value, own: isKnown ? own : Infinity, slopes: [slopes[0] ?? 0, slopes[1] ?? 0, slopes[2] ?? 0] };
}

/** A value that float32 has too: an infinite one, or none (NaN), for sure. */
function certain(value: number, isCertain: boolean): Rounding {
  return { value, own: isCertain ? 0 : Infinity, slopes: FLAT };
}

/** @param roundings in units of 2^-24 of the value */
function rounded(value: number, roundings: number): number {
  return roundings * ROUNDOFF * Math.abs(value) + SMALLEST_NORMAL;
}

export function unaryRounding(operation: UnaryOperation, { value: x, error: e }: Bounded): Rounding {
  const value = unaryFunctions[operation](x);
  if (x !== x || e === Infinity) return certain(value, e !== Infinity);
  /** To first order where the operand's error is small; else with a bound on all of the error. */
  const unlessLarge = (share: number, own: number, slope: number, all = Infinity): Rounding =>
    share < FIRST_ORDER ? step(value, own, slope) : step(value, own + all);
  switch (operation) {
    case "negate":
      return Math.abs(value) === Infinity ? certain(value, true) : step(value, 0, -1);
    case "abs":
      if (value === Infinity) return certain(value, true);
      return Math.abs(x) > e ? step(value, 0, x < 0 ? -1 : 1) : step(value, e);
    case "floor":
      if (Math.abs(value) === Infinity) return certain(value, true);
      return step(value, Math.floor(x - e) === Math.floor(x + e) ? 0 : 1);
    case "exp":
    case "expm1": {
      if (x === -Infinity) return certain(value, true);
      const roundings = operation === "exp" ? 4 : 6;
      const own = rounded(value, roundings) + 3 * SMALLEST_NORMAL;
      return x + e > 86 ? certain(value, false) : unlessLarge(e, own, exp(x), exp(x + e));
    }
    case "log":
    case "log1p": {
      const argument = operation === "log" ? x : 1 + x;
      if (argument < 0 && argument + e < 0) return certain(value, true);
      if (argument === 0 && e === 0) return certain(value, true);
      if (!(argument > 4 * SMALLEST_NORMAL)) return certain(value, false);
      const own = rounded(value, operation === "log" ? 4 : 6);
      const least = argument - e;
      const all = least > 4 * SMALLEST_NORMAL ? log(argument / least) : Infinity;
      return unlessLarge(e / argument, own, 1 / argument, all);
    }
    case "sqrt":
      if (x < 0) return certain(value, x + e < 0);
      if (x === 0) return step(value, Math.sqrt(e));
      return unlessLarge(e / x, rounded(value, 9), 0.5 / value, x > e ? Math.sqrt(e) : Infinity);
    case "sin":
    case "cos": {
      const slope = operation === "sin" ? cos(x) : -sin(x);
      return unlessLarge(e, 4 * ROUNDOFF * (1 + (Math.abs(x) > 1e4 ? Math.abs(x) : 0)), slope, 2);
    }
    case "tanh":
      return unlessLarge(e, rounded(value, 10), (1 - value) * (1 + value), 2);
    case "logGamma":
    case "digamma": {
      if (x < 0 && x + e < 0) return certain(value, true);
      if (!(x > 4 * SMALLEST_NORMAL)) return certain(value, x === 0 && e === 0);
      const isLogGamma = operation === "logGamma";
      const own = isLogGamma ? rounded(value, 16) : rounded(1 + Math.abs(value), 16);
      return unlessLarge(e / x, own, isLogGamma ? digamma(x) : 1 / x + 1 / (x * x));
    }
  }
}

export function binaryRounding(operation: BinaryOperation, left: Bounded, right: Bounded): Rounding {
  const [x, y] = [left.value, right.value];
  const [ex, ey] = [left.error, right.error];
  const value = binaryFunctions[operation](x, y);
  if (ex === Infinity || ey === Infinity) return certain(value, false);
  if (value !== value) {
    // From NaN, or as 0 / 0 and the like, where both operands are exact.
    return certain(value, x !== x || y !== y || (ex === 0 && ey === 0));
  }
  const isInfinite = Math.abs(x) === Infinity || Math.abs(y) === Infinity;
  switch (operation) {
    case "add":
      return isInfinite ? certain(value, true) : step(value, rounded(value, 1), 1, 1);
    case "subtract":
      return isInfinite ? certain(value, true) : step(value, rounded(value, 1), 1, -1);
    case "multiply":
      if (isInfinite) return certain(value, Math.min(Math.abs(x) - ex, Math.abs(y) - ey) > 0.5);
      return step(value, rounded(value, 1) + ex * ey, y, x);
    case "divide": {
      if (isInfinite) return certain(value, false);
      const isFar = Math.abs(y) > 4 * SMALLEST_DIVISOR && ey / Math.abs(y) < FIRST_ORDER;
      // To the second order in the divisor's error.
      const slope = 1 / (Math.abs(y) - ey);
      const own = rounded(value, 5) + slope * slope * ey * (ex + Math.abs(value) * ey);
      return step(value, isFar ? own : Infinity, 1 / y, -value / y);
    }
    case "power":
      return powerRounding(left, right, value);
    case "min":
    case "max": {
      if (Math.abs(x - y) <= ex + ey) return step(value, Math.max(ex, ey));
      const isLeft = value === x;
      if (Math.abs(value) === Infinity) return certain(value, true);
      return step(value, 0, isLeft ? 1 : 0, isLeft ? 0 : 1);
    }
    case "less":
    case "lessOrEqual":
    case "equal": {
      // Infinite operands are told from all others, and the same in float32.
      const isSure = isInfinite || (ex === 0 && ey === 0) || Math.abs(x - y) > ex + ey;
      return step(value, isSure || x !== x || y !== y ? 0 : 1);
    }
  }
}

function powerRounding(left: Bounded, right: Bounded, value: number): Rounding {
  const [x, y] = [left.value, right.value];
  const [ex, ey] = [left.error, right.error];
  if (y === 0) return ey === 0 ? step(value, 0) : certain(value, false);
  const size = Math.abs(x);
  if (!(size > 4 * SMALLEST_NORMAL)) return certain(value, value === 0 && ex === 0 && y > ey);
  const exponent = y * log(size);
  const isSmooth = ex / size < FIRST_ORDER / (1 + Math.abs(y)) && ey * Math.abs(log(size)) < FIRST_ORDER;
  const isExact = x > 0 || ey === 0;
  if (!isSmooth || !isExact || exponent > 86) return certain(value, false);
  const own = rounded(value, 8 + 8 * Math.abs(exponent));
  return step(value, own, (y * value) / x, value * log(size));
}

/** Only the chosen branch counts, where it is known which one float32 chooses. */
export function selectRounding(condition: Bounded, ifTrue: Bounded, ifFalse: Bounded): Rounding {
  const isTrue = condition.value !== 0;
  const chosen = isTrue ? ifTrue : ifFalse;
  const { value } = chosen;
  const isSure = condition.error === 0 || Math.abs(condition.value) > condition.error;
  if (isSure) {
    if (!(Math.abs(value) < LARGEST)) return certain(value, chosen.error === 0);
    return { value, own: chosen.error === Infinity ? Infinity : 0, slopes: isTrue ? [0, 1, 0] : [0, 0, 1] };
  }
  const gap = Math.abs(ifTrue.value - ifFalse.value) + ifTrue.error + ifFalse.error;
  return step(value, gap < LARGEST ? gap : Infinity);
}
