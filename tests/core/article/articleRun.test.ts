import { describe, expect, test } from "vitest";
import {
  ARTICLE_RUN,
  articleRun,
  conjugateData,
  lineData,
  parabolaData,
  summarizeArticleRun,
} from "../../../src/core/article";
import { targetByKey } from "../../../src/core/targets";
import { simulateNormalData } from "../../../src/core/targets/normalData";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface Chain {
  n_accepted: number;
  acceptance_rate: number;
  acceptance_after_burn: number;
  mean_mu: number;
  sd_mu_ddof0: number;
  mean_sigma: number;
  sd_sigma_ddof0: number;
  first_40_states: [number, number][];
  first_200_accept_flags: string;
  states_every_100th_from_index_99: [number, number][];
}
interface Section {
  data: number[];
  init: number[];
  step_size: number;
  n_samples: number;
  burn: number;
  log_posterior_at_init: number;
  numpy_chain: Chain;
  printed: string[];
}

const stored = seedNumbers("metropolis_hastings") as Section;
const chain = stored.numpy_chain;

describe("the article's Metropolis-Hastings run", () => {
  const run = articleRun();
  const summary = summarizeArticleRun(run);

  test("has the article's settings", () => {
    expect([...ARTICLE_RUN.start]).toEqual(stored.init);
    expect(ARTICLE_RUN.stepSize).toBe(stored.step_size);
    expect(ARTICLE_RUN.numSteps).toBe(stored.n_samples);
    expect(ARTICLE_RUN.numWarmup).toBe(stored.burn);
    const target = targetByKey("meanLogSd").create({});
    expectClose(target.logDensity(stored.init), stored.log_posterior_at_init, 1e-13);
  });

  test("accepts and rejects where numpy did", () => {
    expect(run.isAccepted.subarray(0, 200).join("")).toBe(chain.first_200_accept_flags);
    expect(summary.numAccepted).toBe(chain.n_accepted);
    expectClose(summary.acceptanceRate, chain.acceptance_rate, 1e-15);
    expectClose(summary.acceptanceRateAfterWarmup, chain.acceptance_after_burn, 1e-15);
  });

  test("stands where numpy's stood, at the start and at every hundredth step", () => {
    expectAllClose(run.positions.subarray(0, 80), chain.first_40_states.flat(), 1e-9, "coordinate");
    const every = chain.states_every_100th_from_index_99;
    expect(every).toHaveLength(100);
    every.forEach((state, k) => {
      const at = 2 * (100 * k + 99);
      expectAllClose(run.positions.subarray(at, at + 2), state, 1e-9, `coordinate at step ${at / 2}`);
    });
  });

  test("means and standard deviations after warmup", () => {
    expectClose(summary.meanMu, chain.mean_mu);
    expectClose(summary.sdMu, chain.sd_mu_ddof0);
    expectClose(summary.meanSigma, chain.mean_sigma);
    expectClose(summary.sdSigma, chain.sd_sigma_ddof0);
  });

  test("what it prints", () => {
    expect([
      `Acceptance rate: ${(100 * summary.acceptanceRate).toFixed(2)}%`,
      `Posterior mean of mu:    ${summary.meanMu.toFixed(2)} +/- ${summary.sdMu.toFixed(2)}`,
      `Posterior mean of sigma: ${summary.meanSigma.toFixed(2)} +/- ${summary.sdSigma.toFixed(2)}`,
    ]).toEqual(stored.printed);
  });

  test("an accepted step moves, and a rejected one stays", () => {
    for (let step = 1; step < 500; step++) {
      const at = 2 * step;
      const hasMoved = run.positions[at] !== run.positions[at - 2];
      expect(hasMoved).toBe(run.isAccepted[step] === 1);
    }
  });
});

describe("bad input", () => {
  test.each<[string, () => unknown, string]>([
    [
      "warmup",
      () => summarizeArticleRun(articleRun(), 10_000),
      "numWarmup = 10000; expected a whole number from 0 to",
    ],
    [
      "no data",
      () => simulateNormalData(0, 3, 1.5, 42),
      "numPoints = 0; expected a whole number of at least 1",
    ],
    ["one x", () => parabolaData(1), "numPoints = 1; expected a whole number of at least 2"],
  ])("%s", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe("the article's data from its seed", () => {
  test("flips of the conjugate example, and the normal data after them", () => {
    const pairs = seedNumbers("beta_binomial") as { n: number; heads: number; flips: string }[];
    const { flips, normals } = conjugateData();
    expect(flips.map((batch) => batch.length)).toEqual(pairs.map((pair) => pair.n));
    pairs.forEach((pair, i) => {
      const shown = flips[i].join("");
      expect(pair.flips.length).toBeGreaterThanOrEqual(10);
      expect(shown.slice(0, pair.flips.length)).toBe(pair.flips);
      expect(flips[i].reduce((sum, flip) => sum + flip, 0)).toBe(pair.heads);
    });
    expectAllClose(normals, (seedNumbers("normal_normal") as { data: number[] }).data, 1e-14);
  });

  test("the parabola's 15 points", () => {
    const { x, y } = seedNumbers("map_vs_mle") as { x: number[]; y: number[] };
    const made = parabolaData();
    made.x.forEach((value, i) => expect(Math.abs(value - x[i])).toBeLessThan(1e-15));
    made.y.forEach((value, i) => expect(Math.abs(value - y[i])).toBeLessThan(1e-15));
  });

  test("the 50 data of the chain, and the line's 20 points", () => {
    expectAllClose(targetByKey("meanLogSd").dataOf?.({}) ?? [], stored.data, 1e-14);
    const { x, y } = seedNumbers("bayesian_linear_regression") as { x: number[]; y: number[] };
    expectAllClose(lineData().x, x, 1e-15);
    expectAllClose(lineData().y, y, 1e-14);
  });

  test("more data begin with the same", () => {
    const few = simulateNormalData(50, 3, 1.5, 42);
    expect([...simulateNormalData(1000, 3, 1.5, 42).subarray(0, 50)]).toEqual([...few]);
    expect(simulateNormalData(100_000, 3, 1.5, 42)).toHaveLength(100_000);
    expect(simulateNormalData(10, 3, 1.5, 43)[0]).not.toBe(few[0]);
  });
});
