import { log } from "../math/elementary";
import { expectData, expectFinite, expectPositive } from "../math/expectations";
import type { ContinuousDistribution } from "./distribution";
import { normalDistribution } from "./normalDistribution";

const LOG_TWO_PI = 1.8378770664093453;

/** Mean and standard deviation of what is believed of an unknown mean: prior or posterior. */
export interface NormalBelief {
  readonly mean: number;
  readonly sd: number;
}

/** All that data with known noise say about their mean, and about the evidence. */
export interface NormalSummary {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared differences from the mean. */
  readonly scatter: number;
}

/**
 * Two passes: the mean, then the squares around it, corrected for the rounding of the mean.
 * @throws RangeError without data, or with a value that is not finite
 */
export function summarizeNormal(data: ArrayLike<number>): NormalSummary {
  expectData("data", data);
  const count = data.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += data[i] / count;
  let squares = 0;
  let drift = 0;
  for (let i = 0; i < count; i++) {
    const difference = data[i] - sum;
    squares += difference * difference;
    drift += difference;
  }
  const mean = sum + drift / count;
  return { count, mean, scatter: Math.max(0, squares - (drift * drift) / count) };
}

function expectBelief({ mean, sd }: NormalBelief, sigma: number): void {
  expectFinite("prior mean", mean);
  expectPositive("prior sd", sd);
  expectPositive("sigma", sigma);
}

/**
 * Posterior of the mean: precisions add, and the means are weighted by them.
 * @param sigma the known standard deviation of one observation
 * @throws RangeError for a sd or sigma that is not positive
 */
export function normalPosterior(prior: NormalBelief, summary: NormalSummary, sigma: number): NormalBelief {
  const weight = weightOfData(prior, summary, sigma);
  if (summary.count === 0) return prior;
  const dataSd = sigma / Math.sqrt(summary.count);
  return { mean: prior.mean + weight * (summary.mean - prior.mean), sd: dataSd * Math.sqrt(weight) };
}

/** How far the posterior mean has moved from the prior mean (0) to the data's mean (1). */
export function weightOfData(
  prior: NormalBelief,
  { count }: Pick<NormalSummary, "count">,
  sigma: number,
): number {
  expectBelief(prior, sigma);
  const ratio = prior.sd / sigma;
  return (count * ratio * ratio) / (1 + count * ratio * ratio);
}

/**
 * The likelihood of the mean, scaled to area 1: normal around the data's mean with sigma / sqrt(n).
 * @throws RangeError without data, where the likelihood is the same everywhere
 */
export function scaledNormalLikelihood(summary: NormalSummary, sigma: number): ContinuousDistribution {
  expectPositive("count", summary.count);
  return normalDistribution(summary.mean, sigma / Math.sqrt(summary.count));
}

/**
 * log density of all data with the mean integrated out:
 * -n/2 log(2 pi sigma^2) - log(1 + n sd^2 / sigma^2) / 2 - scatter / (2 sigma^2)
 * - (data mean - prior mean)^2 / (2 (sd^2 + sigma^2 / n)).
 */
export function normalLogEvidence(prior: NormalBelief, summary: NormalSummary, sigma: number): number {
  expectBelief(prior, sigma);
  const { count, mean, scatter } = summary;
  if (count === 0) return 0;
  const ratio = prior.sd / sigma;
  const offset = (mean - prior.mean) / sigma;
  return (
    -count * (0.5 * LOG_TWO_PI + log(sigma)) -
    0.5 * log(1 + count * ratio * ratio) -
    0.5 * (scatter / sigma / sigma) -
    (0.5 * offset * offset) / (ratio * ratio + 1 / count)
  );
}

/**
 * log Bayes factor of "the mean is unknown, with this prior" against "the mean is exactly `point`". The scatter
 * of the data is left out on both sides: it may be so large that the difference would have no digits left.
 */
export function normalLogBayesFactor(
  prior: NormalBelief,
  summary: NormalSummary,
  sigma: number,
  point: number,
): number {
  expectFinite("point", point);
  expectBelief(prior, sigma);
  const { count, mean } = summary;
  if (count === 0) return 0;
  const ratio = prior.sd / sigma;
  const fromPrior = (mean - prior.mean) / sigma;
  const fromPoint = (mean - point) / sigma;
  return (
    0.5 * count * fromPoint * fromPoint -
    0.5 * log(1 + count * ratio * ratio) -
    (0.5 * fromPrior * fromPrior) / (ratio * ratio + 1 / count)
  );
}

/** The next observation: normal, with the belief's variance and the noise added up. */
export function normalPredictive(belief: NormalBelief, sigma: number): ContinuousDistribution {
  expectBelief(belief, sigma);
  return normalDistribution(belief.mean, Math.sqrt(belief.sd * belief.sd + sigma * sigma));
}
