import { describe, expect, test } from "vitest";
import {
  equalTailInterval,
  highestDensityRegion,
  normalDistribution,
  normalLogBayesFactor,
  normalLogEvidence,
  normalPosterior,
  normalPredictive,
  scaledNormalLikelihood,
  summarizeNormal,
  weightOfData,
} from "../../../src/core/conjugate";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface Section {
  data: number[];
  mu_0: number;
  sigma_0: number;
  sigma_known: number;
  n: number;
  data_mean: number;
  data_sd_ddof1: number;
  mu_post: number;
  sigma_post: number;
  weight_of_data: number;
  credible_95: [number, number];
  posterior_predictive_sd: number;
  log_evidence: number;
  printed: string;
}

const stored = seedNumbers("normal_normal") as Section;
const prior = { mean: stored.mu_0, sd: stored.sigma_0 };
const sigma = stored.sigma_known;
const summary = summarizeNormal(stored.data);
const posterior = normalPosterior(prior, summary, sigma);

describe("the article's 50 data", () => {
  test("summary", () => {
    expect(summary.count).toBe(stored.n);
    expectClose(summary.mean, stored.data_mean, 1e-15);
    expectClose(Math.sqrt(summary.scatter / (summary.count - 1)), stored.data_sd_ddof1, 1e-14);
  });

  test("posterior and credible interval", () => {
    expectClose(posterior.mean, stored.mu_post, 1e-14);
    expectClose(posterior.sd, stored.sigma_post, 1e-14);
    expectClose(weightOfData(prior, summary, sigma), stored.weight_of_data, 1e-14);
    const distribution = normalDistribution(posterior.mean, posterior.sd);
    expectAllClose(equalTailInterval(distribution, 0.95), stored.credible_95, 1e-13);
    expectAllClose(highestDensityRegion(distribution, 0.95)[0], stored.credible_95, 1e-12);
    const line = `Normal-Normal: posterior mean=${posterior.mean.toFixed(2)}, std=${posterior.sd.toFixed(2)}`;
    expect(line).toBe(stored.printed);
  });

  test("evidence and predictive", () => {
    expectClose(normalLogEvidence(prior, summary, sigma), stored.log_evidence, 1e-13);
    const predictive = normalPredictive(posterior, sigma);
    expectClose(predictive.sd, stored.posterior_predictive_sd, 1e-14);
    expect(predictive.mean).toBe(posterior.mean);
  });
});

describe("Normal-Normal", () => {
  test("one datum at a time is the same, and evidence is the product of predictions", () => {
    let belief: { mean: number; sd: number } = prior;
    let sum = 0;
    for (const y of stored.data) {
      sum += normalPredictive(belief, sigma).logPdf(y);
      belief = normalPosterior(belief, summarizeNormal([y]), sigma);
    }
    expectClose(belief.mean, posterior.mean, 1e-13);
    expectClose(belief.sd, posterior.sd, 1e-13);
    expectClose(normalLogEvidence(prior, summary, sigma), sum, 1e-12);
  });

  test("prior times likelihood is evidence times posterior, at any point", () => {
    const before = normalDistribution(prior.mean, prior.sd);
    const after = normalDistribution(posterior.mean, posterior.sd);
    for (const point of [5, 5.7, 6.4]) {
      // Savage and Dickey: the Bayes factor against a point is prior over posterior density there.
      const factor = normalLogBayesFactor(prior, summary, sigma, point);
      expect(Math.abs(factor - (before.logPdf(point) - after.logPdf(point)))).toBeLessThan(1e-12);
    }
    const wide = normalPosterior({ mean: 0, sd: 1e6 }, summary, sigma);
    const likelihood = scaledNormalLikelihood(summary, sigma);
    expectClose(likelihood.mean, wide.mean, 1e-12);
    expectClose(likelihood.sd, wide.sd, 1e-12);
  });

  test("data far from zero and all alike keep their digits", () => {
    const far = summarizeNormal(stored.data.map((y) => y + 2 ** 30));
    expectClose(far.mean, stored.data_mean + 2 ** 30, 1e-16);
    expectClose(far.scatter, summary.scatter, 1e-7);
    expect(summarizeNormal([0.1, 0.1, 0.1]).scatter).toBeLessThan(1e-33);
    expect(summarizeNormal([3])).toEqual({ count: 1, mean: 3, scatter: 0 });
  });

  test("a million data", () => {
    const data = Float64Array.from({ length: 1_000_000 }, (_, i) => 5 + 0.002 * ((i % 1000) - 499.5));
    const { count, mean, scatter } = summarizeNormal(data);
    expect(count).toBe(1_000_000);
    expectClose(mean, 5, 1e-14);
    expectClose(scatter / count, (4e-6 * (1000 * 1000 - 1)) / 12, 1e-12);
    expect(weightOfData(prior, { count }, 2)).toBeGreaterThan(0.99999995);
  });

  test("without data there is the prior", () => {
    const none = { count: 0, mean: 0, scatter: 0 };
    expect(normalPosterior(prior, none, sigma)).toEqual(prior);
    expect(normalLogEvidence(prior, none, sigma)).toBe(0);
    expect(normalLogBayesFactor(prior, none, sigma, 3)).toBe(0);
    expect(() => scaledNormalLikelihood(none, sigma)).toThrow("count = 0; expected a finite number above 0");
  });

  test.each<[string, () => unknown, string]>([
    ["no data", () => summarizeNormal([]), "data has no values; expected at least 1"],
    ["NaN", () => summarizeNormal([1, NaN]), "data[1] = NaN; expected a finite number"],
    [
      "prior sd",
      () => normalPosterior({ mean: 0, sd: 0 }, summary, 1),
      "prior sd = 0; expected a finite number above 0",
    ],
    ["prior mean", () => normalPosterior({ mean: NaN, sd: 1 }, summary, 1), "prior mean = NaN"],
    ["sigma", () => normalLogEvidence(prior, summary, -1), "sigma = -1; expected a finite number above 0"],
    ["point", () => normalLogBayesFactor(prior, summary, 1, Infinity), "point = Infinity"],
    ["sd", () => normalDistribution(0, 0), "sd = 0; expected a finite number above 0"],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
