/**
 * Log densities of positive numbers and of shares, normalised; -Infinity outside of the support, with gradient 0
 * there. A parameter that is not above 0 is refused where it is known, and is outside where it is not.
 */
import { square, within } from "../builders";
import type { Graph, Operand } from "../graph";
import type { Node } from "../node";
import { LOG_PI, LOG_TWO, logBetaOf, mustBePositive, standardise } from "./parts";

/** On x >= 0. */
export function halfCauchy(graph: Graph, x: Operand, scale: Operand): Node {
  mustBePositive("halfCauchy", { scale });
  const z = standardise(graph, x, 0, scale);
  const constant = graph.add(graph.log(scale), LOG_PI - LOG_TWO);
  const value = graph.negate(graph.add(graph.log1p(square(graph, z)), constant));
  return within(graph, [graph.lessOrEqual(0, x)], value);
}

/** On x >= 0; mean 1 / rate. */
export function exponential(graph: Graph, x: Operand, rate: Operand): Node {
  mustBePositive("exponential", { rate });
  const value = graph.subtract(graph.log(rate), graph.multiply(rate, x));
  return within(graph, [graph.lessOrEqual(0, x)], value);
}

/** On x > 0; mean shape / rate. */
export function gamma(graph: Graph, x: Operand, shape: Operand, rate: Operand): Node {
  mustBePositive("gamma", { shape, rate });
  const constant = graph.subtract(graph.multiply(shape, graph.log(rate)), graph.logGamma(shape));
  const power = graph.multiply(graph.subtract(shape, 1), graph.log(x));
  const value = graph.add(graph.subtract(power, graph.multiply(rate, x)), constant);
  return within(graph, [graph.less(0, x)], value);
}

/** On x > 0: the distribution of 1 / y where y is gamma with this shape and `scale` as its rate. */
export function inverseGamma(graph: Graph, x: Operand, shape: Operand, scale: Operand): Node {
  mustBePositive("inverseGamma", { shape, scale });
  const constant = graph.subtract(graph.multiply(shape, graph.log(scale)), graph.logGamma(shape));
  const power = graph.multiply(graph.add(shape, 1), graph.log(x));
  const value = graph.subtract(graph.subtract(constant, power), graph.divide(scale, x));
  return within(graph, [graph.less(0, x)], value);
}

/** On 0 < x < 1; mean a / (a + b). */
export function beta(graph: Graph, x: Operand, a: Operand, b: Operand): Node {
  mustBePositive("beta", { a, b });
  const left = graph.multiply(graph.subtract(a, 1), graph.log(x));
  const right = graph.multiply(graph.subtract(b, 1), graph.log1p(graph.negate(x)));
  const value = graph.subtract(graph.add(left, right), logBetaOf(graph, a, b));
  return within(graph, [graph.less(0, x), graph.less(x, 1)], value);
}
