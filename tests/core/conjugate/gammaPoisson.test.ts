import { describe, expect, test } from "vitest";
import {
  equalTailInterval,
  gammaDistribution,
  gammaLogBayesFactor,
  gammaLogEvidence,
  gammaPosterior,
  highestDensityRegion,
  negativeBinomialPmf,
  scaledPoissonLikelihood,
  summarizeCounts,
} from "../../../src/core/conjugate";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface Section {
  y: number[];
  prior_shape: number;
  prior_rate: number;
  post_shape: number;
  post_rate: number;
  mean: number;
  sd: number;
  mode: number;
  quantiles: Record<string, number>;
  log_evidence: number;
  posterior_predictive_pmf_0_to_14: number[];
}

const stored = seedNumbers("gamma_poisson") as Section;
const prior = { shape: stored.prior_shape, rate: stored.prior_rate };
const summary = summarizeCounts(stored.y);
const posterior = gammaPosterior(prior, summary);
const distribution = gammaDistribution(posterior.shape, posterior.rate);

describe("25 counts", () => {
  test("posterior", () => {
    expect(posterior).toEqual({ shape: stored.post_shape, rate: stored.post_rate });
    expectClose(distribution.mean, stored.mean, 1e-14);
    expectClose(distribution.sd, stored.sd, 1e-14);
    expectClose(distribution.mode, stored.mode, 1e-14);
    const quantiles = Object.entries(stored.quantiles);
    expect(quantiles).toHaveLength(7);
    for (const [p, x] of quantiles) expectClose(distribution.quantile(Number(p)), x, 1e-12, `quantile ${p}`);
    expectAllClose(
      equalTailInterval(distribution, 0.9),
      [stored.quantiles["0.05"], stored.quantiles["0.95"]],
      1e-12,
    );
  });

  test("evidence and predictive", () => {
    expectClose(gammaLogEvidence(prior, summary), stored.log_evidence, 1e-12);
    expectAllClose(negativeBinomialPmf(posterior, 14), stored.posterior_predictive_pmf_0_to_14, 1e-11);
  });
});

describe("Gamma-Poisson", () => {
  test("one count at a time is the same, and evidence is the product of predictions", () => {
    let belief = prior;
    let sum = 0;
    for (const y of stored.y) {
      sum += Math.log(negativeBinomialPmf(belief, y)[y]);
      belief = gammaPosterior(belief, summarizeCounts([y]));
    }
    expect(belief).toEqual(posterior);
    expectClose(gammaLogEvidence(prior, summary), sum, 1e-12);
  });

  test("the Bayes factor against a point is prior over posterior density there", () => {
    const before = gammaDistribution(prior.shape, prior.rate);
    for (const rate of [2, 3, 4.5]) {
      const expected = before.logPdf(rate) - distribution.logPdf(rate);
      expect(Math.abs(gammaLogBayesFactor(prior, summary, rate) - expected)).toBeLessThan(1e-11);
    }
  });

  test("density, distribution function and highest-density interval belong together", () => {
    const [low, high] = highestDensityRegion(distribution, 0.9)[0];
    expect(Math.abs(distribution.logPdf(low) - distribution.logPdf(high))).toBeLessThan(1e-12);
    expectClose(distribution.cdf(high) - distribution.cdf(low), 0.9, 1e-13);
    expect(high - low).toBeLessThan(stored.quantiles["0.95"] - stored.quantiles["0.05"]);
    const h = 1e-5;
    const slope = (distribution.cdf(3 + h) - distribution.cdf(3 - h)) / (2 * h);
    expectClose(distribution.pdf(3), slope, 1e-9);
    expectClose(distribution.survival(3.2) + distribution.cdf(3.2), 1, 1e-15);
  });

  test("predictive probabilities sum to 1 and have the posterior's mean", () => {
    const pmf = negativeBinomialPmf(posterior, 200);
    expectClose(
      pmf.reduce((sum, p) => sum + p, 0),
      1,
      1e-12,
    );
    expectClose(
      pmf.reduce((sum, p, y) => sum + y * p, 0),
      stored.mean,
      1e-12,
    );
  });

  test("all zeros leave a density that falls from 0", () => {
    const likelihood = scaledPoissonLikelihood(summarizeCounts([0, 0, 0]));
    expect(likelihood.mode).toBe(0);
    expectClose(likelihood.pdf(0), 3, 1e-15);
    expect(likelihood.pdf(-1)).toBe(0);
    const [low, high] = highestDensityRegion(likelihood, 0.95)[0];
    expect(low).toBe(0);
    expectClose(high, Math.log(20) / 3, 1e-12);
    expect(gammaDistribution(0.5, 1).pdf(0)).toBe(Infinity);
    expect(gammaDistribution(2, 1).pdf(0)).toBe(0);
  });

  test("a million counts", () => {
    const counts = Uint8Array.from({ length: 1_000_000 }, (_, i) => i % 7);
    const { shape, rate } = gammaPosterior(prior, summarizeCounts(counts));
    const { mean, quantile } = gammaDistribution(shape, rate);
    expect(Math.abs(mean - 3)).toBeLessThan(1e-4);
    expect(quantile(0.975) - quantile(0.025)).toBeLessThan(0.0069);
  });

  test.each<[string, () => unknown, string]>([
    ["no counts", () => summarizeCounts([]), "counts has no values; expected at least 1"],
    [
      "a negative count",
      () => summarizeCounts([1, -2]),
      "counts[1] = -2; expected a whole number of at least 0",
    ],
    ["half a count", () => summarizeCounts([0.5]), "counts[0] = 0.5; expected a whole number of at least 0"],
    [
      "shape",
      () => gammaPosterior({ shape: 0, rate: 1 }, summary),
      "shape = 0; expected a finite number above 0",
    ],
    ["rate", () => gammaDistribution(1, -1), "rate = -1; expected a finite number above 0"],
    ["point", () => gammaLogBayesFactor(prior, summary, 0), "rate = 0; expected a finite number above 0"],
    ["most", () => negativeBinomialPmf(prior, 2.5), "most = 2.5; expected a whole number from 0"],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
