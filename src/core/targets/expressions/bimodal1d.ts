import { createDensity, type Density, Graph, logAddExp } from "../../density";
import { normal } from "../../density/distributions";

/** Two normals on a line; the first has the share `weight`. Normalised. */
export function createBimodal1dDensity(): Density {
  const graph = new Graph();
  const x = graph.parameter(0);
  const [weight, mean1, sd1, mean2, sd2] = [0, 1, 2, 3, 4].map((index) => graph.setting(index));
  const first = graph.add(graph.log(weight), normal(graph, x, mean1, sd1));
  const second = graph.add(graph.log(graph.subtract(1, weight)), normal(graph, x, mean2, sd2));
  return createDensity({
    graph,
    parameterNames: ["x"],
    settingNames: ["weight", "mean1", "sd1", "mean2", "sd2"],
    logDensity: logAddExp(graph, first, second),
  });
}
