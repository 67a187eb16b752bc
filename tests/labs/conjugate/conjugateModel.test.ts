import { describe, expect, test } from "vitest";
import { expectAllClose, expectClose, seedNumbers } from "../../core/seedNumbers";
import { SettingsStore } from "../../../src/app/settingsStore";
import { conjugateModel } from "../../../src/labs/conjugate/conjugateModel";
import { conjugateSettings } from "../../../src/labs/conjugate/conjugateSettings";
import { ownObservations } from "../../../src/labs/conjugate/observations";
import { articleRows, readoutsOf, sentenceOf } from "../../../src/labs/conjugate/readouts";
import { modelWith } from "./lab";

interface Posterior {
  alpha: number;
  beta: number;
  mean: number;
  sd: number;
  mode: number;
  quantiles: Record<string, number>;
  hdi: Record<string, [number, number]>;
}

interface Batch {
  n: number;
  heads: number;
  flips: string;
  posterior: Posterior;
  log_evidence_sequence: number;
  log_evidence_count: number;
  log_bayes_factor_vs_fair_coin: number;
  posterior_predictive_next_head: number;
  posterior_predictive_heads_in_10: number[];
}

const batches = seedNumbers("beta_binomial") as Batch[];
const printed = seedNumbers("betas") as Posterior[];
const normal = seedNumbers("normal_normal") as {
  data: number[];
  mu_post: number;
  sigma_post: number;
  weight_of_data: number;
  credible_95: [number, number];
  posterior_predictive_sd: number;
  log_evidence: number;
};
const gamma = seedNumbers("gamma_poisson") as {
  y: number[];
  mean: number;
  sd: number;
  mode: number;
  quantiles: Record<string, number>;
  log_evidence: number;
  posterior_predictive_pmf_0_to_14: number[];
};

describe.each(batches.map((batch, i) => [batch.n, batch, i] as const))(
  "the article's %i flips",
  (n, batch, i) => {
    const model = modelWith({ numFlips: String(n) });
    const { update } = model;

    test("are the article's", () => {
      expect(Array.from(model.observations.values).join("")).toBe(batch.flips);
      expect(model.truth).toBe(0.7);
    });

    test("posterior, interval and evidence", () => {
      const { posterior } = batch;
      expect(update.posteriorName).toBe(`Beta(${posterior.alpha}, ${posterior.beta})`);
      expectClose(update.posterior.mean, posterior.mean);
      expectClose(update.posterior.sd, posterior.sd);
      expectClose(update.posterior.mode, posterior.mode);
      expectAllClose(model.interval, [posterior.quantiles["0.025"], posterior.quantiles["0.975"]]);
      expectClose(update.logEvidence, batch.log_evidence_sequence);
      expectClose(update.logEvidenceOfCount ?? NaN, batch.log_evidence_count);
      expectClose(model.update.logBayesFactor, batch.log_bayes_factor_vs_fair_coin);
      expect(update.weightOfData).toBe(n / (n + 2));
    });

    test.each([0.5, 0.8, 0.9, 0.95])("highest-density region of %f", (level) => {
      const { region } = modelWith({ numFlips: String(n), level });
      expect(region).toHaveLength(1);
      expectAllClose(region[0], batch.posterior.hdi[String(level)]);
    });

    test("predictive", () => {
      expectClose(model.next.mean, batch.posterior_predictive_next_head);
      expectAllClose(update.predictive("posterior"), batch.posterior_predictive_heads_in_10);
      // Under a flat prior every number of heads was as likely.
      expectAllClose(update.predictive("prior"), new Float64Array(11).fill(1 / 11));
    });

    test("the article prints another posterior, and the lab says so", () => {
      const claim = printed[i];
      expect(model.article?.name).toBe(`Beta(${claim.alpha}, ${claim.beta})`);
      expectClose(model.article?.mean ?? NaN, claim.mean);
      expectClose(model.article?.sd ?? NaN, claim.sd);
      const rows = readoutsOf(model);
      expect(rows.find(({ name }) => name === "article prints")).toMatchObject({
        value: `Beta(${claim.alpha}, ${claim.beta})`,
        state: "bad",
      });
      expect(rows.find(({ name }) => name === "mean")?.state).toBe("bad");
      expect(sentenceOf(model)).toContain(`prints Beta(${claim.alpha}, ${claim.beta})`);
      expect(articleRows()[i]).toMatchObject({
        value: update.posteriorName,
        reference: model.article?.name,
      });
    });
  },
);

test("the article makes no claim about another prior, other data or a prior that is cut off", () => {
  expect(modelWith({ alpha: 2 }).article).toBeNull();
  expect(modelWith({ ownFlips: batches[0].flips }).article).toBeNull();
  expect(modelWith({ biasTo: 0.9 }).article).toBeNull();
  expect(modelWith({ pair: "normal", sigma: 1 }).article).toBeNull();
  expect(modelWith({ pair: "gamma" }).article).toBeNull();
});

