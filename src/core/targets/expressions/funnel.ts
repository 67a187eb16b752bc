import { createDensity, type Density, Graph, square } from "../../density";

/** Neal's funnel (Annals of Statistics 31, 2003) in two dimensions: v ~ N(0, sd^2), x ~ N(0, e^v), up to a constant. */
export function createFunnelDensity(): Density {
  const graph = new Graph();
  const [v, x] = [graph.parameter(0), graph.parameter(1)];
  const zV = graph.multiply(graph.divide(1, graph.setting(0)), v);
  // Scaled before it is squared: far down the neck e^-v overflows long before the density does.
  const zX = graph.multiply(x, graph.exp(graph.multiply(-0.5, v)));
  const squares = graph.add(square(graph, zV), square(graph, zX));
  return createDensity({
    graph,
    parameterNames: ["v", "x"],
    settingNames: ["sd"],
    logDensity: graph.multiply(-0.5, graph.add(squares, v)),
  });
}
