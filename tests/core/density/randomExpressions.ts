/** Random formulas as trees, their value worked out without a graph, and their derivative by dual numbers. */
import fc from "fast-check";
import type { BinaryOperation, Graph, Inputs, Node, UnaryOperation } from "../../../src/core/density";
import { digamma } from "../../../src/core/math/digamma";
import { exp, expm1, log, log1p } from "../../../src/core/math/elementary";
import { tanh } from "../../../src/core/math/hyperbolic";
import { logGamma } from "../../../src/core/math/logGamma";
import { power } from "../../../src/core/math/power";
import { cos, sin } from "../../../src/core/math/trigonometric";

export type Formula =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "parameter" | "setting" | "column"; readonly index: number }
  | { readonly kind: "unary"; readonly operation: UnaryOperation; readonly operand: Formula }
  | {
      readonly kind: "binary";
      readonly operation: BinaryOperation;
      readonly left: Formula;
      readonly right: Formula;
    }
  | {
      readonly kind: "select";
      readonly condition: Formula;
      readonly ifTrue: Formula;
      readonly ifFalse: Formula;
    }
  | { readonly kind: "rowSum"; readonly term: Formula };

export const NUM_PARAMETERS = 3;
export const NUM_SETTINGS = 2;
export const NUM_COLUMNS = 2;

export const unary: Record<UnaryOperation, (x: number) => number> = {
  negate: (x) => -x,
  exp,
  log,
  log1p,
  expm1,
  sqrt: Math.sqrt,
  abs: Math.abs,
  floor: Math.floor,
  sin,
  cos,
  tanh,
  logGamma,
  digamma,
};

export const binary: Record<BinaryOperation, (x: number, y: number) => number> = {
  add: (x, y) => x + y,
  subtract: (x, y) => x - y,
  multiply: (x, y) => x * y,
  divide: (x, y) => x / y,
  power,
  min: Math.min,
  max: Math.max,
  less: (x, y) => Number(x < y),
  lessOrEqual: (x, y) => Number(x <= y),
  equal: (x, y) => Number(x === y),
};

function operations<T extends string>(table: Record<T, unknown>, without: readonly string[] = []): T[] {
  return (Object.keys(table) as T[]).filter((name) => !without.includes(name));
}

const constant = fc
  .oneof(
    fc.constantFrom(0, -0, 1, -1, 2, -2, 0.5, 3, 4, -0.25, 7, 2.5, 1e-3),
    fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, 1e308),
    fc.double({ min: -10, max: 10, noNaN: true }),
  )
  .map((value): Formula => ({ kind: "constant", value }));

function leaf(kind: "parameter" | "setting" | "column", count: number): fc.Arbitrary<Formula> {
  return fc.nat(count - 1).map((index): Formula => ({ kind, index }));
}

/** Trees over some leaves; operands are wrapped operations, `deeper` is one of the leaves or a smaller tree. */
function trees(leaves: fc.Arbitrary<Formula>, size: "small" | "medium"): fc.Arbitrary<Formula> {
  const { tree } = fc.letrec<{ tree: Formula }>((tie) => {
    const unaryFormula = fc.record({
      kind: fc.constant("unary" as const),
      // digamma has no derivative here; it has a test of its own.
      operation: fc.constantFrom(...operations(unary, ["digamma"])),
      operand: tie("tree"),
    });
    const binaryFormula = fc.record({
      kind: fc.constant("binary" as const),
      operation: fc.constantFrom(...operations(binary)),
      left: tie("tree"),
      right: tie("tree"),
    });
    const arithmetic = fc.record({
      kind: fc.constant("binary" as const),
      operation: fc.constantFrom<BinaryOperation>("add", "subtract", "multiply", "divide"),
      left: tie("tree"),
      right: tie("tree"),
    });
    const selectFormula = fc.record({
      kind: fc.constant("select" as const),
      condition: tie("tree"),
      ifTrue: tie("tree"),
      ifFalse: tie("tree"),
    });
    return {
      tree: fc.oneof(
        { depthSize: size, withCrossShrink: true },
        leaves,
        unaryFormula,
        binaryFormula,
        arithmetic,
        selectFormula,
      ),
    };
  });
  return tree;
}

const parameter = leaf("parameter", NUM_PARAMETERS);
const setting = leaf("setting", NUM_SETTINGS);
const rowTerm = trees(
  fc.oneof(parameter, leaf("column", NUM_COLUMNS), parameter, setting, constant),
  "small",
);
const rowSum = rowTerm.map((term): Formula => ({ kind: "rowSum", term }));

export const anyFormula = trees(fc.oneof(parameter, parameter, setting, constant, rowSum), "medium");

export function build(graph: Graph, formula: Formula): Node {
  switch (formula.kind) {
    case "constant":
      return graph.constant(formula.value);
    case "parameter":
      return graph.parameter(formula.index);
    case "setting":
      return graph.setting(formula.index);
    case "column":
      return graph.column(formula.index);
    case "unary":
      return graph.unary(formula.operation, build(graph, formula.operand));
    case "binary":
      return graph.binary(formula.operation, build(graph, formula.left), build(graph, formula.right));
    case "select":
      return graph.select(
        build(graph, formula.condition),
        build(graph, formula.ifTrue),
        build(graph, formula.ifFalse),
      );
    case "rowSum":
      return graph.rowSum(build(graph, formula.term));
  }
}

export type AllInputs = Required<Inputs>;

export function numRowsOf(inputs: AllInputs): number {
  return inputs.columns[0].length;
}

/** The value, straight from the tree. */
export function valueOf(formula: Formula, inputs: AllInputs, row = 0): number {
  switch (formula.kind) {
    case "constant":
      return formula.value;
    case "parameter":
      return inputs.position[formula.index];
    case "setting":
      return inputs.settings[formula.index];
    case "column":
      return inputs.columns[formula.index][row];
    case "unary":
      return unary[formula.operation](valueOf(formula.operand, inputs, row));
    case "binary":
      return binary[formula.operation](
        valueOf(formula.left, inputs, row),
        valueOf(formula.right, inputs, row),
      );
    case "select":
      return valueOf(formula.condition, inputs, row) !== 0
        ? valueOf(formula.ifTrue, inputs, row)
        : valueOf(formula.ifFalse, inputs, row);
    case "rowSum": {
      let sum = 0;
      for (let i = 0; i < numRowsOf(inputs); i++) sum += valueOf(formula.term, inputs, i);
      return sum;
    }
  }
}
