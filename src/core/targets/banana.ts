import { densityTarget } from "./densityTarget";
import { createBananaDensity } from "./expressions";
import { parabolaFacts } from "./parabolaFacts";
import type { TargetDefinition } from "./target";
import { targetSetting } from "./targetSetting";

/** Half the width of the box, in standard deviations of x. */
const REACH = 3;

const settings = [
  targetSetting(
    "bananaBend",
    "bend",
    [0, 0.5, 1, 0.01],
    "How sharply the ridge bends; without a bend it is a normal density.",
  ),
  targetSetting("bananaWidth", "width", [0.5, 2, 3, 0.05], "Standard deviation of x, along the ridge."),
];

const density = createBananaDensity();

export const banana: TargetDefinition = {
  key: "banana",
  label: "Banana",
  description:
    "A normal density bent along a parabola. The ridge turns, so no one direction of a step suits all of it.",
  settings,
  presets: [],
  create: ({ bananaWidth: width, bananaBend: bend }) => ({
    ...densityTarget({ density, settingValues: Float64Array.of(width, bend) }),
    ...parabolaFacts({ mean: 0, sd: width, offset: -bend * width * width, curvature: bend, noise: 1 }, REACH),
    modes: null,
  }),
};
