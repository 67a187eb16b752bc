import { createDensity, type Density, Graph, square } from "../../density";

/** Rosenbrock's valley as a density: -((a - x)^2 + b (y - x^2)^2) / temperature. */
export function createRosenbrockDensity(): Density {
  const graph = new Graph();
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const [a, b, temperature] = [0, 1, 2].map((index) => graph.setting(index));
  const along = square(graph, graph.subtract(a, x));
  const across = graph.multiply(b, square(graph, graph.subtract(y, square(graph, x))));
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: ["a", "b", "temperature"],
    logDensity: graph.multiply(graph.divide(-1, temperature), graph.add(along, across)),
  });
}
