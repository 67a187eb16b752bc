import { densityTarget } from "./densityTarget";
import { createRosenbrockDensity } from "./expressions";
import { parabolaFacts } from "./parabolaFacts";
import type { TargetDefinition } from "./target";
import { targetSetting } from "./targetSetting";

/** Half the width of the box, in standard deviations of x: farther out the valley would be too thin to be seen. */
const REACH = 2.2;

const settings = [
  targetSetting(
    "rosenbrockTemperature",
    "temperature",
    [1, 20, 50, 0.5],
    "Flattens the density: the higher, the longer and wider the valley.",
  ),
  targetSetting(
    "rosenbrockB",
    "steepness",
    [1, 100, 200, 1],
    "How steep the walls of the valley are (b in the formula).",
    { scale: "log" },
  ),
  targetSetting(
    "rosenbrockA",
    "position of the peak",
    [-3, 1, 3, 0.05],
    "Where along x the peak is (a in the formula).",
    {
      advanced: true,
    },
  ),
];

const density = createRosenbrockDensity();

export const rosenbrock: TargetDefinition = {
  key: "rosenbrock",
  label: "Rosenbrock's valley",
  description:
    "The optimiser's test function as a density: a long, curved and very thin ridge. A step that fits across it takes ages along it.",
  settings,
  presets: [],
  gridNodes: 513,
  create: ({ rosenbrockA: a, rosenbrockB: b, rosenbrockTemperature: temperature }) => ({
    ...densityTarget({ density, settingValues: Float64Array.of(a, b, temperature) }),
    ...parabolaFacts(
      {
        mean: a,
        sd: Math.sqrt(temperature / 2),
        offset: 0,
        curvature: 1,
        noise: Math.sqrt(temperature / (2 * b)),
      },
      REACH,
    ),
    modes: null,
  }),
};
