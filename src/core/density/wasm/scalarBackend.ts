import { f64, i32, isReusable, type F64, type Float64Math, type FunctionBody, type I32 } from "../../wasm";
import type { BinaryNode, Node, SelectNode, UnaryNode } from "../node";
import type { Backend } from "./emitStages";

/** A float64 value; or the outcome of a comparison, which becomes 1 or 0 where a number is needed. */
export type Scalar = F64 | I32;

export function asNumber(value: Scalar): F64 {
  return value.type === "f64" ? value : f64.convert_i32_s(value);
}

function asTruth(value: Scalar): I32 {
  return value.type === "i32" ? value : f64.ne(value, 0);
}

/** Where the rows are, and how the one at an address is read. */
export interface Rows {
  readonly numRows: I32;
  readonly address: I32;
  readonly bytesOfRow: number;
}

interface ScalarBackendParts {
  readonly body: FunctionBody;
  readonly math: Float64Math;
  /** Reads a given node; `row` is the address of the row, inside of the loop. */
  readonly given: (node: Node, row: I32 | undefined) => F64;
  readonly rows: () => Rows;
}

/** Nodes as float64 code: every operation is core's, so that values are equal to the interpreter's in every bit. */
export function scalarBackend({ body, math, given, rows }: ScalarBackendParts): Backend<Scalar> {
  let row: I32 | undefined;
  return {
    constant: f64.const,
    given: (node) => given(node, row),
    emit: (node, valueOf) => emitOperation(math, node, valueOf),
    keep: (value) => {
      if (isReusable(value)) return value;
      return value.type === "f64" ? body.let(value) : body.let(value);
    },
    sumRows: (terms, inRow) => {
      const sums = terms.map(() => body.variable(f64.const(0)));
      const { numRows, address, bytesOfRow } = rows();
      const at = body.variable(address);
      row = at;
      body.repeat(numRows, () => {
        const valueOf = inRow();
        terms.forEach((term, i) => body.set(sums[i], f64.add(sums[i], asNumber(valueOf(term)))));
        body.set(at, i32.add(at, bytesOfRow));
      });
      row = undefined;
      return sums;
    },
  };
}

function emitOperation(
  math: Float64Math,
  node: UnaryNode | BinaryNode | SelectNode,
  valueOf: (node: Node) => Scalar,
): Scalar {
  if (node.kind === "select") {
    const condition = asTruth(valueOf(node.condition));
    return f64.select(condition, asNumber(valueOf(node.ifTrue)), asNumber(valueOf(node.ifFalse)));
  }
  if (node.kind === "unary") return emitUnary(math, node, asNumber(valueOf(node.operand)));
  return emitBinary(math, node, asNumber(valueOf(node.left)), asNumber(valueOf(node.right)));
}

function emitUnary(math: Float64Math, { operation }: UnaryNode, x: F64): F64 {
  if (operation === "negate") return f64.neg(x);
  const isInstruction = operation === "sqrt" || operation === "abs" || operation === "floor";
  return isInstruction ? f64[operation](x) : math[operation](x);
}

function emitBinary(math: Float64Math, { operation }: BinaryNode, left: F64, right: F64): Scalar {
  switch (operation) {
    case "add":
      return f64.add(left, right);
    case "subtract":
      return f64.sub(left, right);
    case "multiply":
      return f64.mul(left, right);
    case "divide":
      return f64.div(left, right);
    case "power":
      return math.power(left, right);
    case "min":
    case "max":
      return f64[operation](left, right);
    case "less":
      return f64.lt(left, right);
    case "lessOrEqual":
      return f64.le(left, right);
    case "equal":
      return f64.eq(left, right);
  }
}
