/**
 * Expressions that come up everywhere, made of the graph's operations so that they neither overflow nor lose
 * digits. Must not know distributions.
 */
import type { Graph, Operand } from "./graph";
import type { Node } from "./node";

export function square(graph: Graph, x: Operand): Node {
  return graph.power(x, 2);
}

/** The sum of a list, added in order; 0 for an empty one. */
export function sum(graph: Graph, terms: readonly Operand[]): Node {
  if (terms.length === 0) return graph.constant(0);
  return terms.slice(1).reduce<Node>((total, term) => graph.add(total, term), asNode(graph, terms[0]));
}

/** @throws RangeError where the lists differ in length */
export function dot(graph: Graph, left: readonly Operand[], right: readonly Operand[]): Node {
  if (left.length !== right.length) {
    throw new RangeError(`dot: lists of ${left.length} and ${right.length}; expected two of one length`);
  }
  return sum(
    graph,
    left.map((x, i) => graph.multiply(x, right[i])),
  );
}

/** x, but at least `low` and at most `high` (low <= high). */
export function clamp(graph: Graph, x: Operand, low: Operand, high: Operand): Node {
  return graph.max(low, graph.min(high, x));
}

/** log(1 + e^x), for x of any size. */
export function softplus(graph: Graph, x: Operand): Node {
  // low - high is -|x|, but has a derivative on both sides of 0, and so half of each at 0.
  const [low, high] = [graph.min(x, 0), graph.max(x, 0)];
  return graph.add(high, graph.log1p(graph.exp(graph.subtract(low, high))));
}

/** log(e^a + e^b); -Infinity where both are, and the other one exactly where one is. */
export function logAddExp(graph: Graph, a: Operand, b: Operand): Node {
  const low = graph.min(a, b);
  const high = graph.max(a, b);
  const together = graph.add(high, graph.log(graph.add(1, graph.exp(graph.subtract(low, high)))));
  return graph.select(isFinite(graph, low), together, high);
}

/**
 * log of the sum of e^term over a list; -Infinity where all terms are, or where there are none. Shifted by the
 * largest term rounded down: that is as safe as the largest term itself, and, being flat almost everywhere, adds
 * nothing to the gradient. Where the shift is infinite it is the result, with gradient 0.
 */
export function logSumExp(graph: Graph, terms: readonly Operand[]): Node {
  if (terms.length === 0) return graph.constant(-Infinity);
  const first = asNode(graph, terms[0]);
  if (terms.length === 1) return first;
  if (terms.length === 2) return logAddExp(graph, first, terms[1]);
  const shift = graph.floor(terms.slice(1).reduce<Node>((largest, term) => graph.max(largest, term), first));
  const shares = terms.map((term) => graph.exp(graph.subtract(term, shift)));
  return graph.select(isFinite(graph, shift), graph.add(shift, graph.log(sum(graph, shares))), shift);
}

/** 1 where all conditions hold, else 0. */
export function allOf(graph: Graph, conditions: readonly Node[]): Node {
  return conditions.reduce((all, condition) => graph.multiply(all, condition), graph.constant(1));
}

/** A log density within its support, -Infinity outside, where its gradient is 0. */
export function within(graph: Graph, conditions: readonly Node[], logDensity: Node): Node {
  return graph.select(allOf(graph, conditions), logDensity, -Infinity);
}

/** The number of data rows. */
export function rowCount(graph: Graph): Node {
  return graph.rowSum(1);
}

function isFinite(graph: Graph, x: Node): Node {
  return graph.less(graph.abs(x), Infinity);
}

function asNode(graph: Graph, operand: Operand): Node {
  return typeof operand === "number" ? graph.constant(operand) : operand;
}
