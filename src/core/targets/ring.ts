import { densityTarget } from "./densityTarget";
import { createRingDensity } from "./expressions";
import { ringTruth } from "./ringTruth";
import type { TargetDefinition } from "./target";
import { targetSetting } from "./targetSetting";

const settings = [
  targetSetting("ringRadius", "radius", [0.5, 3, 6, 0.1], "Distance of the ridge from the origin."),
  targetSetting("ringWidth", "width", [0.1, 0.5, 1.5, 0.05], "Standard deviation across the ridge."),
];

const density = createRingDensity();

export const ring: TargetDefinition = {
  key: "ring",
  label: "Ring",
  description:
    "A ridge that closes on itself around an empty middle: the mean of the target lies where hardly any of its mass is.",
  settings,
  presets: [],
  create: ({ ringRadius: radius, ringWidth: width }) => {
    const edge = radius + 4 * width;
    return {
      ...densityTarget({ density, settingValues: Float64Array.of(radius, width) }),
      truth: ringTruth(radius, width),
      box: [
        [-edge, edge],
        [-edge, edge],
      ],
      peaks: [[radius, 0]],
      modes: null,
    };
  },
};
