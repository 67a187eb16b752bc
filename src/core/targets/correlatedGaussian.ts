import { densityTarget } from "./densityTarget";
import { createCorrelatedGaussianDensity } from "./expressions";
import { normalDensity } from "./normalDensity";
import type { TargetDefinition, Truth } from "./target";
import { areDefaults, targetSetting } from "./targetSetting";

/** For the defaults: two-dimensional quadrature over target and proposal, good to 1e-4. */
const TABULATED: Truth["acceptanceRates"] = [
  { stepSize: 0.3, value: 0.609916, error: 1e-4 },
  { stepSize: 1, value: 0.235263, error: 1e-4 },
];

const settings = [
  targetSetting(
    "gaussianCorrelation",
    "correlation",
    [-0.99, 0.95, 0.99, 0.01],
    "Correlation of x and y; close to 1 the hill is a ridge that a round step does not fit.",
  ),
  targetSetting("gaussianSdX", "width in x", [0.1, 1, 3, 0.05], "Standard deviation of x."),
  targetSetting("gaussianSdY", "width in y", [0.1, 1, 3, 0.05], "Standard deviation of y."),
  targetSetting("gaussianMeanX", "mean of x", [-5, 0.5, 5, 0.05], "Mean of x.", { advanced: true }),
  targetSetting("gaussianMeanY", "mean of y", [-5, -1, 5, 0.05], "Mean of y.", { advanced: true }),
];

const density = createCorrelatedGaussianDensity();

export const correlatedGaussian: TargetDefinition = {
  key: "gaussian",
  label: "Correlated Gaussian",
  description:
    "A single normal density whose two coordinates move together: the simplest hill, and a ridge where they are strongly correlated.",
  settings,
  presets: [],
  create: (values) => {
    const mean = [values.gaussianMeanX, values.gaussianMeanY];
    const sd = [values.gaussianSdX, values.gaussianSdY];
    const rho = values.gaussianCorrelation;
    const narrowing = Math.sqrt(1 - rho * rho);
    return {
      ...densityTarget({ density, settingValues: Float64Array.of(...mean, ...sd, rho) }),
      box: mean.map((centre, i): [number, number] => [centre - 4 * sd[i], centre + 4 * sd[i]]),
      peaks: [mean],
      truth: {
        mean,
        sd,
        logNormalisingConstant: 0,
        marginalDensity: (axis, value) => normalDensity(value, mean[axis], sd[axis]),
        acceptanceRates: areDefaults(settings, values) ? TABULATED : [],
        drawExact: (stream, out) => {
          stream.normals(out, 2);
          const [z0, z1] = [out[0], out[1]];
          out[0] = mean[0] + sd[0] * z0;
          out[1] = mean[1] + sd[1] * (rho * z0 + narrowing * z1);
        },
      },
      modes: null,
    };
  },
};
