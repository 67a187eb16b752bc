import { f32x4, f64x2, i32, i32x4, isReusable, type F64, type F64x2, type Float64Math } from "../../wasm";
import type { F32x4, Variable } from "../../wasm";
import { exp, expm1, log, log1p, perLane, power, sinCos, tanh, wholePower } from "../../wasm/float32x4";
import type { VectorArithmetic, VectorOperand, Vectors, Words } from "../../wasm/float32x4";
import type { BinaryNode, Node, UnaryNode } from "../node";
import type { Backend } from "./emitStages";
import type { Rows } from "./scalarBackend";

/**
 * A value for each chain; or one for all chains (a number, a vector with equal lanes); or the outcome of a comparison,
 * which becomes 1 or 0 where a number is needed.
 */
export type Lanes = VectorOperand | { readonly masks: Words };

function isMask(value: Lanes): value is { readonly masks: Words } {
  return typeof value === "object" && "masks" in value;
}

interface VectorBackendParts {
  readonly v: VectorArithmetic;
  readonly math: Float64Math;
  /** Vectors side by side. */
  readonly numVectors: number;
  readonly given: (node: Node, row: Rows["address"] | undefined) => Vectors | F32x4;
  readonly rows: () => Rows;
  /** Nodes that have a local of their own; the others may become part of a fused operation. */
  readonly kept: ReadonlySet<Node>;
}

/** Nodes as float32 code for four chains in a vector. Sums over rows are float64. */
export function vectorBackend(parts: VectorBackendParts): Backend<Lanes> {
  const { v, numVectors, given, rows } = parts;
  const { body } = v;
  let row: Rows["address"] | undefined;

  const vectors = (value: Lanes): Vectors => asVectors(value, numVectors);
  return {
    constant: (value) => value,
    given: (node) => given(node, row),
    emit: (node, valueOf) => {
      if (node.kind === "unary") return emitUnary(parts, node, vectors(valueOf(node.operand)));
      if (node.kind === "binary") return emitBinary(parts, node, valueOf);
      const condition = valueOf(node.condition);
      const masks = isMask(condition) ? condition.masks : v.ne(vectors(condition), 0);
      return v.select(masks, asOperand(valueOf(node.ifTrue)), asOperand(valueOf(node.ifFalse)));
    },
    keep: (value) => {
      if (typeof value === "number") return value;
      if (isMask(value)) return { masks: v.letWords(value.masks) };
      if ("source" in value) return isReusable(value) ? value : body.let(value);
      return value.map((vector) => (isReusable(vector) ? vector : body.let(vector)));
    },
    sumRows: (numSums, inRow) => {
      const sums = Array.from({ length: numSums }, () =>
        Array.from({ length: numVectors }, () => wideSum(v)),
      );
      const { numRows, address, bytesOfRow } = rows();
      const at = body.variable(address);
      row = at;
      body.repeat(numRows, () => {
        inRow().forEach((term, i) => {
          vectors(term).forEach((vector, j) => sums[i][j].add(vector));
        });
        body.set(at, i32.add(at, bytesOfRow));
      });
      row = undefined;
      return sums.map((sum) => sum.map((wide) => body.let(wide.rounded())));
    },
  };
}

/** A sum of float32 vectors kept in float64: many small terms would lose digits in float32. */
function wideSum({ body }: VectorArithmetic): { add(term: F32x4): void; rounded(): F32x4 } {
  const low = body.variable(f64x2.const(0));
  const high = body.variable(f64x2.const(0));
  const addTo = (sum: Variable<"f64x2">, lanes: F32x4): void =>
    body.set(sum, f64x2.add(sum, f64x2.promote_low_f32x4(lanes)));
  const rounded = (sum: F64x2): F32x4 => f32x4.demote_f64x2_zero(sum);
  return {
    add: (term) => {
      const lanes = body.let(term);
      addTo(low, lanes);
      addTo(high, f32x4.shuffle(lanes, lanes, [2, 3, 2, 3]));
    },
    rounded: () => f32x4.shuffle(rounded(low), rounded(high), [0, 1, 4, 5]),
  };
}

function asOperand(value: Lanes): VectorOperand {
  return isMask(value)
    ? value.masks.map((mask) => f32x4.from_bits(i32x4.and(mask, i32x4.from_bits(f32x4.const(1)))))
    : value;
}

/** A value as one vector for each of the vectors side by side. */
export function asVectors(value: Lanes, numVectors: number): Vectors {
  const operand = asOperand(value);
  if (typeof operand === "object" && !("source" in operand)) return operand;
  return Array.from({ length: numVectors }, () => f32x4.const(operand));
}

/** The operations that have float32 code of their own. */
const vectorFunctions = { exp, expm1, log, log1p, tanh };

function emitUnary({ v, math }: VectorBackendParts, { operation }: UnaryNode, x: Vectors): Vectors {
  if (operation === "negate") return v.neg(x);
  if (operation === "sqrt" || operation === "abs" || operation === "floor") return v[operation](x);
  if (operation === "sin" || operation === "cos") return sinCos(v, x)[operation];
  if (operation === "logGamma" || operation === "digamma") {
    return perLane(v, x, (lane: F64) => math[operation](lane));
  }
  return vectorFunctions[operation](v, x);
}

function emitBinary(
  { v, numVectors, kept }: VectorBackendParts,
  node: BinaryNode,
  valueOf: (node: Node) => Lanes,
): Lanes {
  const { operation, left, right } = node;
  const operand = (of: Node): VectorOperand => asOperand(valueOf(of));
  const vectors = (of: Node): Vectors => asVectors(valueOf(of), numVectors);
  /** A product that only this node uses. */
  const isProduct = (of: Node): of is BinaryNode =>
    of.kind === "binary" && of.operation === "multiply" && !kept.has(of);
  switch (operation) {
    case "add":
      if (isProduct(right)) return v.madd(operand(right.left), operand(right.right), operand(left));
      if (isProduct(left)) return v.madd(operand(left.left), operand(left.right), operand(right));
      return v.add(operand(left), operand(right));
    case "subtract":
      if (isProduct(right)) return v.nmadd(operand(right.left), operand(right.right), operand(left));
      return v.sub(operand(left), operand(right));
    case "multiply":
      return v.mul(operand(left), operand(right));
    case "divide":
      return v.div(operand(left), operand(right));
    case "power":
      return isSmallWhole(right)
        ? wholePower(v, vectors(left), right.value)
        : power(v, vectors(left), vectors(right));
    case "min":
    case "max":
      return v[operation](operand(left), operand(right));
    case "less":
      return { masks: v.lt(operand(left), operand(right)) };
    case "lessOrEqual":
      return { masks: v.le(operand(left), operand(right)) };
    case "equal":
      return { masks: v.eq(operand(left), operand(right)) };
  }
}

function isSmallWhole(node: Node): node is Extract<Node, { kind: "constant" }> {
  return node.kind === "constant" && Number.isInteger(node.value) && Math.abs(node.value) <= 64;
}
