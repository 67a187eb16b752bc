import { createDensity, type Density, Graph, rowCount, square, sum } from "../../density";

/**
 * Posterior of the mean and the log standard deviation of normal data (one column), up to a constant:
 * -sum(((y - mu) / sigma)^2) / 2 - n log sigma - (mu / 10)^2 / 2 - (log sigma / 2)^2 / 2.
 */
export function createMeanLogSdDensity(): Density {
  const graph = new Graph();
  const [mu, logSigma] = [graph.parameter(0), graph.parameter(1)];
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), mu)));
  const misfit = graph.multiply(squares, graph.exp(graph.multiply(-2, logSigma)));
  const priors = graph.add(square(graph, graph.divide(mu, 10)), square(graph, graph.divide(logSigma, 2)));
  return createDensity({
    graph,
    parameterNames: ["μ", "log σ"],
    columnNames: ["data"],
    logDensity: sum(graph, [
      graph.multiply(-0.5, misfit),
      graph.multiply(graph.negate(rowCount(graph)), logSigma),
      graph.multiply(-0.5, priors),
    ]),
  });
}
