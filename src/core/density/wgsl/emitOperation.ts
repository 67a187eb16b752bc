/**
 * One operation as WGSL. Every operation has a value for all operands, which is finite; where float64 has NaN,
 * that is kept beside it, as a bool. So what a select does not choose may be worked out and does no harm.
 */
import type { BinaryNode, SelectNode, UnaryNode } from "../node";
import { emitComparison } from "./emitComparison";
import { literal } from "./literal";
import * as ranges from "./ranges";
import { HELD, INFINITE, LIMIT, type Range } from "./ranges";
import { allValid, conditionIn, lanesOf, numberIn, truthIn, type Lanes, type Value } from "./value";

/** Two such numbers add up to less than LIMIT. */
const LARGEST_TERM = 1.6e38;
/** The root of a little less than HELD. */
const LARGEST_ROOT = 8.8e18;
const ANY: Range = { low: -HELD, high: HELD };
const UNIT: Range = { low: -1.001, high: 1.001 };
/** As in src/core/math/trigonometric. */
const LARGEST_ANGLE = 134217728 * 1.5707963267948966;

/** Calls a function of shaders/elementary.wgsl, lane by lane where there are four. */
export type Call = (name: string, lanes: Lanes, values: readonly string[]) => string;

function number(code: string, lanes: Lanes, range: Range, valid: (string | null)[]): Value {
  return { code, type: "number", lanes, range, valid: allValid(valid) };
}

function constantIn(value: number, lanes: Lanes): string {
  return lanes === 4 ? `vec4f(${literal(value)})` : literal(value);
}

function validIn(value: Value, lanes: Lanes): string | null {
  return value.valid === null ? null : truthIn(value.valid, value.lanes, lanes);
}

function reachesInfinity({ low, high }: Range): boolean {
  return high >= INFINITE || low <= -INFINITE;
}

function clampTo(code: string, size: number, lanes: Lanes): string {
  return `clamp(${code}, ${constantIn(-size, lanes)}, ${constantIn(size, lanes)})`;
}

export function emitUnary({ operation }: UnaryNode, operand: Value, call: Call): Value {
  const { lanes, range, valid } = operand;
  const { low, high } = range;
  const x = numberIn(operand, lanes);
  const zero = constantIn(0, lanes);
  const calls = (name: string): string => call(name, lanes, [x]);
  switch (operation) {
    case "negate":
      return number(`-(${x})`, lanes, { low: -high, high: -low }, [valid]);
    case "abs":
      return number(`abs(${x})`, lanes, ranges.absolute(range), [valid]);
    case "floor":
      return number(`floor(${x})`, lanes, { low: Math.floor(low), high }, [valid]);
    case "sqrt": {
      const root = ranges.rangeFrom(Math.sqrt(Math.max(0, low)), Math.sqrt(Math.max(0, high)));
      if (low >= 0) return number(`sqrt(${x})`, lanes, root, [valid]);
      return number(`sqrt(max(${x}, ${zero}))`, lanes, root, [valid, `(${x} >= ${zero})`]);
    }
    case "exp":
      return number(calls("elementaryExp"), lanes, ranges.expRange(range), [valid]);
    case "expm1": {
      const value = ranges.expRange(range);
      return number(calls("elementaryExpm1"), lanes, { low: value.low - 1.001, high: value.high }, [valid]);
    }
    case "log": {
      const known = low >= 0 ? null : `(${x} >= ${zero})`;
      return number(calls("elementaryLog"), lanes, ranges.logRange(range), [valid, known]);
    }
    case "log1p": {
      const known = low >= -1 ? null : `(${x} >= ${constantIn(-1, lanes)})`;
      return number(calls("elementaryLog1p"), lanes, ranges.log1pRange(range), [valid, known]);
    }
    case "sin":
    case "cos": {
      const known =
        ranges.sizeOf(range) < LARGEST_ANGLE ? null : `(abs(${x}) < ${constantIn(LARGEST_ANGLE, lanes)})`;
      return number(calls(operation === "sin" ? "elementarySin" : "elementaryCos"), lanes, UNIT, [
        valid,
        known,
      ]);
    }
    case "tanh":
      return number(calls("elementaryTanh"), lanes, UNIT, [valid]);
    case "logGamma":
    case "digamma": {
      const isLogGamma = operation === "logGamma";
      const known = low >= 0 ? null : `(${x} >= ${zero})`;
      const value = isLogGamma ? { low: -0.2, high: -ranges.OUTSIDE } : { low: ranges.OUTSIDE, high: 100 };
      return number(calls(isLogGamma ? "elementaryLogGamma" : "elementaryDigamma"), lanes, value, [
        valid,
        known,
      ]);
    }
  }
}

