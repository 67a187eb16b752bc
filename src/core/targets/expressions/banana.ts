import { createDensity, type Density, Graph, square } from "../../density";

/**
 * A normal bent along a parabola (Haario, Saksman and Tamminen 1999): x ~ N(0, width^2) and
 * y ~ N(bend (x^2 - width^2), 1), up to a constant.
 */
export function createBananaDensity(): Density {
  const graph = new Graph();
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const [width, bend] = [graph.setting(0), graph.setting(1)];
  const ridge = graph.multiply(bend, graph.subtract(square(graph, x), square(graph, width)));
  const zX = graph.multiply(graph.divide(1, width), x);
  const squares = graph.add(square(graph, zX), square(graph, graph.subtract(y, ridge)));
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: ["width", "bend"],
    logDensity: graph.multiply(-0.5, squares),
  });
}
