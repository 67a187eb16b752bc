import type { Adjoint, Contributions } from "./adjoints";
import { contribute } from "./adjoints";
import type { Graph } from "./graph";
import { Dependency } from "./graph";
import type { GuardRoot } from "./guards";
import { enterBranch } from "./guards";
import type { BinaryNode, Node, UnaryNode } from "./node";

interface Sweep {
  readonly guards: GuardRoot;
  readonly contributions: Contributions;
}

/** Hands a node's adjoint down to its operands, each times the node's derivative by it. */
export function handDown(graph: Graph, node: Node, adjoint: Adjoint, sweep: Sweep): void {
  const { guard, value } = adjoint;
  const give = (
    operand: Node,
    contribution: () => Node,
    branch?: { condition: Node; whenTrue: boolean },
  ): void => {
    if (!(graph.dependencies(operand) & Dependency.parameter)) return;
    const within = branch ? enterBranch(sweep.guards, guard, branch.condition, branch.whenTrue) : guard;
    contribute(sweep.contributions, operand, { guard: within, value: contribution() });
  };
  const giveBranches = (condition: Node, ifTrue: Node, ifFalse: Node): void => {
    give(ifTrue, () => value, { condition, whenTrue: true });
    give(ifFalse, () => value, { condition, whenTrue: false });
  };
  if (node.kind === "unary") {
    give(node.operand, () => throughUnary(graph, node, value));
  } else if (node.kind === "select") {
    giveBranches(node.condition, node.ifTrue, node.ifFalse);
  } else if (node.kind === "binary") {
    const { operation, left, right } = node;
    if (operation === "min") giveBranches(graph.lessOrEqual(left, right), left, right);
    else if (operation === "max") giveBranches(graph.lessOrEqual(left, right), right, left);
    else if (operation === "multiply" && left === right) {
      give(left, () => graph.multiply(graph.multiply(2, value), left));
    } else {
      give(left, () => throughLeft(graph, node, value));
      give(right, () => throughRight(graph, node, value));
    }
  }
}

function throughUnary(graph: Graph, node: UnaryNode, adjoint: Node): Node {
  const x = node.operand;
  switch (node.operation) {
    case "negate":
      return graph.negate(adjoint);
    case "exp":
      return graph.multiply(adjoint, node);
    case "log":
      return graph.divide(adjoint, x);
    case "log1p":
      return graph.divide(adjoint, graph.add(1, x));
    case "expm1":
      return graph.multiply(adjoint, graph.exp(x));
    case "sqrt":
      return graph.divide(graph.multiply(0.5, adjoint), node);
    case "abs":
      return graph.select(
        graph.less(x, 0),
        graph.negate(adjoint),
        graph.select(graph.equal(x, 0), 0, adjoint),
      );
    case "floor":
      return graph.constant(0);
    case "sin":
      return graph.multiply(adjoint, graph.cos(x));
    case "cos":
      return graph.negate(graph.multiply(adjoint, graph.sin(x)));
    case "tanh":
      return graph.multiply(adjoint, graph.multiply(graph.subtract(1, node), graph.add(1, node)));
    case "logGamma":
      return graph.multiply(adjoint, graph.digamma(x));
    case "digamma":
      throw new TypeError(
        "gradient: digamma of a parameter; expected logGamma at most, which has a derivative here",
      );
  }
}

/** adjoint / divisor; where only the adjoint changes from row to row, the division is done once for all rows. */
function quotient(graph: Graph, adjoint: Node, divisor: Node): Node {
  const isInRow = (node: Node): boolean => (graph.dependencies(node) & Dependency.column) !== 0;
  return isInRow(adjoint) && !isInRow(divisor)
    ? graph.multiply(adjoint, graph.divide(1, divisor))
    : graph.divide(adjoint, divisor);
}

function throughLeft(graph: Graph, { operation, left, right }: BinaryNode, adjoint: Node): Node {
  switch (operation) {
    case "add":
    case "subtract":
      return adjoint;
    case "multiply":
      return graph.multiply(adjoint, right);
    case "divide":
      return quotient(graph, adjoint, right);
    case "power":
      return graph.multiply(adjoint, graph.multiply(right, graph.power(left, graph.subtract(right, 1))));
    case "min":
    case "max":
    case "less":
    case "lessOrEqual":
    case "equal":
      // min and max hand their adjoint down as branches; comparisons are flat.
      return graph.constant(0);
  }
}

function throughRight(graph: Graph, node: BinaryNode, adjoint: Node): Node {
  const { operation, left, right } = node;
  switch (operation) {
    case "add":
      return adjoint;
    case "subtract":
      return graph.negate(adjoint);
    case "multiply":
      return graph.multiply(adjoint, left);
    case "divide":
      return graph.negate(graph.multiply(quotient(graph, adjoint, right), node));
    case "power": {
      // 0 to any exponent is flat, where 0 * log 0 would be NaN.
      const slope = graph.select(graph.equal(left, 0), 0, graph.multiply(node, graph.log(left)));
      return graph.multiply(adjoint, slope);
    }
    case "min":
    case "max":
    case "less":
    case "lessOrEqual":
    case "equal":
      // min and max hand their adjoint down as branches; comparisons are flat.
      return graph.constant(0);
  }
}
