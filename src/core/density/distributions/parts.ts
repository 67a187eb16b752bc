import { logBeta } from "../../math/logBeta";
import type { Graph, Operand } from "../graph";
import type { Node } from "../node";

export const LOG_PI = 1.1447298858494002;
export const LOG_TWO = 0.6931471805599453;
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** The number behind an operand, where it is known when the expression is made. */
export function knownValue(operand: Operand): number | null {
  if (typeof operand === "number") return operand;
  return operand.kind === "constant" ? operand.value : null;
}

/**
 * Refuses a parameter whose value is known and not above 0.
 * @throws RangeError naming distribution, parameter and value
 */
export function mustBePositive(distribution: string, parameters: Readonly<Record<string, Operand>>): void {
  for (const [name, operand] of Object.entries(parameters)) {
    const value = knownValue(operand);
    if (value !== null && !(value > 0 && value < Infinity)) {
      throw new RangeError(`${distribution}: ${name} = ${value}; expected a finite number above 0`);
    }
  }
}

/** (x - location) / scale, as a product, so that a division by one scale for all data rows is done once. */
export function standardise(graph: Graph, x: Operand, location: Operand, scale: Operand): Node {
  return graph.multiply(graph.subtract(x, location), graph.divide(1, scale));
}

/** log B(a, b); exact also for large arguments where both are known, else by logGamma. */
export function logBetaOf(graph: Graph, a: Operand, b: Operand): Node {
  const [knownA, knownB] = [knownValue(a), knownValue(b)];
  if (knownA !== null && knownB !== null) return graph.constant(logBeta(knownA, knownB));
  const both = graph.add(graph.logGamma(a), graph.logGamma(b));
  return graph.subtract(both, graph.logGamma(graph.add(a, b)));
}

/** count * log(base), with 0 * log 0 = 0. */
export function timesLog(graph: Graph, count: Operand, logBase: Node): Node {
  return graph.select(graph.equal(count, 0), 0, graph.multiply(count, logBase));
}

/** 1 where x is a whole number, else 0 (also at infinity). */
export function isWhole(graph: Graph, x: Operand): Node {
  return graph.multiply(graph.equal(graph.floor(x), x), graph.less(graph.abs(x), Infinity));
}
