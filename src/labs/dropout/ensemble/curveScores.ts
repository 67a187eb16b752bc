import { exp, log } from "../../../core/math/elementary";
import { normalCdf } from "../../../core/math/errorFunction";
import { expectPositive } from "../../../core/math/expectations";
import { coverage, normalBand, outputsAt, summarizePasses } from "../../../core/network";
import type { PassBand, PassOutputs } from "../../../core/network";

/** What made the data: one value a place. */
export interface CurveTruth {
  /** The function without noise. */
  readonly values: ArrayLike<number>;
  /** Sd of an observation around it, at least 0. */
  readonly noiseSds: ArrayLike<number>;
}

/** How passes, or the members of an ensemble, fare against the truth; NaN where there is no place. */
export interface CurveScores {
  readonly numPlaces: number;
  /** Share of places where the function lies in its band: mean and model sd alone. NaN for a single member. */
  readonly functionCoverage: number;
  /** Probability that an observation lies in its band: model and noise together. NaN for a single member. */
  readonly observationCoverage: number;
  /** Expected mean log density of an observation; larger is better. */
  readonly logScore: number;
  /** Mean over places of the sd of the passes; NaN for a single member. */
  readonly modelSd: number;
  /** Root mean square of the passes' mean minus the function: what the model sd should be like. */
  readonly error: number;
}

const LOG_TWO_PI = 1.8378770664093453;

/** Nodes in sds of a standard normal, and weights that sum to 1. */
interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** The trapezoidal rule: for smooth functions it converges geometrically; what it cuts off is 4e-8 of the mass. */
function trapezoid(step: number): Rule {
  const numOneSide = Math.round(5.5 / step);
  const nodes = Float64Array.from({ length: 2 * numOneSide + 1 }, (_, i) => step * (i - numOneSide));
  const heights = nodes.map((z) => exp(-0.5 * z * z));
  const sum = heights.reduce((total, height) => total + height, 0);
  return { nodes, weights: heights.map((height) => height / sum) };
}

/** The fewer passes are mixed, the sharper the log density turns between them, and the less a node costs. */
const RULES: readonly (Rule & { readonly most: number })[] = [
  { most: 200, ...trapezoid(0.0625) },
  { most: 2000, ...trapezoid(0.25) },
  { most: Infinity, ...trapezoid(0.5) },
];

/**
 * Bands are normal, with the sd of the passes or members (divisor one less than their number), so that five
 * members, which have no 5 % quantile, are treated like a thousand passes. The log score uses no such shape:
 * it is that of the mixture of all passes, each with the assumed noise around it. Expectations are over
 * observations with the true noise: of the coverage by the normal distribution function, of the log score by
 * a quadrature that errs by less than 0.001 unless the true noise is several times the assumed one.
 * @param noiseVariance of an observation, as assumed
 * @throws RangeError unless the noise variance is above 0 and the mass between 0 and 1
 */
export function scoreCurve(
  passes: PassOutputs,
  truth: CurveTruth,
  noiseVariance: number,
  mass: number,
): CurveScores {
  expectPositive("noiseVariance", noiseVariance);
  const { mean, modelSd, totalSd } = summarizePasses(passes, { noiseVariance });
  const functionBand = normalBand(mean, modelSd, mass);
  const observationBand = normalBand(mean, totalSd, mass);
  const doubt = meanOver(passes.numPoints, (place) => modelSd[place]);
  // Where there is no sd there is no band, rather than one that holds nothing.
  const isKnown = !Number.isNaN(doubt);
  return {
    numPlaces: passes.numPoints,
    functionCoverage: isKnown ? coverage(functionBand, truth.values) : NaN,
    observationCoverage: isKnown ? expectedCoverage(observationBand, truth) : NaN,
    logScore: expectedLogScore(passes, truth, noiseVariance),
    modelSd: doubt,
    error: Math.sqrt(meanOver(passes.numPoints, (place) => (mean[place] - truth.values[place]) ** 2)),
  };
}

/** What is claimed of a coverage, and the score of one who knows function and noise. */
export function bestCurveScores({ noiseSds }: CurveTruth, mass: number): CurveScores {
  const numPlaces = noiseSds.length;
  const none = numPlaces === 0 ? NaN : 0;
  return {
    numPlaces,
    functionCoverage: mass,
    observationCoverage: mass,
    logScore: meanOver(numPlaces, (place) => -0.5 * (LOG_TWO_PI + 1) - log(noiseSds[place])),
    modelSd: none,
    error: none,
  };
}

/** Probability that an observation, normal around the truth, lies in the band, averaged over places. */
export function expectedCoverage({ lower, upper }: PassBand, { values, noiseSds }: CurveTruth): number {
  return meanOver(lower.length, (place) => {
    const [below, above] = [lower[place] - values[place], upper[place] - values[place]];
    if (noiseSds[place] === 0) return below <= 0 && above >= 0 ? 1 : 0;
    const [low, high] = [below / noiseSds[place], above / noiseSds[place]];
    // In the upper tail both are 1 but for rounding; its mirror image is not.
    return low > 0 ? normalCdf(-low) - normalCdf(-high) : normalCdf(high) - normalCdf(low);
  });
}

/** Expected log density of an observation under the mixture of passes with the assumed noise, averaged over places. */
export function expectedLogScore(passes: PassOutputs, truth: CurveTruth, noiseVariance: number): number {
  const exponents = new Float64Array(passes.numPasses);
  const { nodes, weights } = RULES.find(({ most }) => passes.numPasses <= most) ?? RULES[0];
  const score = meanOver(passes.numPoints, (place) => {
    const outputs = outputsAt(passes, place);
    const noiseSd = truth.noiseSds[place];
    if (noiseSd === 0) return logMixture(outputs, truth.values[place], noiseVariance, exponents);
    let sum = 0;
    nodes.forEach((z, node) => {
      const observed = truth.values[place] + noiseSd * z;
      sum += weights[node] * logMixture(outputs, observed, noiseVariance, exponents);
    });
    return sum;
  });
  return score - 0.5 * (LOG_TWO_PI + log(noiseVariance));
}

/** log of the mean of exp(-(observed - output)^2 / (2 variance)). */
function logMixture(
  outputs: Float64Array,
  observed: number,
  variance: number,
  exponents: Float64Array,
): number {
  let highest = -Infinity;
  for (let pass = 0; pass < outputs.length; pass++) {
    const miss = observed - outputs[pass];
    exponents[pass] = (-0.5 * miss * miss) / variance;
    highest = Math.max(highest, exponents[pass]);
  }
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (const exponent of exponents) sum += exp(exponent - highest);
  return highest + log(sum / outputs.length);
}

function meanOver(count: number, valueAt: (place: number) => number): number {
  let sum = 0;
  for (let place = 0; place < count; place++) sum += valueAt(place);
  return sum / count;
}
