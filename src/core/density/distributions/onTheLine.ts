/**
 * Log densities on all real numbers, normalised. A scale that is not above 0 is refused where it is known, and
 * makes the value NaN ("outside") where it is not.
 */
import { square } from "../builders";
import type { Graph, Operand } from "../graph";
import type { Node } from "../node";
import {
  HALF_LOG_TWO_PI,
  knownValue,
  LOG_PI,
  LOG_TWO,
  logBetaOf,
  mustBePositive,
  standardise,
} from "./parts";

export function normal(graph: Graph, x: Operand, mean: Operand, sd: Operand): Node {
  mustBePositive("normal", { sd });
  const z = standardise(graph, x, mean, sd);
  const constant = graph.add(graph.log(sd), HALF_LOG_TWO_PI);
  return graph.subtract(graph.multiply(-0.5, square(graph, z)), constant);
}

/**
 * Student's t with location and scale. Where the degrees of freedom are not known beforehand, the constant is a
 * difference of two logGamma and loses digits as they grow: 1e-16 df log(df).
 */
export function studentT(
  graph: Graph,
  x: Operand,
  degreesOfFreedom: Operand,
  location: Operand,
  scale: Operand,
): Node {
  mustBePositive("studentT", { degreesOfFreedom, scale });
  const half = graph.multiply(0.5, degreesOfFreedom);
  const z = standardise(graph, x, location, scale);
  const tail = graph.log1p(graph.multiply(square(graph, z), graph.divide(1, degreesOfFreedom)));
  const root = graph.multiply(0.5, graph.log(degreesOfFreedom));
  const constant = graph.add(graph.add(logBetaOf(graph, half, 0.5), root), graph.log(scale));
  return graph.negate(graph.add(graph.multiply(graph.add(half, 0.5), tail), constant));
}

export function cauchy(graph: Graph, x: Operand, location: Operand, scale: Operand): Node {
  mustBePositive("cauchy", { scale });
  const z = standardise(graph, x, location, scale);
  const constant = graph.add(graph.log(scale), LOG_PI);
  return graph.negate(graph.add(graph.log1p(square(graph, z)), constant));
}

export function laplace(graph: Graph, x: Operand, location: Operand, scale: Operand): Node {
  mustBePositive("laplace", { scale });
  const z = standardise(graph, x, location, scale);
  return graph.negate(graph.add(graph.abs(z), graph.add(graph.log(scale), LOG_TWO)));
}

/**
 * -Infinity outside of [low, high].
 * @throws RangeError where both bounds are known and low is not below high
 */
export function uniform(graph: Graph, x: Operand, low: Operand, high: Operand): Node {
  const [knownLow, knownHigh] = [knownValue(low), knownValue(high)];
  if (knownLow !== null && knownHigh !== null && !(knownLow < knownHigh && knownHigh - knownLow < Infinity)) {
    throw new RangeError(
      `uniform: low = ${knownLow}, high = ${knownHigh}; expected finite bounds, low below high`,
    );
  }
  const isInside = graph.multiply(graph.lessOrEqual(low, x), graph.lessOrEqual(x, high));
  const width = graph.subtract(high, low);
  return graph.select(
    graph.multiply(isInside, graph.less(0, width)),
    graph.negate(graph.log(width)),
    -Infinity,
  );
}
