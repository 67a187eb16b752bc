import type { Density, Graph, Node } from "../density";
import type { BinaryNode, BinaryOperation } from "../density";

/**
 * A log density as rest + log(sum of e^term): what an accept test compares is then a ratio of sums, and takes no
 * logarithm. Without terms it is the rest alone.
 */
export interface MixtureForm {
  readonly rest: Node | undefined;
  readonly terms: readonly Node[];
}

function isBinary(node: Node, operation: BinaryOperation): node is BinaryNode {
  return node.kind === "binary" && node.operation === operation;
}

function operandOf(node: Node, operation: string): Node | undefined {
  return node.kind === "unary" && node.operation === operation ? node.operand : undefined;
}

/** The other operand of a sum that has `one` as an operand. */
function otherSummand(node: Node, one: Node): Node | undefined {
  if (!isBinary(node, "add")) return undefined;
  if (node.left === one) return node.right;
  return node.right === one ? node.left : undefined;
}

/** The summands of e^(term - shift) + e^(term - shift) + ..., as the terms. */
function shiftedTerms(node: Node, shift: Node): readonly Node[] | undefined {
  if (isBinary(node, "add")) {
    const [left, right] = [shiftedTerms(node.left, shift), shiftedTerms(node.right, shift)];
    return left && right && [...left, ...right];
  }
  const difference = operandOf(node, "exp");
  if (difference === undefined || !isBinary(difference, "subtract")) return undefined;
  return difference.right === shift ? [difference.left] : undefined;
}

/** The terms where the node is what the builders `logAddExp` and `logSumExp` make. */
function termsOf(node: Node): readonly Node[] | undefined {
  if (node.kind !== "select") return undefined;
  const shift = node.ifFalse;
  const logarithm = otherSummand(node.ifTrue, shift);
  const sum = logarithm && operandOf(logarithm, "log");
  if (sum === undefined) return undefined;
  const guarded = isBinary(node.condition, "less") ? operandOf(node.condition.left, "abs") : undefined;
  if (guarded === shift) return shiftedTerms(sum, shift);
  // Of two: high + log(1 + e^(low - high)), guarded by low.
  if (guarded === undefined || !isBinary(guarded, "min") || !isBinary(shift, "max")) return undefined;
  const isOfTheSame = guarded.left === shift.left && guarded.right === shift.right;
  const tail = isBinary(sum, "add") ? [sum.left, sum.right] : [];
  const isOne = tail.some((part) => part.kind === "constant" && part.value === 1);
  const differences = tail.map((part) => operandOf(part, "exp")).filter((part) => part !== undefined);
  const isGap = differences.some(
    (part) => isBinary(part, "subtract") && part.left === guarded && part.right === shift,
  );
  return isOfTheSame && isOne && isGap ? [shift.left, shift.right] : undefined;
}

/** Terms that are such sums themselves count with theirs. */
function flattened(terms: readonly Node[]): readonly Node[] {
  return terms.flatMap((term) => {
    const inner = termsOf(term);
    return inner === undefined ? [term] : flattened(inner);
  });
}

function split(graph: Graph, node: Node): MixtureForm {
  const terms = termsOf(node);
  if (terms !== undefined) return { rest: undefined, terms: flattened(terms) };
  if (isBinary(node, "add") || isBinary(node, "subtract")) {
    const left = split(graph, node.left);
    if (left.terms.length > 0) {
      const alone = node.operation === "add" ? node.right : graph.negate(node.right);
      const rest = left.rest === undefined ? alone : graph.binary(node.operation, left.rest, node.right);
      return { rest, terms: left.terms };
    }
  }
  if (isBinary(node, "add")) {
    const right = split(graph, node.right);
    if (right.terms.length > 0) {
      return { rest: right.rest ? graph.add(node.left, right.rest) : node.left, terms: right.terms };
    }
  }
  return { rest: node, terms: [] };
}

/** Finds the outermost sum of exponentials of a log density. */
export function mixtureForm({ graph, logDensity }: Density): MixtureForm {
  return split(graph, logDensity);
}
