import { createDensity, type Density, Graph, square } from "../../density";
import { multivariateNormal } from "../../density/distributions";

/** A normal in two dimensions; normalised. */
export function createCorrelatedGaussianDensity(): Density {
  const graph = new Graph();
  const [meanX, meanY, sdX, sdY, correlation] = [0, 1, 2, 3, 4].map((index) => graph.setting(index));
  const narrowing = graph.sqrt(graph.subtract(1, square(graph, correlation)));
  const cholesky = [[sdX], [graph.multiply(correlation, sdY), graph.multiply(sdY, narrowing)]];
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: ["meanX", "meanY", "sdX", "sdY", "correlation"],
    logDensity: multivariateNormal(graph, [graph.parameter(0), graph.parameter(1)], [meanX, meanY], cholesky),
  });
}
