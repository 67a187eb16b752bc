/**
 * What is exactly known of the posterior of mean and log sd: given sigma, mu is normal and can be integrated
 * out in closed form; log sigma is tabulated. Must not know samplers, settings or pictures.
 */
import { exp, log } from "../math/elementary";
import { normalCdf } from "../math/errorFunction";
import type { Stream } from "../random";
import type { SufficientStatistics } from "./normalData";
import type { Target, Truth } from "./target";

const LOG_TWO_PI = 1.8378770664093453;
/** Prior standard deviations: mu ~ N(0, 10^2), log sigma ~ N(0, 2^2). */
export const PRIOR_SD_MU = 10;
export const PRIOR_SD_LOG_SIGMA = 2;

const NUM_NODES = 2001;
/** Integrals need no more than every fifth node: spacing 0.05 standard deviations, error below rounding. */
const STRIDE = 5;
/** log sigma is looked for from minus this to this; data of any allowed size and spread lie within. */
const REACH = 45;
const COARSE_STEP = 0.1;
/** Where log sigma has e^-45 of its highest density, the table ends. */
const DROP = 45;

interface Table {
  readonly nodes: Float64Array;
  /** Probability of each node in the trapezoidal rule. */
  readonly probabilities: Float64Array;
  readonly cumulative: Float64Array;
  readonly muMean: Float64Array;
  readonly muSd: Float64Array;
  readonly logIntegral: number;
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

/** The range of log sigma that holds all but e^-45 of its mass, whatever its shape. */
function rangeOfLogSigma(statistics: SufficientStatistics): [number, number] {
  const massAt = (logSigma: number): number => {
    const { logMass } = givenLogSigma(statistics, logSigma);
    return logMass === logMass ? logMass : -Infinity;
  };
  const coarse = Array.from({ length: 2 * Math.round(REACH / COARSE_STEP) + 1 }, (_, i) =>
    massAt(i * COARSE_STEP - REACH),
  );
  const at = coarse.indexOf(Math.max(...coarse));
  // Ternary search: around its highest node the mass rises and falls once.
  let [low, high] = [(at - 1) * COARSE_STEP - REACH, (at + 1) * COARSE_STEP - REACH];
  for (let i = 0; i < 80; i++) {
    const third = (high - low) / 3;
    if (massAt(low + third) < massAt(high - third)) low += third;
    else high -= third;
  }
  const mode = (low + high) / 2;
  const least = massAt(mode) - DROP;
  const edge = (isInside: number, direction: 1 | -1): number => {
    let [inside, outside] = [isInside, isInside + direction * COARSE_STEP];
    if (massAt(outside) > least) return outside;
    for (let i = 0; i < 60; i++) {
      const middle = (inside + outside) / 2;
      if (massAt(middle) > least) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  const first = coarse.findIndex((mass) => mass > least);
  const last = coarse.findLastIndex((mass) => mass > least);
  return first < 0
    ? [edge(mode, -1), edge(mode, 1)]
    : [
        edge(Math.min(mode, first * COARSE_STEP - REACH), -1),
        edge(Math.max(mode, last * COARSE_STEP - REACH), 1),
      ];
}

/** The integrand is smooth and vanishes at both ends, so the trapezoidal rule converges faster than any power. */
function tabulate(statistics: SufficientStatistics): Table {
  const [low, high] = rangeOfLogSigma(statistics);
  const spacing = (high - low) / (NUM_NODES - 1);
  const nodes = Float64Array.from({ length: NUM_NODES }, (_, i) => low + spacing * i);
  const given = Array.from(nodes, (node) => givenLogSigma(statistics, node));
  const highest = given.reduce((most, { logMass }) => Math.max(most, logMass), -Infinity);
  const probabilities = Float64Array.from(given, ({ logMass }) => exp(logMass - highest));
  const sum = probabilities.reduce((total, value) => total + value, 0);
  const cumulative = new Float64Array(NUM_NODES);
  for (let i = 0; i < NUM_NODES; i++) {
    probabilities[i] /= sum;
    cumulative[i] = i === 0 ? 0 : cumulative[i - 1] + 0.5 * (probabilities[i - 1] + probabilities[i]);
  }
  return {
    nodes,
    probabilities,
    cumulative,
    muMean: Float64Array.from(given, ({ muMean }) => muMean),
    muSd: Float64Array.from(given, ({ muSd }) => muSd),
    logIntegral: highest + log(sum * spacing),
  };
}

/** Highest point of the joint density: given log sigma it is at the mean of mu. */
function peakOf(
  statistics: SufficientStatistics,
  [first, last]: readonly [number, number],
): [number, number] {
  const { n, mean, scatter } = statistics;
  const peakOfMu = (logSigma: number): number => givenLogSigma(statistics, logSigma).muMean;
  /** Derivative along log sigma, on the ridge of the density; it falls where the data have a say. */
  const slope = (logSigma: number): number => {
    const difference = mean - peakOfMu(logSigma);
    const squares = scatter + n * difference * difference;
    return squares * exp(-2 * logSigma) - n - logSigma / (PRIOR_SD_LOG_SIGMA * PRIOR_SD_LOG_SIGMA);
  };
  let [low, high] = [first, last];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return [peakOfMu(low), low];
}

/** Half the size of the box in standard deviations: the least of these that leaves out no more than LEFT_OUT. */
const BOX_SIZES = [4.5, 6, 8, 11];
const LEFT_OUT = 3e-4;

/** Range of each parameter that is drawn; few data have heavy tails and need a larger one. */
function boxOf(
  { nodes, probabilities, muMean, muSd }: Table,
  truth: Pick<Truth, "mean" | "sd">,
): Target["box"] {
  const [muRanges, logSigmaRanges] = [0, 1].map((axis) =>
    BOX_SIZES.map((size): [number, number] => [
      truth.mean[axis] - size * truth.sd[axis],
      truth.mean[axis] + size * truth.sd[axis],
    ]),
  );
  const fits = (massOutside: (i: number) => number): boolean => {
    let sum = 0;
    for (let i = 0; i < NUM_NODES; i += STRIDE) sum += STRIDE * probabilities[i] * massOutside(i);
    return sum < LEFT_OUT;
  };
  const largest = BOX_SIZES.length - 1;
  return [
    muRanges.find(([low, high]) =>
      fits((i) => normalCdf((low - muMean[i]) / muSd[i]) + normalCdf((muMean[i] - high) / muSd[i])),
    ) ?? muRanges[largest],
    logSigmaRanges.find(([low, high]) => fits((i) => (nodes[i] < low || nodes[i] > high ? 1 : 0))) ??
      logSigmaRanges[largest],
  ];
}

function truthOf(
  statistics: SufficientStatistics,
  { nodes, probabilities, cumulative, muMean, muSd, logIntegral }: Table,
  acceptanceRates: Truth["acceptanceRates"],
): Truth {
  const expectation = (f: (i: number) => number): number => {
    let sum = 0;
    for (let i = 0; i < NUM_NODES; i += STRIDE) sum += STRIDE * probabilities[i] * f(i);
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
    let high = NUM_NODES - 1;
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
    logNormalisingConstant: logIntegral,
    marginalDensity: (axis, value) => {
      if (axis === 0) {
        return expectation((i) => {
          const z = (value - muMean[i]) / muSd[i];
          return exp(-0.5 * (z * z + LOG_TWO_PI)) / muSd[i];
        });
      }
      const logDensity = givenLogSigma(statistics, value).logMass - logIntegral;
      // So far out that the misfit overflows: no density.
      return logDensity === logDensity ? exp(logDensity) : 0;
    },
    acceptanceRates,
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

/** @param acceptanceRates tabulated rates of random-walk Metropolis, if these are the data that they belong to */
export function meanLogSdFacts(
  statistics: SufficientStatistics,
  acceptanceRates: Truth["acceptanceRates"],
): Pick<Target, "truth" | "box" | "peaks"> {
  const table = tabulate(statistics);
  const truth = truthOf(statistics, table, acceptanceRates);
  const range = [table.nodes[0], table.nodes[NUM_NODES - 1]] as const;
  return { truth, box: boxOf(table, truth), peaks: [peakOf(statistics, range)] };
}
