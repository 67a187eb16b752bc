import { describe, expect, test } from "vitest";
import { betaCrps } from "../../../src/core/coin";
import { gridFromCounts, gridPosterior, priorGrid } from "../../../src/core/coin";
import { betaDistribution } from "../../../src/core/conjugate";
import { defaultsOf, type SettingValues } from "../../../src/core/settings";
import { coinModel } from "../../../src/labs/coin/coinModel";
import { coinSettings } from "../../../src/labs/coin/coinSettings";
import { experiments } from "../../../src/labs/coin/experiments";
import { readFlips } from "../../../src/labs/coin/flips";
import { logGrid } from "../../../src/labs/coin/gridNumbers";
import { hiddenBias } from "../../../src/labs/coin/hiddenCoin";
import { expectAllClose, expectClose, seedNumbers } from "../../core/seedNumbers";

interface GridSection {
  flips: number[];
  posterior: number[];
  map_estimate: number;
  map_index: number;
  mean_estimate: number;
  sd_on_grid: number;
  exact_continuous: Record<
    "alpha" | "beta" | "mode" | "mean" | "sd" | "log_evidence_of_the_sequence",
    number
  >;
}

interface BetaSection {
  alpha: number;
  beta: number;
  mean: number;
  sd: number;
  mode: number;
  quantiles: Record<string, number>;
  hdi: Record<string, [number, number]>;
}

const defaults = defaultsOf(coinSettings);
const modelOf = (changed: SettingValues) => {
  const values = { ...defaults, ...changed };
  const { flips } = readFlips(values.flips as string);
  if (flips === null) throw new Error(`flips = ${String(values.flips)} cannot be read`);
  return coinModel(values, flips);
};
const heads = (count: number): string => "1".repeat(count);
const tails = (count: number): string => "0".repeat(count);

describe("the article's card", () => {
  const stored = seedNumbers("grid_coin") as GridSection;
  const card = experiments.find(({ title }) => title === "The article's five flips");
  const model = modelOf(card?.values ?? {});

  test("has the article's flips", () => expect([...model.flips]).toEqual(stored.flips));

  test("posterior at every node, MAP, mean and sd on the grid", () => {
    expectAllClose(model.grid, stored.posterior, 1e-9, "node");
    expect(model.summary.mapIndex).toBe(stored.map_index);
    expectClose(model.summary.map, stored.map_estimate);
    expectClose(model.summary.mean, stored.mean_estimate);
    expectClose(model.summary.sd, stored.sd_on_grid);
    expect([model.summary.map.toFixed(4), model.summary.mean.toFixed(4)]).toEqual(["0.5996", "0.5714"]);
  });

  test("the closed form beside it", () => {
    const { alpha, beta, mode, mean, sd, log_evidence_of_the_sequence } = stored.exact_continuous;
    const { exact } = model;
    expect([exact.alpha, exact.beta]).toEqual([alpha, beta]);
    expectClose(exact.distribution.mode, mode);
    expectClose(exact.distribution.mean, mean);
    expectClose(exact.distribution.sd, sd);
    expectClose(model.logEvidence.exact, log_evidence_of_the_sequence);
    expectClose(model.headNow.exact, mean);
    expectClose(model.headBefore.exact, 0.5);
  });
});

describe("Beta posteriors of the reference", () => {
  // Whole shapes of at least 1 can be reached from the uniform prior.
  const stored = (seedNumbers("betas") as BetaSection[]).filter(({ alpha, beta }) => alpha + beta > 2);

  test.each(stored.map((entry) => [`Beta(${entry.alpha}, ${entry.beta})`, entry] as const))(
    "%s: moments, credible interval, HDI",
    (_name, { alpha, beta, mean, sd, mode, quantiles, hdi }) => {
      const model = modelOf({ alpha: 1, beta: 1, flips: heads(alpha - 1) + tails(beta - 1) });
      expect([model.exact.alpha, model.exact.beta]).toEqual([alpha, beta]);
      expectClose(model.exact.distribution.mean, mean);
      expectClose(model.exact.distribution.sd, sd);
      expectClose(model.exact.distribution.mode, mode);
      expectAllClose(model.interval.exact, [quantiles["0.025"], quantiles["0.975"]]);
      expectAllClose(model.hdi.exact[0], hdi["0.95"]);
      expectClose(model.headNow.exact, mean);
    },
  );

  test("the prior that the sliders start at, before any flip", () => {
    const entry = stored.find(({ alpha, beta }) => alpha === 2 && beta === 2);
    const model = modelOf({ flips: "" });
    expect(model.prior).toEqual({ alpha: 2, beta: 2 });
    expectClose(model.exact.distribution.sd, entry?.sd ?? NaN);
    expectAllClose(model.hdi.exact[0], entry?.hdi["0.95"] ?? []);
    expect(model.logEvidence).toEqual({ grid: 0, exact: 0 });
  });
});

