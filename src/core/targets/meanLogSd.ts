import { exp, log } from "../math/elementary";
import type { Stream } from "../random";
import { ARTICLE_DATA } from "./articleData";
import type { Target, TargetDefinition, Truth } from "./target";

const LOG_TWO_PI = 1.8378770664093453;
/** Prior standard deviations: mu ~ N(0, 10^2), log sigma ~ N(0, 2^2). */
const PRIOR_SD_MU = 10;
const PRIOR_SD_LOG_SIGMA = 2;

/** The posterior of log sigma, tabulated; given sigma, mu is normal. */
interface LogSigmaTable {
  readonly nodes: Float64Array;
  /** Probability of each node in the trapezoidal rule (the ends carry next to nothing). */
  readonly probabilities: Float64Array;
  readonly cumulative: Float64Array;
  readonly muMean: Float64Array;
  readonly muSd: Float64Array;
  readonly logIntegral: number;
}

interface SufficientStatistics {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared differences from the mean. */
  readonly scatter: number;
}

function statisticsOf(data: ArrayLike<number>): SufficientStatistics {
  const n = data.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += data[i] / n;
  let scatter = 0;
  for (let i = 0; i < n; i++) scatter += (data[i] - mean) * (data[i] - mean);
  return { n, mean, scatter };
}

/** The normal distribution of mu given log sigma, and the log density of log sigma with mu integrated out. */
function givenLogSigma(
  { n, mean, scatter }: SufficientStatistics,
  logSigma: number,
): { muMean: number; muSd: number; logMass: number } {
  const priorPrecision = 1 / (PRIOR_SD_MU * PRIOR_SD_MU);
  const precision = exp(-2 * logSigma);
  const total = n * precision + priorPrecision;
  const prior = logSigma / PRIOR_SD_LOG_SIGMA;
  const misfit = scatter * precision + ((n * precision * priorPrecision) / total) * mean * mean;
  return {
    muMean: (n * precision * mean) / total,
    muSd: Math.sqrt(1 / total),
    logMass: -n * logSigma - 0.5 * misfit - 0.5 * prior * prior + 0.5 * (LOG_TWO_PI - log(total)),
  };
}

/**
 * Integrates mu out in closed form and tabulates log sigma on equidistant nodes. The integrand is
 * smooth and vanishes at both ends, so the trapezoidal rule converges faster than any power of the step.
 */
function tabulateLogSigma(statistics: SufficientStatistics): LogSigmaTable {
  const { n, scatter } = statistics;
  const centre = 0.5 * log(scatter / n);
  const reach = 12 / Math.sqrt(2 * n);
  const count = 4001;
  const nodes = new Float64Array(count);
  const logMass = new Float64Array(count);
  const muMean = new Float64Array(count);
  const muSd = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    nodes[i] = centre + reach * ((2 * i) / (count - 1) - 1);
    const given = givenLogSigma(statistics, nodes[i]);
    muMean[i] = given.muMean;
    muSd[i] = given.muSd;
    logMass[i] = given.logMass;
  }
  let highest = -Infinity;
  for (const value of logMass) highest = Math.max(highest, value);
  const probabilities = logMass.map((value) => exp(value - highest));
  let sum = 0;
  for (const value of probabilities) sum += value;
  const spacing = (2 * reach) / (count - 1);
  const cumulative = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    probabilities[i] /= sum;
    cumulative[i] = i === 0 ? 0 : cumulative[i - 1] + 0.5 * (probabilities[i - 1] + probabilities[i]);
  }
  return { nodes, probabilities, cumulative, muMean, muSd, logIntegral: highest + log(sum * spacing) };
}

function truthOf(statistics: SufficientStatistics, table: LogSigmaTable): Truth {
  const { nodes, probabilities, cumulative, muMean, muSd } = table;
  const expectation = (f: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < nodes.length; i++) sum += probabilities[i] * f(i);
    return sum;
  };
  const meanMu = expectation((i) => muMean[i]);
  const meanLogSigma = expectation((i) => nodes[i]);
  const varianceMu = expectation((i) => muSd[i] * muSd[i] + (muMean[i] - meanMu) * (muMean[i] - meanMu));
  const varianceLogSigma = expectation((i) => (nodes[i] - meanLogSigma) * (nodes[i] - meanLogSigma));
  const spacing = nodes[1] - nodes[0];

  /** Index of the last node whose cumulative probability is at most p. */
  const nodeBelow = (p: number): number => {
    let low = 0;
    let high = nodes.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (cumulative[middle] <= p) low = middle;
      else high = middle;
    }
    return low;
  };

  return {
    mean: [meanMu, meanLogSigma],
    sd: [Math.sqrt(varianceMu), Math.sqrt(varianceLogSigma)],
    logNormalisingConstant: table.logIntegral,
    marginalDensity: (axis, value) => {
      if (axis === 0) {
        return expectation((i) => {
          const z = (value - muMean[i]) / muSd[i];
          return exp(-0.5 * (z * z + LOG_TWO_PI)) / muSd[i];
        });
      }
      const logDensity = givenLogSigma(statistics, value).logMass - table.logIntegral;
      // So far out that the misfit overflows: no density.
      return logDensity === logDensity ? exp(logDensity) : 0;
    },
    // Two-dimensional quadrature over target and proposal, good to 1e-4.
    acceptanceRates: [
      { stepSize: 0.05, value: 0.8113, error: 1e-4 },
      { stepSize: 0.15, value: 0.50712, error: 1e-4 },
      { stepSize: 0.3, value: 0.25942, error: 1e-4 },
      { stepSize: 0.5, value: 0.12598, error: 1e-4 },
      { stepSize: 1, value: 0.0377, error: 1e-4 },
    ],
    drawExact: (stream: Stream, out: Float64Array) => {
      const p = stream.uniform();
      stream.normals(out, 1);
      const i = nodeBelow(p);
      const within = Math.min(1, (p - cumulative[i]) / (cumulative[i + 1] - cumulative[i]));
      const mean = muMean[i] + within * (muMean[i + 1] - muMean[i]);
      const sd = muSd[i] + within * (muSd[i + 1] - muSd[i]);
      out[0] = mean + sd * out[0];
      out[1] = nodes[i] + within * spacing;
    },
  };
}

