import type { Node } from "../node";
import { literal } from "./literal";
import { INFINITE, OUTSIDE, sizeOf, type Range } from "./ranges";
import { numberIn, truthIn, type Value } from "./value";

/** More rows are refused: their number would not be exact in float32. */
export const MOST_ROWS = 16777216;
/** Terms are held to it, so that no sum overflows. */
export const LARGEST_ROW_TERM = 5e30;

/** What is gathered over the rows, four at a time. */
export interface Accumulator {
  readonly type: "vec4f" | "vec4<bool>";
  /** Where there are no rows. */
  readonly start: string;
  /** What the four rows at hand give. */
  readonly term: string;
  readonly combine: (a: string, b: string) => string;
  /** Of the four lanes, one. */
  readonly finish: (code: string) => string;
}

/** The accumulators of one sum over rows, and the sum's value from what they gathered. */
export interface RowSum {
  readonly node: Node;
  readonly accumulators: readonly Accumulator[];
  valueOf(finished: readonly string[]): { code: string; range: Range; valid: string | null };
}

function summing(term: string): Accumulator {
  return {
    type: "vec4f",
    start: "vec4f(0.0)",
    term,
    combine: (a, b) => `${a} + ${b}`,
    finish: (code) => `(${code}.x + ${code}.y) + (${code}.z + ${code}.w)`,
  };
}

function extreme(name: "min" | "max", term: string): Accumulator {
  return {
    type: "vec4f",
    start: "vec4f(0.0)",
    term,
    combine: (a, b) => `${name}(${a}, ${b})`,
    finish: (code) => `${name}(${name}(${code}.x, ${code}.y), ${name}(${code}.z, ${code}.w))`,
  };
}

function everywhere(term: string): Accumulator {
  return {
    type: "vec4<bool>",
    start: "vec4<bool>(true)",
    term,
    combine: (a, b) => `${a} & ${b}`,
    finish: (code) => `all(${code})`,
  };
}

/** A sum over rows: an infinite term makes the sum infinite, however small the terms have to be held. */
export function rowSumOf(node: Node, term: Value): RowSum {
  const code = numberIn(term, 4);
  const { low, high } = term.range;
  const isLarge = sizeOf(term.range) > LARGEST_ROW_TERM;
  const [least, most] = [literal(-LARGEST_ROW_TERM), literal(LARGEST_ROW_TERM)];
  const held = isLarge ? `clamp(${code}, vec4f(${least}), vec4f(${most}))` : code;
  const accumulators = [summing(held)];
  const isLow = low <= -INFINITE ? accumulators.push(extreme("min", code)) - 1 : null;
  const isHigh = high >= INFINITE ? accumulators.push(extreme("max", code)) - 1 : null;
  const isValid =
    term.valid === null ? null : accumulators.push(everywhere(truthIn(term.valid, term.lanes, 4))) - 1;
  return {
    node,
    accumulators,
    valueOf: (finished) => {
      let sum = finished[0];
      if (isHigh !== null)
        sum = `select(${sum}, ${literal(Infinity)}, ${finished[isHigh]} >= ${literal(INFINITE)})`;
      if (isLow !== null)
        sum = `select(${sum}, ${literal(-Infinity)}, ${finished[isLow]} <= ${literal(-INFINITE)})`;
      const inSum = (end: number): number =>
        MOST_ROWS * Math.max(-LARGEST_ROW_TERM, Math.min(LARGEST_ROW_TERM, end));
      const range = {
        low: isLow === null ? Math.min(0, 1.01 * inSum(low)) : OUTSIDE,
        high: isHigh === null ? Math.max(0, 1.01 * inSum(high)) : -OUTSIDE,
      };
      return { code: sum, range, valid: isValid === null ? null : finished[isValid] };
    },
  };
}
