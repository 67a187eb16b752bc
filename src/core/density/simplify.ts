/**
 * Rewritings that keep every bit of the value, for every operand: NaN, infinities and the sign of zero included.
 * (That is why 0 * x stays, and x + 0 where x may be -0.) Each function gives null where nothing applies.
 */
import { LARGEST_WHOLE_EXPONENT } from "../math/power";
import type { Graph } from "./graph";
import type { BinaryOperation, Node, UnaryOperation } from "./node";
import { binaryFunctions, unaryFunctions } from "./node";

const bits = new DataView(new ArrayBuffer(8));

function isConstant(node: Node, value: number): boolean {
  return node.kind === "constant" && Object.is(node.value, value);
}

/** x where the node is -x. */
function negated(node: Node): Node | null {
  return node.kind === "unary" && node.operation === "negate" ? node.operand : null;
}

/** Comparisons, squares and whatever else is known to be no -0. */
function neverNegativeZero(node: Node): boolean {
  if (node.kind === "constant") return !Object.is(node.value, -0);
  if (node.kind === "rowSum") return true;
  if (node.kind === "unary") return node.operation === "exp" || node.operation === "abs";
  if (node.kind !== "binary") return false;
  const { operation, left, right } = node;
  if (operation === "multiply") return left === right;
  // A sum is -0 only where both operands are.
  if (operation === "add") return neverNegativeZero(left) || neverNegativeZero(right);
  return operation === "less" || operation === "lessOrEqual" || operation === "equal";
}

/** A power of two (of either sign) whose reciprocal is exact. */
function isPowerOfTwo(value: number): boolean {
  bits.setFloat64(0, value);
  const high = bits.getUint32(0) & 0x7fffffff;
  const exponent = high >>> 20;
  return bits.getUint32(4) === 0 && (high & 0xfffff) === 0 && exponent >= 1 && exponent <= 2045;
}

export function simplifyUnary(graph: Graph, operation: UnaryOperation, operand: Node): Node | null {
  if (operand.kind === "constant") return graph.constant(unaryFunctions[operation](operand.value));
  const opposite = negated(operand);
  if (operation === "abs") {
    if (opposite) return graph.abs(opposite);
    return operand.kind === "unary" && operand.operation === "abs" ? operand : null;
  }
  if (operation !== "negate") return null;
  if (opposite) return opposite;
  // -(c x) = (-c) x and -(c / x) = (-c) / x.
  if (operand.kind !== "binary" || operand.left.kind !== "constant") return null;
  if (operand.operation === "multiply") return graph.multiply(-operand.left.value, operand.right);
  return operand.operation === "divide" ? graph.divide(-operand.left.value, operand.right) : null;
}

function simplifyAdd(graph: Graph, left: Node, right: Node): Node | null {
  // Constants stand on the left.
  if (isConstant(left, -0) || (isConstant(left, 0) && neverNegativeZero(right))) return right;
  const [leftOpposite, rightOpposite] = [negated(left), negated(right)];
  if (rightOpposite) return graph.subtract(left, rightOpposite);
  return leftOpposite ? graph.subtract(right, leftOpposite) : null;
}

function simplifySubtract(graph: Graph, left: Node, right: Node): Node | null {
  if (isConstant(right, 0)) return left;
  const opposite = negated(right);
  return opposite ? graph.add(left, opposite) : null;
}

function simplifyMultiply(graph: Graph, left: Node, right: Node): Node | null {
  if (isConstant(left, 1)) return right;
  if (isConstant(left, -1)) return graph.negate(right);
  const [leftOpposite, rightOpposite] = [negated(left), negated(right)];
  if (rightOpposite) return graph.negate(graph.multiply(left, rightOpposite));
  return leftOpposite ? graph.negate(graph.multiply(leftOpposite, right)) : null;
}

function simplifyDivide(graph: Graph, left: Node, right: Node): Node | null {
  if (right.kind === "constant" && isPowerOfTwo(right.value)) return graph.multiply(1 / right.value, left);
  const [leftOpposite, rightOpposite] = [negated(left), negated(right)];
  if (rightOpposite) return graph.negate(graph.divide(left, rightOpposite));
  return leftOpposite ? graph.negate(graph.divide(leftOpposite, right)) : null;
}

/** Whole exponents as products, in the order of core/math/power. */
function simplifyPower(graph: Graph, base: Node, exponent: Node): Node | null {
  if (exponent.kind !== "constant") return null;
  const { value } = exponent;
  if (value === 0) return graph.constant(1);
  if (Math.floor(value) !== value || Math.abs(value) > LARGEST_WHOLE_EXPONENT) return null;
  if (value < 0) return graph.divide(1, graph.power(base, -value));
  let product: Node | null = null;
  let square = base;
  for (let rest = value; ; square = graph.multiply(square, square)) {
    if (rest % 2 === 1) product = product ? graph.multiply(product, square) : square;
    rest = Math.floor(rest / 2);
    if (product && rest === 0) return product;
  }
}

/** @param left, right already in the order in which commutative operations are kept */
export function simplifyBinary(
  graph: Graph,
  operation: BinaryOperation,
  left: Node,
  right: Node,
): Node | null {
  if (left.kind === "constant" && right.kind === "constant") {
    return graph.constant(binaryFunctions[operation](left.value, right.value));
  }
  switch (operation) {
    case "add":
      return simplifyAdd(graph, left, right);
    case "subtract":
      return simplifySubtract(graph, left, right);
    case "multiply":
      return simplifyMultiply(graph, left, right);
    case "divide":
      return simplifyDivide(graph, left, right);
    case "power":
      return simplifyPower(graph, left, right);
    case "min":
    case "max":
      return left === right ? left : null;
    case "less":
    case "lessOrEqual":
    case "equal":
      return null;
  }
}
