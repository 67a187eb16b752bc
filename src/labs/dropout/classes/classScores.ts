import { exp, log, logAddExp } from "../../../core/math/elementary";
import { outputsAt, summarizeClasses } from "../../../core/network";
import type { PassOutputs } from "../../../core/network";

/** How well the mean of the passes tells the class. */
export interface ClassScores {
  readonly numPoints: number;
  /** Expected share of points whose class is the likelier one; where both are as likely a coin decides. */
  readonly accuracy: number;
  /** Expected mean log probability of the class, in nats; larger is better, -Infinity where a class was ruled out. */
  readonly logScore: number;
  /** Expected calibration error, in [0, 1]; 0 where what is claimed happens as often as claimed. */
  readonly calibrationError: number;
  /** Mean of the model's part of the entropy, in nats. */
  readonly modelEntropy: number;
}

const NUM_BINS = 10;

/**
 * Scores of passes, of an ensemble or, as one pass, of a network without dropout. Expectations over the class at
 * every point are exact: a class seen counts as probability 0 or 1, a truth as the probability that it is.
 * @param passes log odds of class 1
 * @param expected one a point: the class seen, 0 or 1, or the true probability of class 1
 * @returns NaN throughout where there is no point
 * @throws RangeError unless there is one expected value in [0, 1] a point
 */
export function scoreClasses(passes: PassOutputs, expected: ArrayLike<number>): ClassScores {
  const { numPoints } = passes;
  expectShares(expected, numPoints);
  const { probability, modelEntropy } = summarizeClasses(passes);
  let [right, score, doubt] = [0, 0, 0];
  for (let point = 0; point < numPoints; point++) {
    const logOdds = outputsAt(passes, point);
    const share = expected[point];
    right += rightShare(probability[point], share);
    score += timesLog(share, logMeanProbability(logOdds, 1));
    score += timesLog(1 - share, logMeanProbability(logOdds, -1));
    doubt += modelEntropy[point];
  }
  return {
    numPoints,
    accuracy: right / numPoints,
    logScore: score / numPoints,
    calibrationError: calibrationError(probability, expected),
    modelEntropy: doubt / numPoints,
  };
}

/** The scores of one who knows the true probabilities: no one can expect better. */
export function bestClassScores(expected: ArrayLike<number>): ClassScores {
  const numPoints = expected.length;
  expectShares(expected, numPoints);
  let [right, score] = [0, 0];
  for (let point = 0; point < numPoints; point++) {
    const share = expected[point];
    right += Math.max(share, 1 - share);
    score += timesLog(share, log(share)) + timesLog(1 - share, log(1 - share));
  }
  const none = numPoints === 0 ? NaN : 0;
  return {
    numPoints,
    accuracy: right / numPoints,
    logScore: score / numPoints,
    calibrationError: none,
    modelEntropy: none,
  };
}

/**
 * Expected calibration error (Naeini et al. 2015) in ten bins of equal width: how far the mean probability of
 * class 1 lies from its expected frequency in a bin, averaged over bins by their points.
 */
export function calibrationError(probability: ArrayLike<number>, expected: ArrayLike<number>): number {
  const misses = new Float64Array(NUM_BINS);
  for (let point = 0; point < probability.length; point++) {
    const bin = Math.min(NUM_BINS - 1, Math.floor(NUM_BINS * probability[point]));
    // What is not a number has no bin, and may not pass for calibrated.
    if (!(bin >= 0)) return NaN;
    misses[bin] += probability[point] - expected[point];
  }
  let sum = 0;
  for (const miss of misses) sum += Math.abs(miss);
  return sum / probability.length;
}

function rightShare(probability: number, share: number): number {
  if (probability > 0.5) return share;
  if (probability < 0.5) return 1 - share;
  return probability === 0.5 ? 0.5 : NaN;
}

/** log of the mean over passes of the probability of class 1 (sign 1) or 0 (sign -1), exact far out as well. */
function logMeanProbability(logOdds: Float64Array, sign: 1 | -1): number {
  let highest = -Infinity;
  for (const value of logOdds) highest = Math.max(highest, -logAddExp(0, -sign * value));
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (const value of logOdds) sum += exp(-logAddExp(0, -sign * value) - highest);
  return highest + log(sum / logOdds.length);
}

/** What cannot happen costs nothing, even where it was ruled out. */
function timesLog(share: number, logProbability: number): number {
  return share === 0 ? 0 : share * logProbability;
}

function expectShares(expected: ArrayLike<number>, numPoints: number): void {
  if (expected.length !== numPoints) {
    throw new RangeError(`expected has ${expected.length} value(s); expected ${numPoints}, one a point`);
  }
  for (let point = 0; point < numPoints; point++) {
    if (expected[point] >= 0 && expected[point] <= 1) continue;
    throw new RangeError(`expected[${point}] = ${expected[point]}; expected a class or a probability`);
  }
}
