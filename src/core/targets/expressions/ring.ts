import { createDensity, type Density, Graph, square } from "../../density";

/** A normal in the distance from the origin, up to a constant; the gradient at the origin, a cusp, is 0. */
export function createRingDensity(): Density {
  const graph = new Graph();
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const [radius, width] = [graph.setting(0), graph.setting(1)];
  const squares = graph.add(square(graph, x), square(graph, y));
  // sqrt has no derivative at 0, and 0 times its infinite slope would be NaN.
  const distance = graph.select(graph.equal(squares, 0), 0, graph.sqrt(squares));
  const z = graph.multiply(graph.divide(1, width), graph.subtract(distance, radius));
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: ["radius", "width"],
    logDensity: graph.multiply(-0.5, square(graph, z)),
  });
}
