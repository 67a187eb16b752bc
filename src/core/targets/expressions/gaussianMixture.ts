import { clamp, createDensity, type Density, Graph, logAddExp, square, sum } from "../../density";
import type { Node } from "../../density";

const LOG_TWO_PI = 1.8378770664093453;

/** The settings of the mixture, in the order in which the expression takes their values. */
export const mixtureSettingNames = [
  "separation",
  "width1",
  "width2",
  "correlation",
  "weight",
  "rise",
  "centreX",
  "centreY",
  "aspect1",
  "aspect2",
  "correlationDifference",
] as const;

type MixtureSetting = (typeof mixtureSettingNames)[number];

/** Log of weight times density of one component; the sign is -1 for the first, on the left, and 1 for the second. */
function logTerm(graph: Graph, setting: (name: MixtureSetting) => Node, sign: -1 | 1): Node {
  const [x, y] = [graph.parameter(0), graph.parameter(1)];
  const [sdX, aspect] =
    sign < 0 ? [setting("width1"), setting("aspect1")] : [setting("width2"), setting("aspect2")];
  const weight = sign < 0 ? setting("weight") : graph.subtract(1, setting("weight"));
  const sdY = graph.multiply(sdX, aspect);
  const ownCorrelation = graph.multiply(0.5 * sign, setting("correlationDifference"));
  const rho = clamp(graph, graph.subtract(setting("correlation"), ownCorrelation), -0.99, 0.99);
  // The share of the standard deviation of y that x does not explain.
  const narrowing = graph.sqrt(graph.subtract(1, square(graph, rho)));
  const narrowSd = graph.multiply(sdY, narrowing);

  const dx = graph.subtract(
    x,
    graph.add(setting("centreX"), graph.multiply(0.5 * sign, setting("separation"))),
  );
  const dy = graph.subtract(y, graph.add(setting("centreY"), graph.multiply(0.5 * sign, setting("rise"))));
  const zX = graph.multiply(graph.divide(1, sdX), dx);
  const zY = graph.subtract(
    graph.multiply(graph.divide(1, narrowSd), dy),
    graph.multiply(graph.divide(rho, graph.multiply(sdX, narrowing)), dx),
  );
  const logScale = graph.subtract(
    graph.subtract(graph.log(weight), LOG_TWO_PI),
    graph.log(graph.multiply(sdX, narrowSd)),
  );
  const squares = sum(graph, [square(graph, zX), square(graph, zY)]);
  return graph.subtract(logScale, graph.multiply(0.5, squares));
}

/** Two correlated normals, written as a normal in x times a normal in y given x; normalised. */
export function createMixtureDensity(): Density {
  const graph = new Graph();
  const setting = (name: MixtureSetting): Node => graph.setting(mixtureSettingNames.indexOf(name));
  return createDensity({
    graph,
    parameterNames: ["x", "y"],
    settingNames: mixtureSettingNames,
    logDensity: logAddExp(graph, logTerm(graph, setting, -1), logTerm(graph, setting, 1)),
  });
}
