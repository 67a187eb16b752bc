import { digamma } from "../../../src/core/math/digamma";
import { exp, log } from "../../../src/core/math/elementary";
import { power } from "../../../src/core/math/power";
import { cos, sin } from "../../../src/core/math/trigonometric";
import { type AllInputs, binary, type Formula, numRowsOf, unary } from "./randomExpressions";

/** A value with its derivative by one parameter, forward through the tree. */
export interface Dual {
  readonly value: number;
  readonly slope: number;
  /** True where a parameter has a part in it, be its derivative 0 here or not. */
  readonly isMoving: boolean;
  /** The derivative with every term taken by its size: what rounding errors are in proportion to. */
  readonly slopeSize: number;
  /** The largest size that a value or a derivative had on the way; Infinity at a kink or a jump. */
  readonly largest: number;
}

function still(value: number): Dual {
  return { value, slope: 0, isMoving: false, slopeSize: 0, largest: 0 };
}

const SELF = { slope: 1, slopeSize: 1, isMoving: true };
const OTHER = { slope: 0, slopeSize: 0, isMoving: true };

/** The chain rule over the operands that count. */
function chain(value: number, operands: readonly { readonly dual: Dual; readonly partial: number }[]): Dual {
  let [slope, slopeSize, largest] = [0, 0, Math.abs(value)];
  for (const { dual, partial } of operands) {
    largest = Math.max(largest, dual.largest);
    if (!dual.isMoving) continue;
    slope += dual.slope * partial;
    slopeSize += dual.slopeSize * Math.abs(partial);
    largest = Math.max(largest, Math.abs(partial));
  }
  return { value, slope, isMoving: operands.some(({ dual }) => dual.isMoving), slopeSize, largest };
}

const kink = (value: number): Dual => ({
  value,
  slope: NaN,
  isMoving: true,
  slopeSize: NaN,
  largest: Infinity,
});

function unarySlope(formula: Formula & { kind: "unary" }, x: number, value: number): number {
  switch (formula.operation) {
    case "negate":
      return -1;
    case "exp":
      return value;
    case "log":
      return 1 / x;
    case "log1p":
      return 1 / (1 + x);
    case "expm1":
      return exp(x);
    case "sqrt":
      return 0.5 / value;
    case "abs":
      return x < 0 ? -1 : 1;
    case "floor":
      return 0;
    case "sin":
      return cos(x);
    case "cos":
      return -sin(x);
    case "tanh":
      return (1 - value) * (1 + value);
    case "logGamma":
      return digamma(x);
    case "digamma":
      return NaN;
  }
}

function binaryDual(formula: Formula & { kind: "binary" }, left: Dual, right: Dual): Dual {
  const [x, y] = [left.value, right.value];
  const value = binary[formula.operation](x, y);
  const both = (byLeft: number, byRight: number): Dual =>
    chain(value, [
      { dual: left, partial: byLeft },
      { dual: right, partial: byRight },
    ]);
  switch (formula.operation) {
    case "add":
      return both(1, 1);
    case "subtract":
      return both(1, -1);
    case "multiply":
      return both(y, x);
    case "divide":
      // 1 / y may be worked out by itself: a number that is large on the way.
      return chain(value, [
        { dual: left, partial: 1 / y },
        { dual: right, partial: -value / y },
        { dual: { ...still(1 / y), largest: Math.abs(1 / y) }, partial: 0 },
      ]);
    case "power":
      return both(y * power(x, y - 1), x === 0 ? 0 : value * log(x));
    case "min":
    case "max":
      if (x === y) return kink(value);
      return value === x
        ? chain(value, [{ dual: left, partial: 1 }])
        : chain(value, [{ dual: right, partial: 1 }]);
    case "less":
    case "lessOrEqual":
    case "equal":
      return both(0, 0);
  }
}

export function dualOf(formula: Formula, by: number, inputs: AllInputs, row = 0): Dual {
  switch (formula.kind) {
    case "constant":
      return still(formula.value);
    case "parameter":
      return { ...still(inputs.position[formula.index]), ...(formula.index === by ? SELF : OTHER) };
    case "setting":
      return still(inputs.settings[formula.index]);
    case "column":
      return still(inputs.columns[formula.index][row]);
    case "unary": {
      const dual = dualOf(formula.operand, by, inputs, row);
      const value = unary[formula.operation](dual.value);
      if (formula.operation === "abs" && dual.value === 0) return kink(value);
      return chain(value, [{ dual, partial: unarySlope(formula, dual.value, value) }]);
    }
    case "binary":
      return binaryDual(
        formula,
        dualOf(formula.left, by, inputs, row),
        dualOf(formula.right, by, inputs, row),
      );
    case "select": {
      const condition = dualOf(formula.condition, by, inputs, row);
      return dualOf(condition.value !== 0 ? formula.ifTrue : formula.ifFalse, by, inputs, row);
    }
    case "rowSum": {
      let sum = still(0);
      for (let i = 0; i < numRowsOf(inputs); i++) {
        const term = dualOf(formula.term, by, inputs, i);
        sum = chain(sum.value + term.value, [
          { dual: sum, partial: 1 },
          { dual: term, partial: 1 },
        ]);
      }
      return sum;
    }
  }
}
