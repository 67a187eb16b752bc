import { describe, expect, test } from "vitest";
import type { ContinuousDistribution } from "../../../src/core/conjugate";
import {
  betaBinomialPmf,
  betaDistribution,
  betaLogBayesFactor,
  betaLogEvidence,
  betaLogEvidenceOfCount,
  betaPosterior,
  countFlips,
  equalTailInterval,
  highestDensityRegion,
  scaledFlipLikelihood,
} from "../../../src/core/conjugate";
import { conjugateData } from "../../../src/core/article";
import { logBeta } from "../../../src/core/math/logBeta";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface StoredBeta {
  alpha: number;
  beta: number;
  mean: number;
  sd: number;
  mode: number;
  quantiles: Record<string, number>;
  log_beta_function: number;
  hdi: Record<string, [number, number]>;
  pdf_at: Record<string, number>;
  cdf_at: Record<string, number>;
}
interface StoredPair {
  n: number;
  heads: number;
  tails: number;
  prior: [number, number];
  flips: string;
  posterior: StoredBeta;
  log_evidence_sequence: number;
  log_evidence_count: number;
  log_bayes_factor_vs_fair_coin: number;
  posterior_predictive_next_head: number;
  posterior_predictive_heads_in_10: number[];
  printed: string;
}

/** Every key of a stored Beta distribution; each table must have entries. */
function expectBeta(distribution: ContinuousDistribution, stored: StoredBeta): void {
  const entries = (table: Record<string, number>): [number, number][] => {
    expect(Object.keys(table).length).toBeGreaterThanOrEqual(5);
    return Object.entries(table).map(([key, value]) => [Number(key), value]);
  };
  expectClose(distribution.mean, stored.mean, 1e-14, "mean");
  expectClose(distribution.sd, stored.sd, 1e-14, "sd");
  expectClose(distribution.mode, stored.mode, 1e-14, "mode");
  expectClose(logBeta(stored.alpha, stored.beta), stored.log_beta_function, 1e-13, "log B");
  for (const [p, x] of entries(stored.quantiles))
    expectClose(distribution.quantile(p), x, 1e-12, `quantile ${p}`);
  for (const [x, value] of entries(stored.pdf_at)) expectClose(distribution.pdf(x), value, 1e-9, `pdf ${x}`);
  for (const [x, value] of entries(stored.cdf_at)) expectClose(distribution.cdf(x), value, 1e-9, `cdf ${x}`);
  expect(Object.keys(stored.hdi)).toHaveLength(4);
  for (const [mass, interval] of Object.entries(stored.hdi)) {
    const region = highestDensityRegion(distribution, Number(mass));
    expect(region).toHaveLength(1);
    expectAllClose(region[0], interval, 1e-9, `end of the ${mass} interval`);
  }
  const central = equalTailInterval(distribution, 0.95);
  expectAllClose(central, [stored.quantiles["0.025"], stored.quantiles["0.975"]], 1e-12);
}

const betas = seedNumbers("betas") as StoredBeta[];
test("there are eight Beta distributions", () => expect(betas).toHaveLength(8));
test.each(betas)("Beta($alpha, $beta)", (stored) =>
  expectBeta(betaDistribution(stored.alpha, stored.beta), stored),
);

const pairs = seedNumbers("beta_binomial") as StoredPair[];
test("there are three batches of flips", () => expect(pairs).toHaveLength(3));

describe.each(pairs)("$n flips of the article's coin", (stored) => {
  const prior = { alpha: stored.prior[0], beta: stored.prior[1] };
  const counts = { heads: stored.heads, tails: stored.tails };
  const posterior = betaPosterior(prior, counts);

  test("are those of the seed", () => {
    expect(countFlips(conjugateData().flips[pairs.indexOf(stored)])).toEqual(counts);
    expect(stored.heads + stored.tails).toBe(stored.n);
  });

  test("posterior", () => {
    expect(posterior).toEqual({ alpha: stored.posterior.alpha, beta: stored.posterior.beta });
    expectBeta(betaDistribution(posterior.alpha, posterior.beta), stored.posterior);
  });

  test("evidence and Bayes factor", () => {
    expectClose(betaLogEvidence(prior, counts), stored.log_evidence_sequence, 1e-12);
    expectClose(betaLogEvidenceOfCount(prior, counts), stored.log_evidence_count, 1e-12);
    expectClose(betaLogBayesFactor(prior, counts, 0.5), stored.log_bayes_factor_vs_fair_coin, 1e-11);
  });

  test("posterior predictive", () => {
    expectClose(betaBinomialPmf(posterior, 1)[1], stored.posterior_predictive_next_head, 1e-12);
    expectAllClose(betaBinomialPmf(posterior, 10), stored.posterior_predictive_heads_in_10, 1e-11);
  });

  test("the article's line, as its code really prints it", () => {
    const { mean, sd } = betaDistribution(posterior.alpha, posterior.beta);
    const shapes = `Beta(${posterior.alpha}, ${posterior.beta})`;
    const line = `n=${String(stored.n).padStart(4)}: posterior ${shapes}, mean=${mean.toFixed(3)} +/- ${sd.toFixed(3)}`;
    expect(line).toBe(stored.printed);
  });

  test("under the uniform prior the scaled likelihood is the posterior", () => {
    const likelihood = scaledFlipLikelihood(counts);
    const distribution = betaDistribution(posterior.alpha, posterior.beta);
    for (const x of [0.2, 0.55, 0.7]) expect(likelihood.logPdf(x)).toBe(distribution.logPdf(x));
  });
});

