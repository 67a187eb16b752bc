import { defaultsOf, type NumberSetting, type NumberValues } from "../settings";
import { densityTarget } from "./densityTarget";
import { createMeanLogSdDensity } from "./expressions";
import { meanLogSdFacts } from "./meanLogSdTruth";
import { simulateNormalData, statisticsOf } from "./normalData";
import type { Target, TargetDefinition, Truth } from "./target";
import { areDefaults, targetSetting } from "./targetSetting";

/** For the article's 50 data: two-dimensional quadrature over target and proposal, good to 1e-4. */
const ARTICLE_ACCEPTANCE_RATES: Truth["acceptanceRates"] = [
  { stepSize: 0.05, value: 0.8113, error: 1e-4 },
  { stepSize: 0.15, value: 0.50712, error: 1e-4 },
  { stepSize: 0.3, value: 0.25942, error: 1e-4 },
  { stepSize: 0.5, value: 0.12598, error: 1e-4 },
  { stepSize: 1, value: 0.0377, error: 1e-4 },
];

const density = createMeanLogSdDensity();

/**
 * Posterior of the mean and the log standard deviation of normal data; its formula is in expressions/meanLogSd.ts.
 * @throws RangeError where there are fewer than two data, one is not finite, or all are equal
 */
export function createMeanLogSd(data: Float64Array, acceptanceRates: Truth["acceptanceRates"] = []): Target {
  const statistics = statisticsOf(data);
  const { n, mean, scatter } = statistics;
  return {
    ...densityTarget({ density, settingValues: Float64Array.of(n, mean, scatter) }),
    ...meanLogSdFacts(statistics, acceptanceRates),
    modes: null,
  };
}

const settings: readonly NumberSetting[] = [
  targetSetting(
    "numPoints",
    "data points",
    [5, 50, 100_000, 1],
    "How many data are simulated; the first 50 are the article's.",
    { integer: true, scale: "log" },
  ),
  targetSetting(
    "dataMean",
    "their mean",
    [-10, 3, 10, 0.1],
    "Mean of the normal that the data are drawn from.",
    {
      advanced: true,
    },
  ),
  targetSetting(
    "dataSd",
    "their sd",
    [0.1, 1.5, 10, 0.1],
    "Standard deviation of the normal that the data are drawn from.",
    { advanced: true },
  ),
  targetSetting(
    "dataSeed",
    "their seed",
    [0, 42, 4294967295, 1],
    "Seed of numpy's RandomState, which draws the data; the article's is 42.",
    { advanced: true, integer: true },
  ),
];

const DEFAULTS = defaultsOf(settings) as NumberValues;

/** The data that a set of values stands for, and whether they are the article's. */
function simulated(values: NumberValues): { readonly data: Float64Array; readonly isArticles: boolean } {
  const { numPoints, dataMean, dataSd, dataSeed } = { ...DEFAULTS, ...values };
  return {
    data: simulateNormalData(numPoints, dataMean, dataSd, dataSeed),
    isArticles: areDefaults(settings, values),
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
