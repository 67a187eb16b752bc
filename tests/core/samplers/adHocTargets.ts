import { createDensity, Graph, square, sum } from "../../../src/core/density";
import type { Target } from "../../../src/core/targets";
import { densityTarget } from "../../../src/core/targets/densityTarget";

/** The standard normal in any dimension. */
export function createStandardNormal(dimension: number): Target {
  const graph = new Graph();
  const zeros = Array.from({ length: dimension }, () => 0);
  const squares = zeros.map((_, i) => square(graph, graph.parameter(i)));
  const density = createDensity({
    graph,
    parameterNames: zeros.map((_, i) => `x${i + 1}`),
    logDensity: graph.multiply(-0.5, sum(graph, squares)),
  });
  return {
    ...densityTarget({ density, settingValues: new Float64Array(0) }),
    box: zeros.map((): [number, number] => [-5, 5]),
    peaks: [zeros],
    truth: {
      mean: zeros,
      sd: zeros.map(() => 1),
      logNormalisingConstant: 0.5 * dimension * Math.log(2 * Math.PI),
      marginalDensity: (_, value) => Math.exp(-0.5 * value * value) / Math.sqrt(2 * Math.PI),
      acceptanceRates: [],
      drawExact: (stream, out) => stream.normals(out, dimension),
    },
    modes: null,
  };
}