describe("the grid in logarithms", () => {
  test("is core's, flip by flip and from the counts", () => {
    const prior = { alpha: 3, beta: 1.5 };
    const { pdf } = betaDistribution(prior.alpha, prior.beta);
    const flips = [1, 0, 0, 1, 1, 1, 0];
    const { probabilities } = logGrid(prior, { heads: 4, tails: 3 }, 61);
    expectAllClose(probabilities, gridPosterior(flips, 61, priorGrid(61, pdf)), 1e-12);
    expectAllClose(probabilities, gridFromCounts({ heads: 4, tails: 3 }, 61, priorGrid(61, pdf)), 1e-12);
  });

  test("survives a prior and data that disagree beyond the range of doubles", () => {
    const model = modelOf({ alpha: 200, beta: 0.5, nodes: 2000, flips: tails(10_000) });
    expectClose(model.summary.mean, model.exact.distribution.mean, 1e-6);
    expectClose(model.logEvidence.grid, model.logEvidence.exact, 1e-3);
  });

  // An infinite end becomes the mean over half a cell; the error falls like the square root of its width.
  test("takes a prior with infinite ends", () => {
    const coarse = modelOf({ alpha: 0.5, beta: 0.5, nodes: 500, flips: "" });
    const fine = modelOf({ alpha: 0.5, beta: 0.5, nodes: 2000, flips: "" });
    expect(fine.grid.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(Math.abs(fine.error.sd)).toBeLessThan(0.6 * Math.abs(coarse.error.sd));
    expect(fine.error.distance).toBeLessThan(0.01);
    const flipped = modelOf({ alpha: 0.5, beta: 0.5, nodes: 100 });
    expect(Math.abs(flipped.logEvidence.grid - flipped.logEvidence.exact)).toBeLessThan(0.05);
    expect(fine.exact.distribution.mode).toBeNaN();
    expect(fine.hdi.exact).toHaveLength(2);
  });

  test.each(coinSettings.filter(({ kind }) => kind === "number").map(({ key }) => key))(
    "every number is finite at both ends of %s",
    (key) => {
      const setting = coinSettings.find((one) => one.key === key);
      if (setting?.kind !== "number") throw new Error(`${key} is no number`);
      for (const value of [setting.min, setting.max]) {
        for (const flips of ["", heads(50), tails(50), heads(5000) + tails(5000)]) {
          const { grid, summary, interval, hdi, logEvidence, guessInterval } = modelOf({
            [key]: value,
            flips,
          });
          const shown = [
            ...grid,
            summary.mean,
            summary.sd,
            ...interval.grid,
            ...interval.exact,
            ...hdi.exact.flat(),
            logEvidence.grid,
            logEvidence.exact,
            ...guessInterval,
          ];
          expect(shown.every(Number.isFinite)).toBe(true);
        }
      }
    },
  );
});

describe("guess and reveal", () => {
  test("nothing is known before the reveal", () => {
    const model = modelOf({});
    expect([model.isFromCoin, model.truth, model.scores]).toEqual([true, null, null]);
  });

  test("the guess is a Beta with that mean, worth so many flips", () => {
    const { guess, guessInterval } = modelOf({ guess: 0.7, sureness: 20 });
    expectAllClose([guess.alpha, guess.beta], [14, 6], 1e-12);
    const { cdf } = betaDistribution(14, 6);
    expectClose(cdf(guessInterval[1]) - cdf(guessInterval[0]), 0.9);
  });

  test("the reveal shows the coin's bias and scores both beliefs", () => {
    const model = modelOf({ revealed: true });
    expect(model.truth).toBe(hiddenBias(defaults.seed as number));
    expectClose(model.scores?.posterior.crps ?? NaN, betaCrps(model.exact, model.truth ?? NaN), 1e-12);
    expectClose(model.scores?.guess.crps ?? NaN, betaCrps(model.guess, model.truth ?? NaN), 1e-12);
  });

  test("one's own flips have no hidden bias", () => {
    const model = modelOf({ revealed: true, flips: "11010" });
    expect([model.isFromCoin, model.truth, model.scores]).toEqual([false, null, null]);
  });

  // At the truth itself, sure beats unsure; far from it, unsure beats sure.
  test("being sure pays only when one is right", () => {
    const score = (guess: number, sureness: number): number =>
      modelOf({ revealed: true, guess, sureness }).scores?.guess.crps ?? NaN;
    const truth = hiddenBias(defaults.seed as number);
    expect(score(truth, 200)).toBeLessThan(score(truth, 4));
    expect(score(0.2, 200)).toBeGreaterThan(score(0.2, 4));
  });
});
