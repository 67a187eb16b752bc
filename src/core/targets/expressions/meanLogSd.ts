import { createDensity, type Density, Graph, square, sum } from "../../density";

/**
 * Posterior of the mean and the log standard deviation of normal data, up to a constant:
 * -sum(((y - mu) / sigma)^2) / 2 - n log sigma - (mu / 10)^2 / 2 - (log sigma / 2)^2 / 2.
 * The data come as their number, mean and sum of squared differences from it, so a step costs the same for ten and
 * for a million.
 */
export function createMeanLogSdDensity(): Density {
  const graph = new Graph();
  const [mu, logSigma] = [graph.parameter(0), graph.parameter(1)];
  const [n, mean, scatter] = [0, 1, 2].map((index) => graph.setting(index));
  const squares = graph.add(scatter, graph.multiply(n, square(graph, graph.subtract(mean, mu))));
  const misfit = graph.multiply(squares, graph.exp(graph.multiply(-2, logSigma)));
  const priors = graph.add(square(graph, graph.divide(mu, 10)), square(graph, graph.divide(logSigma, 2)));
  return createDensity({
    graph,
    parameterNames: ["μ", "log σ"],
    settingNames: ["n", "mean", "scatter"],
    logDensity: sum(graph, [
      graph.multiply(-0.5, misfit),
      graph.multiply(graph.negate(n), logSigma),
      graph.multiply(-0.5, priors),
    ]),
  });
}
