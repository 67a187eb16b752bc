import { gridNode } from "../../core/coin";
import type { BetaShapes, FlipCounts } from "../../core/conjugate";
import { exp, log, log1p } from "../../core/math/elementary";

/**
 * Grids in logarithms, so that a prior worth hundreds of flips or a sequence of thousands underflows nowhere.
 * What the grid in core/coin gives flip by flip is the same up to rounding.
 */
export interface LogGrid {
  /** Probabilities at the nodes; they add up to 1. */
  readonly probabilities: Float64Array;
  /** log of the sum of prior times likelihood, the prior's probabilities adding up to 1. */
  readonly logEvidence: number;
}

/** log x^power; 0 to the power of 0 is 1. */
const logPower = (power: number, logX: number): number => (power === 0 ? 0 : power * logX);

/**
 * log density of Beta(alpha, beta) at every node, up to a constant. Where it is infinite at an end (a shape
 * below 1), that node has what its half cell holds, spread over a whole one: d^(shape - 1) / (2 shape) for a half
 * cell d wide.
 */
export function logBetaAtNodes({ alpha, beta }: BetaShapes, numNodes: number): Float64Array {
  const halfCell = 0.5 / (numNodes - 1);
  const atEnd = (shape: number): number => (shape - 1) * log(halfCell) - log(2 * shape);
  return Float64Array.from({ length: numNodes }, (_, i) => {
    const bias = gridNode(i, numNodes);
    if (i === 0 && alpha < 1) return atEnd(alpha);
    if (i === numNodes - 1 && beta < 1) return atEnd(beta);
    return logPower(alpha - 1, log(bias)) + logPower(beta - 1, log1p(-bias));
  });
}

/** The posterior on the grid, and its evidence, from a Beta prior and the counts. */
export function logGrid(prior: BetaShapes, { heads, tails }: FlipCounts, numNodes: number): LogGrid {
  const logPrior = logBetaAtNodes(prior, numNodes);
  const logJoint = logPrior.map((value, i) => {
    const bias = gridNode(i, numNodes);
    return value + logPower(heads, log(bias)) + logPower(tails, log1p(-bias));
  });
  const logTotal = logSum(logJoint);
  return {
    probabilities: logJoint.map((value) => exp(value - logTotal)),
    logEvidence: logTotal - logSum(logPrior),
  };
}

function logSum(logs: Float64Array): number {
  let highest = -Infinity;
  for (const value of logs) highest = Math.max(highest, value);
  let sum = 0;
  for (const value of logs) sum += exp(value - highest);
  return highest + log(sum);
}
