import { createDensity, evaluate, Graph, square, sum } from "../../../src/core/density";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { Target } from "../../../src/core/targets";
import { createMeanLogSd } from "../../../src/core/targets/meanLogSd";

/** Normal data far from zero. */
export function farData(count: number): Float64Array {
  const data = new Float64Array(count);
  Stream.from(7, 0, StreamPurpose.test).normals(data, count);
  return data.map((z) => 1000 + 0.05 * z);
}

const density = (() => {
  const graph = new Graph();
  const [mu, logSigma] = [graph.parameter(0), graph.parameter(1)];
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), mu)));
  const misfit = graph.multiply(squares, graph.exp(graph.multiply(-2, logSigma)));
  const priors = graph.add(square(graph, graph.divide(mu, 10)), square(graph, graph.divide(logSigma, 2)));
  return createDensity({
    graph,
    parameterNames: ["mu", "log sigma"],
    columnNames: ["data"],
    logDensity: sum(graph, [
      graph.multiply(-0.5, misfit),
      graph.multiply(graph.negate(graph.rowSum(1)), logSigma),
      graph.multiply(-0.5, priors),
    ]),
  });
})();

/** The posterior of the target meanLogSd, but summed over the data each time. */
export function rowsTarget(count: number, data = farData(count)): Target {
  const columns = [data];
  return {
    ...createMeanLogSd(data),
    density,
    settingValues: new Float64Array(0),
    columns,
    logDensity: (position) => evaluate(density, { position: Array.from(position), columns }),
  };
}
