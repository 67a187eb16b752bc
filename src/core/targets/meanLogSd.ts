import { exp, log } from "../math/elementary";
import { defaultsOf, type NumberSetting, type NumberValues } from "../settings";
import { PRIOR_SD_LOG_SIGMA, PRIOR_SD_MU, meanLogSdFacts } from "./meanLogSdTruth";
import { simulateNormalData, statisticsOf, type SufficientStatistics } from "./normalData";
import type { Target, TargetDefinition, Truth } from "./target";

/** For the article's 50 data: two-dimensional quadrature over target and proposal, good to 1e-4. */
const ARTICLE_ACCEPTANCE_RATES: Truth["acceptanceRates"] = [
  { stepSize: 0.05, value: 0.8113, error: 1e-4 },
  { stepSize: 0.15, value: 0.50712, error: 1e-4 },
  { stepSize: 0.3, value: 0.25942, error: 1e-4 },
  { stepSize: 0.5, value: 0.12598, error: 1e-4 },
  { stepSize: 1, value: 0.0377, error: 1e-4 },
];

/**
 * Arguments of shaders/targets/meanLogSd.wgsl and the scale of its rounding. Data and positions go there as
 * differences from the data's mean and log standard deviation, so that their digits are not spent on the mean,
 * and so does the likelihood: with 100,000 data it is a large number that hardly changes.
 */
function inFloat32(
  data: Float64Array,
  { n, mean, scatter }: SufficientStatistics,
): Pick<Target, "gpu" | "termSize"> {
  const scale = Math.sqrt(scatter / n);
  const logScale = log(scale);
  const standardised = data.map((y) => (y - mean) / scale);
  let sizes = 0;
  for (const z of standardised) sizes += Math.abs(z);
  const priors = [
    [1 / PRIOR_SD_MU, mean / PRIOR_SD_MU],
    [1 / PRIOR_SD_LOG_SIGMA, logScale / PRIOR_SD_LOG_SIGMA],
  ];
  return {
    gpu: {
      origin: [mean, logScale],
      offset: -n * (logScale + 0.5),
      parameters: Float32Array.from([n, 1 / scale, ...priors.flat()]),
      data: Float32Array.from(standardised),
    },
    termSize: (position) => {
      const shift = [position[0] - mean, position[1] - logScale];
      const centre = Math.abs(shift[0] / scale);
      const precision = exp(-2 * shift[1]);
      // Each datum gives centre (centre - 2 z).
      const misfit = 0.5 * precision * centre * (n * centre + 2 * sizes);
      const spread = n * (Math.abs(shift[1]) + 0.5 * (1 + precision * (1 + 2 * Math.abs(shift[1]))));
      let prior = 0;
      priors.forEach(([inverseSd, atOrigin], i) => {
        const moved = inverseSd * shift[i];
        prior += 0.5 * Math.abs(moved + atOrigin) * (Math.abs(moved) + Math.abs(atOrigin));
      });
      // exp carries the rounding of its argument; the sum adds up ceil(n / 32) blocks of 32 data.
      return 1 + misfit * (1 + Math.abs(shift[1]) + n / 1024) + spread + prior;
    },
  };
}

/**
 * Posterior of the mean and the log standard deviation of normal data, up to a constant:
 * -sum(((y - mu) / sigma)^2) / 2 - n log sigma - (mu / 10)^2 / 2 - (log sigma / 2)^2 / 2.
 * The sum is taken once, about the data's mean: a step costs the same for ten data and for a million.
 * @throws RangeError where there are fewer than two data, one is not finite, or all are equal
 */
export function createMeanLogSd(data: Float64Array, acceptanceRates: Truth["acceptanceRates"] = []): Target {
  const statistics = statisticsOf(data);
  const { n, mean, scatter } = statistics;

  const logDensity = (position: ArrayLike<number>): number => {
    const [mu, logSigma] = [position[0], position[1]];
    const squares = scatter + n * (mean - mu) * (mean - mu);
    const priorMu = mu / PRIOR_SD_MU;
    const priorLogSigma = logSigma / PRIOR_SD_LOG_SIGMA;
    const value =
      -0.5 * squares * exp(-2 * logSigma) -
      n * logSigma -
      0.5 * priorMu * priorMu -
      0.5 * priorLogSigma * priorLogSigma;
    // So far out that a square or the precision overflows: outside.
    return value === value ? value : -Infinity;
  };

  return {
    dimension: 2,
    parameterNames: ["μ", "log σ"],
    logDensity,
    logDensityAndGradient: (position, gradient) => {
      const [mu, logSigma] = [position[0], position[1]];
      const precision = exp(-2 * logSigma);
      const squares = scatter + n * (mean - mu) * (mean - mu);
      gradient[0] = n * (mean - mu) * precision - mu / (PRIOR_SD_MU * PRIOR_SD_MU);
      gradient[1] = squares * precision - n - logSigma / (PRIOR_SD_LOG_SIGMA * PRIOR_SD_LOG_SIGMA);
      return logDensity(position);
    },
    ...meanLogSdFacts(statistics, acceptanceRates),
    modes: null,
    ...inFloat32(data, statistics),
  };
}

const setting = (
  key: string,
  label: string,
  description: string,
  [min, initial, max, step]: readonly [number, number, number, number],
  more: Partial<NumberSetting> = {},
): NumberSetting => ({
  kind: "number",
  group: "Target",
  key,
  label,
  description,
  min,
  default: initial,
  max,
  step,
  restartsRun: true,
  ...more,
});

const settings: readonly NumberSetting[] = [
  setting(
    "numPoints",
    "data points",
    "How many data are simulated; the first 50 are the article's.",
    [5, 50, 100_000, 1],
    { integer: true, scale: "log" },
  ),
  setting("dataMean", "their mean", "Mean of the normal that the data are drawn from.", [-10, 3, 10, 0.1], {
    advanced: true,
  }),
  setting(
    "dataSd",
    "their sd",
    "Standard deviation of the normal that the data are drawn from.",
    [0.1, 1.5, 10, 0.1],
    {
      advanced: true,
    },
  ),
  setting(
    "dataSeed",
    "their seed",
    "Seed of numpy's RandomState, which draws the data; the article's is 42.",
    [0, 42, 4294967295, 1],
    { advanced: true, integer: true },
  ),
];

const DEFAULTS = defaultsOf(settings) as NumberValues;

/** The data that a set of values stands for, and whether they are the article's. */
function simulated(values: NumberValues): { readonly data: Float64Array; readonly isArticles: boolean } {
  const { numPoints, dataMean, dataSd, dataSeed } = { ...DEFAULTS, ...values };
  return {
    data: simulateNormalData(numPoints, dataMean, dataSd, dataSeed),
    isArticles: settings.every(({ key }) => (values[key] ?? DEFAULTS[key]) === DEFAULTS[key]),
  };
}

export const meanLogSd: TargetDefinition = {
  key: "meanLogSd",
  label: "Mean and log sd of data",
  description:
    "The posterior of the mean and the log standard deviation of normal data, under the priors μ ~ N(0, 10²) and log σ ~ N(0, 2²).",
  settings,
  presets: [],
  dataOf: (values) => simulated(values).data,
  create: (values, own) => {
    if (own) return createMeanLogSd(own);
    const { data, isArticles } = simulated(values);
    return createMeanLogSd(data, isArticles ? ARTICLE_ACCEPTANCE_RATES : []);
  },
};
