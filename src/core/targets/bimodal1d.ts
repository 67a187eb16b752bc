import { exp, log } from "../math/elementary";
import { densityTarget } from "./densityTarget";
import { createBimodal1dDensity } from "./expressions";
import { normalDensity } from "./normalDensity";
import type { TargetDefinition } from "./target";
import { targetSetting } from "./targetSetting";

const settings = [
  targetSetting(
    "lineWeight",
    "weight of 1",
    [0.02, 0.4, 0.98, 0.01],
    "Share of the first normal in the mixture.",
  ),
  targetSetting("lineMean1", "mean 1", [-6, -1.5, 6, 0.1], "Mean of the first normal."),
  targetSetting("lineSd1", "width 1", [0.1, 0.5, 3, 0.05], "Standard deviation of the first normal."),
  targetSetting("lineMean2", "mean 2", [-6, 2, 6, 0.1], "Mean of the second normal."),
  targetSetting("lineSd2", "width 2", [0.1, 0.8, 3, 0.05], "Standard deviation of the second normal."),
];

const density = createBimodal1dDensity();

/** Two normals on a line: the one target with one parameter, shown as a curve that the chains follow through time. */
export const bimodal1d: TargetDefinition = {
  key: "bimodal1d",
  label: "Two Gaussians on a line",
  description: "A mixture of two normal densities in one dimension, with a valley between them.",
  settings,
  presets: [],
  hasModes: true,
  create: (values) => {
    const { lineWeight: weight } = values;
    const weights = [weight, 1 - weight] as const;
    const means = [values.lineMean1, values.lineMean2];
    const sds = [values.lineSd1, values.lineSd2];
    const mean = weights[0] * means[0] + weights[1] * means[1];
    const between = weights[0] * weights[1] * (means[0] - means[1]) * (means[0] - means[1]);
    const within = weights[0] * sds[0] * sds[0] + weights[1] * sds[1] * sds[1];
    const logTerm = (k: 0 | 1, x: number): number => {
      const z = (x - means[k]) / sds[k];
      return log(weights[k] / sds[k]) - 0.5 * z * z;
    };
    return {
      ...densityTarget({
        density,
        settingValues: Float64Array.of(weight, means[0], sds[0], means[1], sds[1]),
      }),
      box: [
        [
          Math.min(means[0] - 4 * sds[0], means[1] - 4 * sds[1]),
          Math.max(means[0] + 4 * sds[0], means[1] + 4 * sds[1]),
        ],
      ],
      peaks: means.map((each) => [each]),
      truth: {
        mean: [mean],
        sd: [Math.sqrt(within + between)],
        logNormalisingConstant: 0,
        marginalDensity: (_axis, value) =>
          weights[0] * normalDensity(value, means[0], sds[0]) +
          weights[1] * normalDensity(value, means[1], sds[1]),
        acceptanceRates: [],
        drawExact: (stream, out) => {
          const k = stream.uniform() < weight ? 0 : 1;
          stream.normals(out, 1);
          out[0] = means[k] + sds[k] * out[0];
        },
      },
      modes: {
        shares: weights,
        responsibility: (position) => {
          const difference = logTerm(1, position[0]) - logTerm(0, position[0]);
          // Outside, where both terms are -Infinity, nothing tells them apart but their weights.
          return difference === difference ? 1 / (1 + exp(difference)) : weight;
        },
      },
    };
  },
};
