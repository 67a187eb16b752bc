/**
 * Which values a node can have in float32, whatever the inputs: what cannot overflow needs no care. Numbers above
 * `INFINITE` in size stand for infinite ones, and nothing goes beyond `LIMIT`, short of what float32 holds.
 */
import { exp, log, log1p } from "../../math/elementary";

/** All values are in [low, high]. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** A little below the largest float32, 3.4028e38. */
export const LIMIT = 3.35e38;
/** What products and quotients are held to; HELD of shaders/elementary.wgsl. */
export const HELD = 8e37;
/** From here on a number stands for an infinite one. */
export const INFINITE = 7.5e37;
/** A log density above this in size is outside: an infinite number that was halved meanwhile is one of them. */
export const LARGEST_LOG_DENSITY = 1e30;
/** "Outside", and -Infinity; its opposite is Infinity. */
export const OUTSIDE = -3e38;
/** What an input that is not a number is handed over as. */
export const NOT_A_NUMBER = 3.3e38;
/** 2^-126: smaller numbers may be flushed to 0. */
export const SMALLEST_NORMAL = 1.1754943508222875e-38;
/** A divisor below this counts as 0, as in shaders/elementary.wgsl. */
export const SMALLEST_DIVISOR = 2e-37;
/** A little above e^88, the largest value of elementaryExp. */
const LARGEST_EXP = 1.7e38;
/** The rounding of some operations. */
const SLACK = 1e-5;

export function sizeOf({ low, high }: Range): number {
  return Math.max(Math.abs(low), Math.abs(high));
}

export function contains({ low, high }: Range, value: number): boolean {
  return low <= value && value <= high;
}

/** A range with room for rounding, within what float32 holds. */
export function rangeFrom(low: number, high: number): Range {
  return {
    low: Math.max(-LIMIT, low - SLACK * Math.abs(low)),
    high: Math.min(LIMIT, high + SLACK * Math.abs(high)),
  };
}

/** The range of max(low, min(high, x)). */
export function heldTo(range: Range, size: number): Range {
  return {
    low: Math.max(-size, Math.min(size, range.low)),
    high: Math.min(size, Math.max(-size, range.high)),
  };
}

export function product(a: Range, b: Range): Range {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

export function union(a: Range, b: Range): Range {
  return { low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

export function absolute(range: Range): Range {
  return { low: Math.max(0, range.low, -range.high), high: sizeOf(range) };
}

export function expRange({ low, high }: Range): Range {
  return rangeFrom(low < -87 ? 0 : exp(Math.min(low, 88)), high > 87.9 ? LARGEST_EXP : exp(high));
}

export function logRange({ low, high }: Range): Range {
  return {
    low: low > 2 * SMALLEST_NORMAL ? widened(log(low), -1) : OUTSIDE,
    high: high > 2 * SMALLEST_NORMAL ? widened(log(high), 1) : OUTSIDE,
  };
}

export function log1pRange({ low, high }: Range): Range {
  return {
    low: low > -0.999 ? widened(log1p(low), -1) : OUTSIDE,
    high: high > -0.999 ? widened(log1p(high), 1) : 0,
  };
}

/** Logarithms beside 0 are rounded at the size of 1 x 2^-24, not of their own. */
function widened(value: number, sign: -1 | 1): number {
  return value + sign * SLACK * (1 + Math.abs(value));
}