test("Normal-Normal at the defaults", () => {
  const model = modelWith({ pair: "normal" });
  const { update } = model;
  expectAllClose(model.observations.values, normal.data);
  expectClose(update.posterior.mean, normal.mu_post);
  expectClose(update.posterior.sd, normal.sigma_post);
  expectClose(update.weightOfData, normal.weight_of_data);
  expectAllClose(model.interval, normal.credible_95);
  expectAllClose(model.region[0], normal.credible_95);
  expectClose(update.logEvidence, normal.log_evidence);
  expectClose(model.next.sd, normal.posterior_predictive_sd);
  expect(model.article?.isTrue).toBe(true);
  expect(readoutsOf(model).find(({ name }) => name === "mean")).toMatchObject({
    value: "5.709",
    reference: "5.71",
    state: "good",
  });
  // The Bayes factor of a point: the evidence less the likelihood there, written out.
  const squares = normal.data.reduce((sum, x) => sum + (x - 5) * (x - 5), 0);
  const logPoint = -50 * Math.log(2 * Math.sqrt(2 * Math.PI)) - squares / 8;
  expectClose(model.update.logBayesFactor, normal.log_evidence - logPoint);
});

test("a Bayes factor keeps its digits beside an evidence that is out of all proportion", () => {
  const model = modelWith({ pair: "normal", ownMeasurements: "1000000 -1000000 3", sigma: 0.01 });
  expect(model.update.logEvidence).toBeLessThan(-9e15);
  // By hand, with r = sd / sigma = 1000 and the mean 1: 3 (400)^2 / 2 - log(1 + 3 r^2) / 2 - 100^2 / 2 / (r^2 + 1/3).
  const expected = 240_000 - 0.5 * Math.log(3_000_001) - 5000 / (1_000_000 + 1 / 3);
  expectClose(model.update.logBayesFactor, expected, 1e-12);
  const counts = modelWith({ pair: "gamma", ownCounts: "10000 ".repeat(500), nullRate: 100 });
  expect(counts.update.logEvidence).toBeLessThan(-1000);
  expectClose(counts.update.logBayesFactor, gammaFactor(5_000_000, 500, 100), 1e-12);
});

/** log Bayes factor of Gamma(2, 1) against a rate, by Stirling's series for log Gamma(2 + total). */
function gammaFactor(total: number, count: number, rate: number): number {
  const z = 2 + total;
  const logGamma = (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * z);
  return logGamma - z * Math.log(1 + count) - (total * Math.log(rate) - count * rate);
}

test("a Bayes factor of one has the log 0, whatever the rounding", () => {
  const rows = readoutsOf(modelWith({ alpha: 0.1, beta: 0.1, ownFlips: "1" }));
  expect(rows.find(({ name }) => name === "log BF vs 0.5")?.value).toBe("0");
});

test("other data than the text's can be shown, with all other settings as they are", () => {
  const store = new SettingsStore(conjugateSettings);
  store.set({ ownFlips: "11x", alpha: 3 });
  expect(() => conjugateModel(store)).toThrow(/is no flip/);
  const model = conjugateModel(store, ownObservations("beta", "11"));
  expect(model.update.posteriorName).toBe("Beta(5, 1)");
  expect(conjugateModel(store, null).update.posteriorName).toBe("Beta(9, 5)");
});

test("Gamma-Poisson at the defaults", () => {
  const model = modelWith({ pair: "gamma" });
  const { update } = model;
  expect(model.observations.values).toEqual(gamma.y);
  expect(update.posteriorName).toBe("Gamma(78, 26)");
  expectClose(update.posterior.mean, gamma.mean);
  expectClose(update.posterior.sd, gamma.sd);
  expectClose(update.posterior.mode, gamma.mode);
  expectAllClose(model.interval, [gamma.quantiles["0.025"], gamma.quantiles["0.975"]]);
  expectClose(update.logEvidence, gamma.log_evidence);
  const shares = update.predictive("posterior");
  expect(update.outcomes[0]).toBe(0);
  const numBoth = Math.min(shares.length, gamma.posterior_predictive_pmf_0_to_14.length);
  expect(numBoth).toBeGreaterThan(10);
  expectAllClose(shares.slice(0, numBoth), gamma.posterior_predictive_pmf_0_to_14.slice(0, numBoth));
  // Negative binomial: mean 3, variance 3 + 3 / 26.
  expectClose(model.next.sd, Math.sqrt(3 + 3 / 26));
  const observed = update.prediction.observed?.(update.outcomes);
  expectClose(observed?.y[4] ?? NaN, 7 / 25);
});

test("ten, a hundred and a thousand side by side, whatever the big picture shows", () => {
  const names = (values: Parameters<typeof modelWith>[0]) =>
    modelWith(values).strip.map(({ update }) => update.posteriorName);
  expect(names({ numFlips: "100" })).toEqual(["Beta(7, 5)", "Beta(73, 29)", "Beta(704, 298)"]);
  const { strip } = modelWith({ pair: "normal" });
  expect(strip.map(({ observations }) => observations.values.length)).toEqual([10, 100, 1000]);
  expectAllClose(strip[0].observations.values, normal.data.slice(0, 10));
  expectAllClose(Array.from(strip[1].observations.values).slice(0, 50), normal.data);
  const own = modelWith({ ownFlips: "1101110111" }).strip;
  expect(own.map(({ update }) => update.dataInWords)).toEqual([
    "1 flip, 1 head",
    "4 flips, 3 heads",
    "10 flips, 8 heads",
  ]);
});
