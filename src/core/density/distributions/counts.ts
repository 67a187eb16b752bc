/**
 * Log probabilities of counts and of yes-or-no outcomes; -Infinity where the count is not a whole number in
 * range or a parameter is out of its domain, with gradient 0 there.
 */
import { softplus, within } from "../builders";
import type { Graph, Operand } from "../graph";
import type { Node } from "../node";
import { isWhole, knownValue, logBetaOf, timesLog } from "./parts";

/** @throws RangeError where the rate is known and not a finite number from 0 up */
export function poisson(graph: Graph, count: Operand, rate: Operand): Node {
  const known = knownValue(rate);
  if (known !== null && !(known >= 0 && known < Infinity)) {
    throw new RangeError(`poisson: rate = ${known}; expected a finite number from 0 up`);
  }
  const value = graph.subtract(
    graph.subtract(timesLog(graph, count, graph.log(rate)), rate),
    logFactorial(graph, count),
  );
  return within(graph, [...isCount(graph, count), graph.lessOrEqual(0, rate)], value);
}

/** Poisson with the logarithm of its rate, as regressions have it. */
export function poissonLog(graph: Graph, count: Operand, logRate: Operand): Node {
  const value = graph.subtract(graph.multiply(count, logRate), graph.exp(logRate));
  return within(graph, isCount(graph, count), graph.subtract(value, logFactorial(graph, count)));
}

/** @throws RangeError where the probability is known and not in [0, 1] */
export function binomial(graph: Graph, successes: Operand, trials: Operand, probability: Operand): Node {
  const known = knownValue(probability);
  if (known !== null && !(known >= 0 && known <= 1)) {
    throw new RangeError(`binomial: probability = ${known}; expected a number from 0 to 1`);
  }
  const failures = graph.subtract(trials, successes);
  const logFailure = graph.log1p(graph.negate(probability));
  const likelihood = graph.add(
    timesLog(graph, successes, graph.log(probability)),
    timesLog(graph, failures, logFailure),
  );
  // n over k = 1 / ((n + 1) B(k + 1, n - k + 1))
  const ways = graph.add(
    graph.log(graph.add(trials, 1)),
    logBetaOf(graph, graph.add(successes, 1), graph.add(failures, 1)),
  );
  const conditions = [
    ...isCount(graph, successes),
    ...isCount(graph, failures),
    graph.lessOrEqual(0, probability),
    graph.lessOrEqual(probability, 1),
  ];
  return within(graph, conditions, graph.subtract(likelihood, ways));
}

/** `outcome` is 1 or 0; 1 has the probability 1 / (1 + e^-logit). */
export function bernoulliLogit(graph: Graph, outcome: Operand, logit: Operand): Node {
  const towardsFailure = graph.multiply(graph.subtract(1, graph.multiply(2, outcome)), logit);
  const isOutcome = graph.add(graph.equal(outcome, 0), graph.equal(outcome, 1));
  return within(graph, [isOutcome], graph.negate(softplus(graph, towardsFailure)));
}

function isCount(graph: Graph, count: Operand): Node[] {
  return [graph.lessOrEqual(0, count), isWhole(graph, count)];
}

function logFactorial(graph: Graph, count: Operand): Node {
  return graph.logGamma(graph.add(count, 1));
}
