import { f32x4, i32x4, isReusable, type F32x4, type F64, type Float64Math } from "../../wasm";
import { exp, expm1, log, log1p, perLane, power, sinCos, tanh, wholePower } from "../../wasm/float32x4";
import type { VectorArithmetic, VectorOperand, Vectors, Words } from "../../wasm/float32x4";
import type { BinaryNode, Node, UnaryNode } from "../node";
import type { Backend } from "./emitStages";
import type { Rows } from "./scalarBackend";
import { sumRows, type SumKind } from "./vectorSums";

/**
 * A value for each chain; or one for all chains (a number, a vector with equal lanes); or the outcome of a comparison,
 * which becomes 1 or 0 where a number is needed.
 */
export type Lanes = VectorOperand | { readonly masks: Words };

function isMask(value: Lanes): value is { readonly masks: Words } {
  return typeof value === "object" && "masks" in value;
}

/** A prepared row is at address + offset (bytes). */
export interface RowPlace {
  readonly address: Rows["address"];
  readonly offset: number;
}

interface VectorBackendParts {
  readonly v: VectorArithmetic;
  readonly math: Float64Math;
  /** Vectors side by side. */
  readonly numVectors: number;
  readonly given: (node: Node, row: RowPlace | undefined) => Vectors | F32x4;
  readonly rows: () => Rows;
  /** Nodes that have a local of their own; the others may become part of a fused operation. */
  readonly kept: ReadonlySet<Node>;
  readonly sums: SumKind;
}

/** Nodes as float32 code for four chains in a vector. */
export function vectorBackend(parts: VectorBackendParts): Backend<Lanes> {
  const { v, numVectors, given, rows } = parts;
  const { body } = v;
  let row: RowPlace | undefined;

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
    sumRows: (terms, inRow) =>
      sumRows(parts.sums, {
        v,
        numVectors,
        numTerms: terms.length,
        rows: rows(),
        inRow: (address, offset) => {
          row = { address, offset };
          const valueOf = inRow();
          row = undefined;
          return {
            numTerms: terms.length,
            value: (index) => vectors(valueOf(terms[index])),
            addedTo: (index, sum) => addTerm(parts, terms[index], valueOf, sum),
          };
        },
      }),
  };
}

/** sum + term, where the term may be a product that is added as it is made. */
function addTerm(
  { v, numVectors, kept }: VectorBackendParts,
  term: Node,
  valueOf: (node: Node) => Lanes,
  sum: Vectors,
): Vectors {
  if (term.kind === "binary" && !kept.has(term)) {
    const { operation, left, right } = term;
    if (operation === "multiply") return v.madd(asOperand(valueOf(left)), asOperand(valueOf(right)), sum);
    if (operation === "power" && right.kind === "constant" && right.value === 2) {
      const base = v.let(asVectors(valueOf(left), numVectors));
      return v.madd(base, base, sum);
    }
  }
  return v.add(sum, asOperand(valueOf(term)));
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
