/**
 * The nodes of an expression and what each operation means in float64. A node is plain data with an id; ids grow
 * in the order of creation, operands before users, so sorting by id is a topological order. Only a `Graph` makes
 * nodes. Must not know gradients, backends or targets.
 */
import { digamma } from "../math/digamma";
import { exp, expm1, log, log1p } from "../math/elementary";
import { tanh } from "../math/hyperbolic";
import { logGamma } from "../math/logGamma";
import { power } from "../math/power";
import { cos, sin } from "../math/trigonometric";

export type UnaryOperation =
  | "negate"
  | "exp"
  | "log"
  | "log1p"
  | "expm1"
  | "sqrt"
  | "abs"
  | "floor"
  | "sin"
  | "cos"
  | "tanh"
  | "logGamma"
  | "digamma";

/** Comparisons give 1 or 0, and 0 where an operand is NaN. */
export type BinaryOperation =
  "add" | "subtract" | "multiply" | "divide" | "power" | "min" | "max" | "less" | "lessOrEqual" | "equal";

interface NodeBase {
  readonly id: number;
}

export interface ConstantNode extends NodeBase {
  readonly kind: "constant";
  readonly value: number;
}

/** A coordinate of the position. */
export interface ParameterNode extends NodeBase {
  readonly kind: "parameter";
  readonly index: number;
}

/** The value of a slider; it lives in memory, so that moving the slider compiles nothing. */
export interface SettingNode extends NodeBase {
  readonly kind: "setting";
  readonly index: number;
}

/** The value of a data column in the current row; only inside a rowSum. */
export interface ColumnNode extends NodeBase {
  readonly kind: "column";
  readonly index: number;
}

export interface UnaryNode extends NodeBase {
  readonly kind: "unary";
  readonly operation: UnaryOperation;
  readonly operand: Node;
}

export interface BinaryNode extends NodeBase {
  readonly kind: "binary";
  readonly operation: BinaryOperation;
  readonly left: Node;
  readonly right: Node;
}

/** `ifTrue` where the condition is not 0 (NaN is not 0). The other branch's value never counts, not even NaN. */
export interface SelectNode extends NodeBase {
  readonly kind: "select";
  readonly condition: Node;
  readonly ifTrue: Node;
  readonly ifFalse: Node;
}

/** The sum of a term over all data rows, added up in order from 0; never nested. */
export interface RowSumNode extends NodeBase {
  readonly kind: "rowSum";
  readonly term: Node;
}

export type Node =
  ConstantNode | ParameterNode | SettingNode | ColumnNode | UnaryNode | BinaryNode | SelectNode | RowSumNode;

/** The value of a unary operation: the one definition that folding, interpreter and backends share. */
export const unaryFunctions: Readonly<Record<UnaryOperation, (x: number) => number>> = {
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

/** The value of a binary operation. min and max give NaN where an operand is NaN, and -0 is below 0. */
export const binaryFunctions: Readonly<Record<BinaryOperation, (left: number, right: number) => number>> = {
  add: (left, right) => left + right,
  subtract: (left, right) => left - right,
  multiply: (left, right) => left * right,
  divide: (left, right) => left / right,
  power,
  min: (left, right) => Math.min(left, right),
  max: (left, right) => Math.max(left, right),
  less: (left, right) => (left < right ? 1 : 0),
  lessOrEqual: (left, right) => (left <= right ? 1 : 0),
  equal: (left, right) => (left === right ? 1 : 0),
};

/** The nodes that a node is made of. */
export function operandsOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "unary":
      return [node.operand];
    case "binary":
      return [node.left, node.right];
    case "select":
      return [node.condition, node.ifTrue, node.ifFalse];
    case "rowSum":
      return [node.term];
    case "constant":
    case "parameter":
    case "setting":
    case "column":
      return [];
  }
}
