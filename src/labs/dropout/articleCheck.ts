/** The article's picture against its exact answer: how far passes are from the closed form, in standard errors. */
import { exp, log } from "../../core/math/elementary";
import { normalQuantile } from "../../core/math/normalQuantile";
import {
  exactMoments,
  exactShape,
  type ExactMoments,
  type ExactShape,
  type MaskSharing,
  type Network,
  type PassSummary,
} from "../../core/network";

/** One number for the passes' mean and one for their sd, in standard errors. */
export interface Scores {
  readonly mean: number;
  readonly sd: number;
}

export interface ArticleCheck {
  /** Exact sd over |x| on either side: constants, for all biases are 0. */
  readonly sdPerX: { readonly left: number; readonly right: number };
  /** Exact sds averaged over |x| < 1 and over |x| > 3, a fifth of the inputs and two. */
  readonly sdCentre: number;
  readonly sdEdges: number;
  /** The passes' sds, averaged over the same. */
  readonly passesCentre: number;
  readonly passesEdges: number;
  /** Largest |z| of the passes' means and sds over all inputs, and what half of all runs stay below. */
  readonly worstMean: number;
  readonly worstSd: number;
  readonly typicalWorst: number;
  /** At most one run in a thousand exceeds these; NaN where nothing that low is known. */
  readonly limits: Scores;
}

/** @param summary whose first points are the inputs */
export function articleCheck(
  network: Network,
  places: Float64Array,
  summary: PassSummary,
  { rate, numPasses, sharing }: { rate: number; numPasses: number; sharing: MaskSharing },
): ArticleCheck {
  const answers = Array.from(places, (x) => exactAnswer(network, x, rate));
  const sds = answers.map(({ moments }) => moments?.sd ?? NaN);
  const isCentre = (x: number): boolean => Math.abs(x) < 1;
  const isEdge = (x: number): boolean => Math.abs(x) > 3;
  const average = (values: ArrayLike<number>, isTaken: (x: number) => boolean): number => {
    const taken = places
      .map((x, i) => (isTaken(x) ? values[i] : NaN))
      .filter((value) => !Number.isNaN(value));
    return taken.reduce((sum, value) => sum + value, 0) / taken.length;
  };
  let [worstMean, worstSd] = [0, 0];
  places.forEach((_x, i) => {
    const z = scoresOf(answers[i], numPasses, summary.mean[i], summary.modelSd[i]);
    worstMean = Math.max(worstMean, Math.abs(z.mean));
    worstSd = Math.max(worstSd, Math.abs(z.sd));
  });
  // With one mask a pass and biases of 0, all inputs of a side have the same z.
  const numFree = sharing === "perPass" ? 2 : places.length;
  const sides = [-1, 1].map((x) => limitsOf(exactAnswer(network, x, rate), numPasses, numFree));
  return {
    sdPerX: { left: sdPer(network, -1, rate), right: sdPer(network, 1, rate) },
    sdCentre: average(sds, isCentre),
    sdEdges: average(sds, isEdge),
    passesCentre: average(summary.modelSd, isCentre),
    passesEdges: average(summary.modelSd, isEdge),
    worstMean,
    worstSd,
    typicalWorst: normalQuantile((1 + 0.5 ** (1 / numFree)) / 2),
    limits: {
      mean: Math.max(...sides.map(({ mean }) => mean)),
      sd: Math.max(...sides.map(({ sd }) => sd)),
    },
  };
}

function sdPer(network: Network, x: number, rate: number): number {
  return exactMoments(network, [x], rate)?.sd ?? NaN;
}

/** What is known exactly of the passes at one input; of two hidden layers it takes a visit to thousands of masks. */
export interface ExactAnswer {
  readonly moments: ExactMoments | null;
  /** Null where there are no moments, or nothing varies. */
  readonly shape: ExactShape | null;
}

export function exactAnswer(network: Network, x: number, rate: number): ExactAnswer {
  const moments = exactMoments(network, [x], rate);
  const shape = moments === null || moments.sd === 0 ? null : exactShape(network, [x], rate);
  return { moments, shape };
}

/**
 * How many standard errors the passes' mean and sd lie off the exact ones; NaN where there is nothing to compare,
 * and for the sd where its own error is not known.
 */
export function scoresOf(
  { moments, shape }: ExactAnswer,
  numPasses: number,
  mean: number,
  sd: number,
): Scores {
  if (moments === null || shape === null) return { mean: NaN, sd: NaN };
  return {
    mean: ((mean - moments.mean) * Math.sqrt(numPasses)) / moments.sd,
    sd: (sd / moments.sd - 1) / relativeSdError(shape.excessKurtosis, numPasses),
  };
}

/** Variance of s^2 over sigma^4 is 2 / (n - 1) + excess / n; that of s a quarter of it. NaN for a single pass. */
function relativeSdError(excess: number, numPasses: number): number {
  return numPasses < 2 ? NaN : Math.sqrt(Math.max(0, 2 / (numPasses - 1) + excess / numPasses)) / 2;
}

/** The share of runs that may exceed a limit. */
const RARE = 1e-3;
/** Limits this many exact sds away from the exact mean and sd would let almost anything pass. */
const COARSEST: Scores = { mean: 1, sd: 0.6 };

/**
 * What the largest |z| of `numFree` independent places like this one exceeds in at most RARE of all runs; NaN
 * where no limit is known that is low enough to tell something.
 */
export function limitsOf({ shape }: ExactAnswer, numPasses: number, numFree = 1): Scores {
  if (shape === null) return { mean: NaN, sd: NaN };
  const surprise = log((2 * numFree) / RARE);
  const mean = meanLimit(shape, numPasses, surprise);
  const sd = sdLimit(shape, numPasses, surprise);
  const sdError = relativeSdError(shape.excessKurtosis, numPasses);
  return {
    mean: mean / Math.sqrt(numPasses) <= COARSEST.mean ? mean : NaN,
    sd: sd * sdError <= COARSEST.sd ? sd : NaN,
  };
}

/**
 * Chernoff's bound holds for every t, so the least over a grid does:
 * P(z > (L + K(t)) / t) <= exp(-L), with K the cumulant function of z. K(t) <= t^2 / 2 + skewness t^3 / (6 sqrt n)
 * + the parts' rest, in which |part|^k <= part^4 reach^(k - 4) leaves a tail of the exponential series.
 */
function meanLimit(
  { skewness, partsKurtosis, reach }: ExactShape,
  numPasses: number,
  surprise: number,
): number {
  let least = Infinity;
  for (let t = 0.25; t <= 8; t += 0.25) {
    const u = (t * reach) / Math.sqrt(numPasses);
    const tail = exp(u) - 1 - u * (1 + (u / 2) * (1 + u / 3));
    const third = (Math.abs(skewness) * t * t * t) / (6 * Math.sqrt(numPasses));
    const rest = (numPasses * partsKurtosis * tail) / (reach * reach * reach * reach);
    least = Math.min(least, (surprise + (t * t) / 2 + third + rest) / t);
  }
  return least;
}

/**
 * Not proved but held against simulated runs: s as if from 2 / variance-of-s^2 normal draws or rare events (their
 * bounds share the second term), with room for the square of the mean's error that s^2 takes off (the third).
 */
function sdLimit({ excessKurtosis }: ExactShape, numPasses: number, surprise: number): number {
  const spread = 2 * relativeSdError(excessKurtosis, numPasses);
  return Math.sqrt(2 * surprise) + surprise * (spread / 3 + 1.5 / (numPasses * spread));
}
