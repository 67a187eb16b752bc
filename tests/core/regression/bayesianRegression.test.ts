import { describe, expect, test } from "vitest";
import { normalCdf } from "../../../src/core/math/errorFunction";
import type { WeightPosterior } from "../../../src/core/regression";
import {
  credibleBand,
  leastSquares,
  logDensityOfWeights,
  observe,
  pairOfWeights,
  polynomialSystem,
  posteriorLogEvidence,
  predict,
  priorOfWeights,
  weightCorrelation,
  weightCovariance,
  weightMean,
  weightsFromNormals,
  weightSds,
} from "../../../src/core/regression";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface Section {
  x: number[];
  y: number[];
  sigma_noise: number;
  sigma_prior: number;
  true: { intercept: number; slope: number };
  mu_post: number[];
  Sigma_post: number[][];
  sd_post: number[];
  corr: number;
  ols: number[];
  log_evidence: number;
  z_of_truth: number[];
  x_test: number[];
  predictive_mean: number[];
  predictive_sd: number[];
  epistemic_sd: number[];
  avg_predictive_sd_in: number;
  avg_predictive_sd_out: number;
  avg_epistemic_sd_in: number;
  avg_epistemic_sd_out: number;
  ratio_predictive: number;
  ratio_epistemic: number;
  normal_coverage_of_2sd: number;
  printed: string[];
}

const stored = seedNumbers("bayesian_linear_regression") as Section;
const prior = priorOfWeights(1, stored.sigma_noise, stored.sigma_prior);
const posterior = observe(prior, stored);
const prediction = predict(posterior, stored.x_test);

/** Mean over the test inputs that lie where asked: the article counts |x| <= 2 as inside, |x| > 3 as outside. */
function average(values: ArrayLike<number>, isIn: (x: number) => boolean): number {
  const chosen = stored.x_test.flatMap((x, i) => (isIn(x) ? [values[i]] : []));
  expect(chosen.length).toBeGreaterThan(20);
  return chosen.reduce((sum, value) => sum + value, 0) / chosen.length;
}
const inside = (x: number): boolean => Math.abs(x) <= 2;
const outside = (x: number): boolean => Math.abs(x) > 3;

describe("the article's 20 points", () => {
  test("posterior of intercept and slope", () => {
    expectAllClose(weightMean(posterior), stored.mu_post);
    expectAllClose(weightCovariance(posterior), stored.Sigma_post.flat());
    expectAllClose(weightSds(posterior), stored.sd_post);
    expectClose(weightCorrelation(posterior, 0, 1), stored.corr);
    expectAllClose(leastSquares(polynomialSystem(stored, 1)).weights, stored.ols);
    expectClose(posteriorLogEvidence(posterior), stored.log_evidence);
  });

  test("how far off the truth is", () => {
    const truth = [stored.true.intercept, stored.true.slope];
    const sds = weightSds(posterior);
    const z = weightMean(posterior).map((mean, k) => (truth[k] - mean) / sds[k]);
    expectAllClose(z, stored.z_of_truth);
  });

  test("prediction at every test input", () => {
    expectAllClose(prediction.mean, stored.predictive_mean);
    expectAllClose(prediction.predictiveSd, stored.predictive_sd);
    expectAllClose(prediction.epistemicSd, stored.epistemic_sd);
  });

  test("averages inside and outside the data", () => {
    const { predictiveSd, epistemicSd } = prediction;
    expectClose(average(predictiveSd, inside), stored.avg_predictive_sd_in);
    expectClose(average(predictiveSd, outside), stored.avg_predictive_sd_out);
    expectClose(average(epistemicSd, inside), stored.avg_epistemic_sd_in);
    expectClose(average(epistemicSd, outside), stored.avg_epistemic_sd_out);
    expectClose(average(predictiveSd, outside) / average(predictiveSd, inside), stored.ratio_predictive);
    expectClose(average(epistemicSd, outside) / average(epistemicSd, inside), stored.ratio_epistemic);
  });

  test("the article's lines", () => {
    const [intercept, slope] = weightMean(posterior);
    const { predictiveSd } = prediction;
    expect([
      `Posterior weights: intercept=${intercept.toFixed(2)}, slope=${slope.toFixed(2)}`,
      `Avg uncertainty in data range:    ${average(predictiveSd, inside).toFixed(3)}`,
      `Avg uncertainty in extrapolation: ${average(predictiveSd, outside).toFixed(3)}`,
    ]).toEqual(stored.printed);
  });

  test("a band of two standard deviations each way", () => {
    const coverage = normalCdf(2) - normalCdf(-2);
    expectClose(coverage, stored.normal_coverage_of_2sd);
    const { curve, observation } = credibleBand(prediction, coverage);
    for (const [band, sd] of [
      [curve, stored.epistemic_sd],
      [observation, stored.predictive_sd],
    ] as const) {
      expectAllClose(
        band.upper,
        stored.predictive_mean.map((mean, i) => mean + 2 * sd[i]),
      );
      expectAllClose(
        band.lower,
        stored.predictive_mean.map((mean, i) => mean - 2 * sd[i]),
      );
    }
  });
});

