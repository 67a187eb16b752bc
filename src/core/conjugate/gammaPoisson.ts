import { exp, log, log1p } from "../math/elementary";
import { expectPositive, expectWhole } from "../math/expectations";
import { logBeta } from "../math/logBeta";
import { logGamma } from "../math/logGamma";
import type { ContinuousDistribution } from "./distribution";
import { gammaDistribution } from "./gammaDistribution";

/** Shape and rate (not scale) of a Gamma distribution: the prior's or the posterior's. */
export interface GammaShapeRate {
  readonly shape: number;
  readonly rate: number;
}

/** All that counts say about their Poisson rate, and about the evidence. */
export interface CountSummary {
  /** Number of counts. */
  readonly count: number;
  /** Their sum. */
  readonly total: number;
  /** Sum of log(y!). */
  readonly sumLogFactorials: number;
}

/**
 * @throws RangeError without counts, or with one that is negative or no whole number
 */
export function summarizeCounts(counts: ArrayLike<number>): CountSummary {
  if (counts.length === 0) throw new RangeError("counts has no values; expected at least 1");
  let total = 0;
  let sumLogFactorials = 0;
  for (let i = 0; i < counts.length; i++) {
    expectWhole(`counts[${i}]`, counts[i], 0);
    total += counts[i];
    sumLogFactorials += logGamma(counts[i] + 1);
  }
  return { count: counts.length, total, sumLogFactorials };
}

/**
 * Gamma(shape + total, rate + number of counts).
 * @throws RangeError for a shape or rate that is not positive
 */
export function gammaPosterior(prior: GammaShapeRate, { count, total }: CountSummary): GammaShapeRate {
  expectPositive("shape", prior.shape);
  expectPositive("rate", prior.rate);
  return { shape: prior.shape + total, rate: prior.rate + count };
}

/**
 * The likelihood of the rate, scaled to area 1: Gamma(total + 1, number of counts).
 * @throws RangeError without counts, where the likelihood is the same everywhere
 */
export function scaledPoissonLikelihood({ count, total }: CountSummary): ContinuousDistribution {
  return gammaDistribution(total + 1, count);
}

/** log probability of these counts with the rate integrated out. */
export function gammaLogEvidence(prior: GammaShapeRate, summary: CountSummary): number {
  const posterior = gammaPosterior(prior, summary);
  return (
    logGamma(posterior.shape) -
    logGamma(prior.shape) -
    prior.shape * log1p(summary.count / prior.rate) -
    summary.total * log(posterior.rate) -
    summary.sumLogFactorials
  );
}

/**
 * log Bayes factor of "the rate is unknown, with this prior" against "the rate is exactly `rate`".
 * @throws RangeError unless the rate is positive
 */
export function gammaLogBayesFactor(prior: GammaShapeRate, summary: CountSummary, rate: number): number {
  expectPositive("rate", rate);
  const { count, total } = summary;
  // The factorials are on both sides, and far larger than the difference.
  return gammaLogEvidence(prior, { count, total, sumLogFactorials: 0 }) - (total * log(rate) - count * rate);
}

/**
 * Predictive probability of 0, 1, ..., most for the next count: negative binomial,
 * Gamma(shape + y) / (Gamma(shape) y!) (rate / (rate + 1))^shape (1 / (rate + 1))^y.
 * @throws RangeError for a bad shape or rate, or a `most` that is negative or no whole number
 */
export function negativeBinomialPmf({ shape, rate }: GammaShapeRate, most: number): Float64Array {
  expectPositive("shape", shape);
  expectPositive("rate", rate);
  expectWhole("most", most, 0, 1_000_000);
  const ofNone = -shape * log1p(1 / rate);
  const ofEach = -log1p(rate);
  return Float64Array.from({ length: most + 1 }, (_, y) =>
    // Gamma(shape + y) / (Gamma(shape) y!) = 1 / ((shape + y) B(shape, y + 1))
    exp(ofNone + y * ofEach - log(shape + y) - logBeta(shape, y + 1)),
  );
}