export function emitSelect(_: SelectNode, [condition, ifTrue, ifFalse]: readonly Value[]): Value {
  if (condition.code === "true") return ifTrue;
  if (condition.code === "false") return ifFalse;
  const lanes = lanesOf([condition, ifTrue, ifFalse]);
  const test = conditionIn(condition, lanes);
  const code = `select(${numberIn(ifFalse, lanes)}, ${numberIn(ifTrue, lanes)}, ${test})`;
  const [yes, no] = [validIn(ifTrue, lanes), validIn(ifFalse, lanes)];
  const always = truthIn("true", 1, lanes);
  const valid = yes === null && no === null ? null : `select(${no ?? always}, ${yes ?? always}, ${test})`;
  return number(code, lanes, ranges.union(ifTrue.range, ifFalse.range), [valid]);
}

export function emitBinary(node: BinaryNode, left: Value, right: Value, call: Call): Value {
  const { operation } = node;
  const lanes = lanesOf([left, right]);
  const valid = [validIn(left, lanes), validIn(right, lanes)];
  const [x, y] = [numberIn(left, lanes), numberIn(right, lanes)];
  const [a, b] = [left.range, right.range];
  switch (operation) {
    case "add":
    case "subtract":
      return emitSum(node, left, right);
    case "multiply":
      return node.left === node.right ? emitSquare(left) : emitProduct(left, right, call);
    case "divide":
      return emitQuotient(left, right, call);
    case "power": {
      const value = { low: a.low < 0 ? -LIMIT / 2 : 0, high: LIMIT / 2 };
      const exponent = node.right.kind === "constant" ? node.right.value : null;
      const isWhole = exponent !== null && Math.floor(exponent) === exponent;
      const known =
        a.low >= 0 || isWhole ? null : `((${x} >= ${constantIn(0, lanes)}) | (floor(${y}) == ${y}))`;
      return number(call("elementaryPower", lanes, [x, y]), lanes, value, [...valid, known]);
    }
    case "min": {
      const value = { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) };
      return number(`min(${x}, ${y})`, lanes, value, valid);
    }
    case "max": {
      const value = { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
      return number(`max(${x}, ${y})`, lanes, value, valid);
    }
    case "less":
    case "lessOrEqual":
    case "equal":
      return emitComparison(node, left, right);
  }
}

/** True of min(p, q) - max(p, q), which is never positive. */
function isFallingGap({ operation, left, right }: BinaryNode): boolean {
  return (
    operation === "subtract" &&
    left.kind === "binary" &&
    right.kind === "binary" &&
    left.operation === "min" &&
    right.operation === "max" &&
    left.left === right.left &&
    left.right === right.right
  );
}

function emitSum(node: BinaryNode, left: Value, right: Value): Value {
  const isSum = node.operation === "add";
  const lanes = lanesOf([left, right]);
  const valid = [validIn(left, lanes), validIn(right, lanes)];
  let [x, y] = [numberIn(left, lanes), numberIn(right, lanes)];
  let [a, b] = [left.range, right.range];
  const opposite = isSum ? b : { low: -b.high, high: -b.low };
  const mayCancel =
    (a.high >= INFINITE && opposite.low <= -INFINITE) || (a.low <= -INFINITE && opposite.high >= INFINITE);
  if (mayCancel) {
    const far = constantIn(INFINITE, lanes);
    const zero = constantIn(0, lanes);
    const sameSign = `((${x} < ${zero}) ${isSum ? "==" : "!="} (${y} < ${zero}))`;
    valid.push(`((min(abs(${x}), abs(${y})) < ${far}) | ${sameSign})`);
  }
  if (ranges.sizeOf(a) + ranges.sizeOf(b) > LIMIT) {
    [x, y] = [x, y].map((code, i) =>
      ranges.sizeOf([a, b][i]) > LARGEST_TERM ? clampTo(code, LARGEST_TERM, lanes) : code,
    );
    [a, b] = [ranges.heldTo(a, LARGEST_TERM), ranges.heldTo(b, LARGEST_TERM)];
  }
  const value = isSum
    ? ranges.rangeFrom(a.low + b.low, a.high + b.high)
    : ranges.rangeFrom(a.low - b.high, isFallingGap(node) ? 0 : a.high - b.low);
  return number(`${x} ${isSum ? "+" : "-"} ${y}`, lanes, value, valid);
}

