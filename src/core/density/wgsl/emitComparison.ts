import type { BinaryNode } from "../node";
import { literal } from "./literal";
import { INFINITE } from "./ranges";
import { allValid, lanesOf, numberIn, truthIn, type Lanes, type Value } from "./value";

type Comparison = "less" | "lessOrEqual" | "equal";

const SIGNS: Readonly<Record<Comparison, string>> = { less: "<", lessOrEqual: "<=", equal: "==" };

/** A comparison: false where an operand is NaN. Beside an infinite constant, all that stands for infinite is equal. */
export function emitComparison(node: BinaryNode, left: Value, right: Value): Value {
  const operation = node.operation as Comparison;
  const lanes = lanesOf([left, right]);
  const valid = allValid(
    [left, right].map((value) => (value.valid === null ? null : truthIn(value.valid, value.lanes, lanes))),
  );
  const [x, y] = [numberIn(left, lanes), numberIn(right, lanes)];
  const infinite =
    infiniteOf(node.right, (sign) => againstInfinite(operation, x, sign, lanes, left)) ??
    infiniteOf(node.left, (sign) => againstInfinite(mirrored(operation), y, sign, lanes, right));
  const test = infinite ?? known(operation, left, right) ?? `(${x} ${SIGNS[operation]} ${y})`;
  const outcome = (code: string): Value => {
    const isConstant = code === "true" || code === "false";
    return { code, type: "truth", lanes: isConstant ? 1 : lanes, range: { low: 0, high: 1 }, valid: null };
  };
  if (valid === null || test === "false") return outcome(test);
  return outcome(test === "true" ? valid : `(${valid} & ${test})`);
}

/** The outcome where the ranges leave no other. */
function known(operation: Comparison, { range: a }: Value, { range: b }: Value): string | null {
  if (operation === "equal") return a.high < b.low || b.high < a.low ? "false" : null;
  if (a.high < b.low) return "true";
  return b.high < a.low ? "false" : null;
}

function infiniteOf<T>(operand: BinaryNode["left"], use: (sign: 1 | -1) => T): T | null {
  if (operand.kind !== "constant" || Math.abs(operand.value) !== Infinity) return null;
  return use(operand.value > 0 ? 1 : -1);
}

type Mirrored = Comparison | "greater" | "greaterOrEqual";

/** The comparison with its operands changed over. */
function mirrored(operation: Comparison): Mirrored {
  return operation === "less" ? "greater" : operation === "lessOrEqual" ? "greaterOrEqual" : operation;
}

/** x compared with an infinite number of a sign. */
function againstInfinite(
  operation: Mirrored,
  x: string,
  sign: 1 | -1,
  lanes: Lanes,
  { range }: Value,
): string {
  const { low, high } = range;
  const end = lanes === 4 ? `vec4f(${literal(sign * INFINITE)})` : literal(sign * INFINITE);
  const never = sign > 0 ? high < INFINITE : low > -INFINITE;
  const isThere = never ? "false" : sign > 0 ? `(${x} >= ${end})` : `(${x} <= ${end})`;
  const isNotThere = never ? "true" : sign > 0 ? `(${x} < ${end})` : `(${x} > ${end})`;
  switch (operation) {
    case "equal":
      return isThere;
    case "less":
      return sign > 0 ? isNotThere : "false";
    case "lessOrEqual":
      return sign > 0 ? "true" : isThere;
    case "greater":
      return sign > 0 ? "false" : isNotThere;
    case "greaterOrEqual":
      return sign > 0 ? isThere : "true";
  }
}