/** The same numbers, whatever way they were reached. */
function expectSamePosterior(one: WeightPosterior, other: WeightPosterior, tolerance: number): void {
  const scale = Math.max(...weightMean(other).map(Math.abs));
  weightMean(one).forEach((w, k) =>
    expect(Math.abs(w - weightMean(other)[k])).toBeLessThan(tolerance * scale),
  );
  const covariance = weightCovariance(other);
  const largest = Math.max(...covariance);
  weightCovariance(one).forEach((c, k) =>
    expect(Math.abs(c - covariance[k])).toBeLessThan(tolerance * largest),
  );
  expectClose(posteriorLogEvidence(one), posteriorLogEvidence(other), tolerance, "log evidence");
}

describe("updating", () => {
  test.each([0, 1, 2, 5, 10])("one point at a time is the batch, degree %i", (degree) => {
    const batch = observe(priorOfWeights(degree, 0.5, 2), stored);
    let running = priorOfWeights(degree, 0.5, 2);
    stored.x.forEach((x, i) => (running = observe(running, x, stored.y[i])));
    expect(running.system.numRows).toBe(20);
    expectSamePosterior(running, batch, 1e-11);
  });

  test("neither order nor grouping matters", () => {
    const halves = [stored.x.slice(11), stored.x.slice(0, 11)].map((x) => ({
      x,
      y: x.map((value) => stored.y[stored.x.indexOf(value)]),
    }));
    const regrouped = halves.reduce(observe, prior);
    expectSamePosterior(regrouped, posterior, 1e-13);
  });

  test("log evidence is the sum of the predictive densities on the way", () => {
    let running = prior;
    let sum = 0;
    stored.x.forEach((x, i) => {
      const { mean, predictiveSd } = predict(running, [x]);
      const z = (stored.y[i] - mean[0]) / predictiveSd[0];
      sum -= 0.5 * z * z + Math.log(predictiveSd[0]) + 0.5 * Math.log(2 * Math.PI);
      running = observe(running, x, stored.y[i]);
    });
    expectClose(posteriorLogEvidence(running), sum, 1e-12);
  });

  test("without data there is the prior", () => {
    expectAllClose(weightSds(prior), [2, 2], 1e-15);
    expect([...weightMean(prior)]).toEqual([0, 0]);
    expect(posteriorLogEvidence(prior)).toBeCloseTo(0, 15);
    expectClose(predict(prior, [3]).predictiveSd[0], Math.sqrt(0.25 + 4 + 36), 1e-15);
  });
});

describe("the posterior as a density", () => {
  test("integrates to 1, with the moments stated", () => {
    const [sd0, sd1] = weightSds(posterior);
    const [mean0, mean1] = weightMean(posterior);
    const moments = { total: 0, mean0: 0, cross: 0 };
    const [nodes, reach] = [81, 7];
    const step = (2 * reach) / (nodes - 1);
    for (let i = 0; i < nodes; i++) {
      for (let j = 0; j < nodes; j++) {
        const [u, v] = [(i * step - reach) * sd0, (j * step - reach) * sd1];
        const mass =
          Math.exp(logDensityOfWeights(posterior, [mean0 + u, mean1 + v])) * step * step * sd0 * sd1;
        moments.total += mass;
        moments.mean0 += mass * (mean0 + u);
        moments.cross += mass * u * v;
      }
    }
    expectClose(moments.total, 1, 1e-10);
    expectClose(moments.mean0, stored.mu_post[0], 1e-9);
    expectClose(moments.cross, stored.Sigma_post[0][1], 1e-9);
  });

  test("a pair of two is the whole; of more, its marginal", () => {
    const pair = pairOfWeights(posterior, 0, 1);
    expectAllClose(pair.mean, stored.mu_post);
    expectAllClose(pair.sds, stored.sd_post);
    expectClose(pair.correlation, stored.corr);
    expectClose(pair.logDensity(0.4, 1.6), logDensityOfWeights(posterior, [0.4, 1.6]), 1e-13);

    const cubic = observe(priorOfWeights(3, 0.5, 2), stored);
    const [three, one] = [pairOfWeights(cubic, 3, 1), weightMean(cubic)];
    expectAllClose(three.mean, [one[3], one[1]], 1e-15);
    expectClose(three.correlation, weightCorrelation(cubic, 1, 3), 1e-13);
    const top = three.logDensity(...three.mean);
    const area = three.sds[0] * three.sds[1] * Math.sqrt(1 - three.correlation ** 2);
    expectClose(top, -Math.log(2 * Math.PI * area), 1e-12);
  });

  test("draws have the posterior's mean and covariance: linear maps of unit normals", () => {
    const mean = weightMean(posterior);
    const columns = [
      [1, 0],
      [0, 1],
    ].map((normals) => weightsFromNormals(posterior, normals).map((w, k) => w - mean[k]));
    const covariance = [0, 1].flatMap((i) =>
      [0, 1].map((j) => columns.reduce((sum, column) => sum + column[i] * column[j], 0)),
    );
    expectAllClose(covariance, stored.Sigma_post.flat());
  });

  test("a pair is two different weights", () => {
    expect(() => pairOfWeights(posterior, 1, 1)).toThrow("i = 1 and j = 1; expected two different weights");
    expect(() => pairOfWeights(posterior, 0, 2)).toThrow("j = 2; expected a whole number from 0 to 1");
  });
});