describe("Beta-Binomial", () => {
  test("evidence is the product of one-step predictions", () => {
    const flips = [1, 0, 0, 1, 1, 1, 0];
    let belief = { alpha: 2, beta: 3.5 };
    let sum = 0;
    for (const flip of flips) {
      sum += Math.log(betaBinomialPmf(belief, 1)[flip]);
      belief = betaPosterior(belief, countFlips([flip]));
    }
    expectClose(betaLogEvidence({ alpha: 2, beta: 3.5 }, countFlips(flips)), sum, 1e-13);
  });

  test("predictive probabilities sum to 1, with a million counts behind them too", () => {
    for (const shapes of [
      { alpha: 0.5, beta: 0.5 },
      { alpha: 700_001, beta: 300_001 },
    ]) {
      const sum = betaBinomialPmf(shapes, 40).reduce((total, p) => total + p, 0);
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
    }
  });

  test("no flips change nothing", () => {
    const none = countFlips([]);
    expect(none).toEqual({ heads: 0, tails: 0 });
    expect(betaPosterior({ alpha: 2, beta: 2 }, none)).toEqual({ alpha: 2, beta: 2 });
    expect(betaLogEvidence({ alpha: 2, beta: 2 }, none)).toBe(0);
    expect([...betaBinomialPmf({ alpha: 2, beta: 2 }, 0)]).toEqual([1]);
  });

  test("a coin that cannot land on tails is refuted by one", () => {
    expect(betaLogBayesFactor({ alpha: 1, beta: 1 }, { heads: 3, tails: 1 }, 1)).toBe(Infinity);
    expectClose(betaLogBayesFactor({ alpha: 1, beta: 1 }, { heads: 3, tails: 0 }, 1), -Math.log(4), 1e-14);
  });

  test("a million flips are counted", () => {
    const flips = Uint8Array.from({ length: 1_000_000 }, (_, i) => (i % 4 === 0 ? 0 : 1));
    const { alpha, beta } = betaPosterior({ alpha: 1, beta: 1 }, countFlips(flips));
    const [low, high] = highestDensityRegion(betaDistribution(alpha, beta), 0.95)[0];
    expect(low).toBeGreaterThan(0.749);
    expect(high).toBeLessThan(0.751);
  });

  test.each<[string, () => unknown, string]>([
    ["flip", () => countFlips([1, 0, 2]), "flips[2] = 2; expected 1 (heads) or 0 (tails)"],
    ["NaN flip", () => countFlips([NaN]), "flips[0] = NaN"],
    [
      "negative count",
      () => betaPosterior({ alpha: 1, beta: 1 }, { heads: -1, tails: 0 }),
      "heads = -1; expected a whole",
    ],
    ["half a count", () => betaPosterior({ alpha: 1, beta: 1 }, { heads: 1, tails: 0.5 }), "tails = 0.5"],
    [
      "alpha",
      () => betaPosterior({ alpha: 0, beta: 1 }, { heads: 1, tails: 1 }),
      "alpha = 0; expected a finite number above 0",
    ],
    ["beta", () => betaDistribution(1, NaN), "beta = NaN; expected a finite number above 0"],
    ["point", () => betaLogBayesFactor({ alpha: 1, beta: 1 }, { heads: 1, tails: 1 }, 1.2), "bias = 1.2"],
    [
      "numFlips",
      () => betaBinomialPmf({ alpha: 1, beta: 1 }, -1),
      "numFlips = -1; expected a whole number from 0",
    ],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