function emitSquare(operand: Value): Value {
  const { lanes, range, valid } = operand;
  if (operand.type === "truth") return operand;
  const isLarge = ranges.sizeOf(range) > LARGEST_ROOT;
  const x = isLarge ? clampTo(operand.code, LARGEST_ROOT, lanes) : operand.code;
  const { low, high } = ranges.absolute(ranges.heldTo(range, LARGEST_ROOT));
  return number(`${x} * ${x}`, lanes, ranges.rangeFrom(low * low, high * high), [valid]);
}

function emitProduct(left: Value, right: Value, call: Call): Value {
  const lanes = lanesOf([left, right]);
  const valid = [validIn(left, lanes), validIn(right, lanes)];
  if (left.type === "truth" && right.type === "truth") {
    const both = [left, right].map((value) => truthIn(value.code, value.lanes, lanes));
    return {
      code: `${both[0]} & ${both[1]}`,
      type: "truth",
      lanes,
      range: { low: 0, high: 1 },
      valid: allValid(valid),
    };
  }
  const [x, y] = [numberIn(left, lanes), numberIn(right, lanes)];
  for (const [zero, far, zeroCode, farCode] of [
    [left.range, right.range, x, y],
    [right.range, left.range, y, x],
  ] as const) {
    if (ranges.contains(zero, 0) && reachesInfinity(far)) {
      valid.push(
        `((${zeroCode} != ${constantIn(0, lanes)}) | (abs(${farCode}) < ${constantIn(INFINITE, lanes)}))`,
      );
    }
  }
  const value = ranges.product(left.range, right.range);
  if (ranges.sizeOf(value) <= LIMIT) {
    return number(`${x} * ${y}`, lanes, ranges.rangeFrom(value.low, value.high), valid);
  }
  const held = ranges.heldTo(value, HELD);
  return number(call("heldProduct", lanes, [x, y]), lanes, ranges.rangeFrom(held.low, held.high), valid);
}

function emitQuotient(left: Value, right: Value, call: Call): Value {
  const lanes = lanesOf([left, right]);
  const valid = [validIn(left, lanes), validIn(right, lanes)];
  const [x, y] = [numberIn(left, lanes), numberIn(right, lanes)];
  const smallest = ranges.absolute(right.range).low;
  const most = ranges.sizeOf(left.range) / smallest;
  if (smallest >= ranges.SMALLEST_DIVISOR && ranges.sizeOf(right.range) <= HELD && most <= HELD) {
    const inverse = { low: 1 / right.range.high, high: 1 / right.range.low };
    const value = ranges.product(left.range, inverse);
    return number(`${x} / ${y}`, lanes, ranges.rangeFrom(value.low, value.high), valid);
  }
  if (ranges.contains(left.range, 0) && ranges.contains(right.range, 0)) {
    const isDivisor = `(abs(${y}) >= ${constantIn(ranges.SMALLEST_DIVISOR, lanes)})`;
    valid.push(`((${x} != ${constantIn(0, lanes)}) | ${isDivisor})`);
  }
  if (reachesInfinity(left.range) && reachesInfinity(right.range)) {
    valid.push(`(min(abs(${x}), abs(${y})) < ${constantIn(INFINITE, lanes)})`);
  }
  return number(call("heldQuotient", lanes, [x, y]), lanes, ranges.rangeFrom(ANY.low, ANY.high), valid);
}