/**
 * Arguments of shaders/targets/meanLogSd.wgsl and the scale of its rounding. Data and positions go there as
 * differences from the data's mean and log standard deviation, so that their digits are not spent on the mean.
 */
function inFloat32(
  data: Float64Array,
  { n, mean, scatter }: SufficientStatistics,
): Pick<Target, "gpu" | "termSize"> {
  const scale = Math.sqrt(scatter / n);
  const logScale = log(scale);
  const standardised = data.map((y) => (y - mean) / scale);
  const priors = [
    [1 / PRIOR_SD_MU, mean / PRIOR_SD_MU],
    [1 / PRIOR_SD_LOG_SIGMA, logScale / PRIOR_SD_LOG_SIGMA],
  ];
  return {
    gpu: {
      origin: [mean, logScale],
      parameters: Float32Array.from([n, 1 / scale, n * logScale, ...priors.flat()]),
      data: Float32Array.from(standardised),
    },
    termSize: (position) => {
      const shift = [position[0] - mean, position[1] - logScale];
      const centre = shift[0] / scale;
      // A difference is rounded at the size of its operands, and its square carries that twice.
      let squares = 0;
      for (const z of standardised) squares += Math.abs(z - centre) * (Math.abs(z) + Math.abs(centre));
      const misfit = 0.5 * squares * exp(-2 * shift[1]);
      let prior = 0;
      priors.forEach(([inverseSd, atOrigin], i) => {
        const moved = inverseSd * shift[i];
        prior += 0.5 * Math.abs(moved + atOrigin) * (Math.abs(moved) + Math.abs(atOrigin));
      });
      const logSigmas = n * (Math.abs(shift[1]) + Math.abs(logScale));
      // exp carries the rounding of its argument; the sum adds up ceil(n / 32) blocks of 32 data.
      return 1 + misfit * (1 + Math.abs(shift[1]) + n / 1024) + logSigmas + prior;
    },
  };
}

/**
 * Posterior of the mean and the log standard deviation of normal data, up to a constant:
 * -sum(((y - mu) / sigma)^2) / 2 - n log sigma - (mu / 10)^2 / 2 - (log sigma / 2)^2 / 2.
 */
export function createMeanLogSd(data: Float64Array): Target {
  const n = data.length;
  const statistics = statisticsOf(data);
  const table = tabulateLogSigma(statistics);
  const truth = truthOf(statistics, table);

  const logDensity = (position: ArrayLike<number>): number => {
    const [mu, logSigma] = [position[0], position[1]];
    const precision = exp(-2 * logSigma);
    let squares = 0;
    for (let i = 0; i < n; i++) squares += (data[i] - mu) * (data[i] - mu);
    const priorMu = mu / PRIOR_SD_MU;
    const priorLogSigma = logSigma / PRIOR_SD_LOG_SIGMA;
    const value =
      -0.5 * squares * precision -
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
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        sum += data[i] - mu;
        squares += (data[i] - mu) * (data[i] - mu);
      }
      gradient[0] = sum * precision - mu / (PRIOR_SD_MU * PRIOR_SD_MU);
      gradient[1] = squares * precision - n - logSigma / (PRIOR_SD_LOG_SIGMA * PRIOR_SD_LOG_SIGMA);
      return logDensity(position);
    },
    box: [0, 1].map((i): [number, number] => [
      truth.mean[i] - 4.5 * truth.sd[i],
      truth.mean[i] + 4.5 * truth.sd[i],
    ]),
    peaks: [truth.mean],
    truth,
    modes: null,
    ...inFloat32(data, statistics),
  };
}

export const meanLogSd: TargetDefinition = {
  key: "meanLogSd",
  label: "Mean and log sd of 50 data points",
  description:
    "The posterior of the mean and the log standard deviation of 50 normal data points, under the priors μ ~ N(0, 10²) and log σ ~ N(0, 2²).",
  settings: [],
  presets: [],
  create: () => createMeanLogSd(ARTICLE_DATA),
};
