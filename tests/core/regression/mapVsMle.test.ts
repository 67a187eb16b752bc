import { describe, expect, test } from "vitest";
import { conditionNumber, leadingSystem } from "../../../src/core/linear";
import {
  evidenceByDegree,
  evaluatePolynomial,
  lambdaOfGaussianPrior,
  leastSquares,
  maxLogLikelihood,
  meanSquaredError,
  observe,
  polynomialSystem,
  priorOfWeights,
  ridge,
  sigmaWeightsOf,
  weightMean,
  weightSds,
} from "../../../src/core/regression";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

interface StoredFit {
  lam: number;
  weights: number[];
  max_abs_weight: number;
  test_mse: number;
  test_max_abs_error: number;
  train_mse: number;
}
interface Section {
  x: number[];
  y: number[];
  y_true: number[];
  x_test: number[];
  y_truth_test: number[];
  degree: number;
  true_coef_low_to_high: number[];
  noise_sd: number;
  fits: StoredFit[];
  numpy: Record<"mle_mse" | "map_mse" | "mle_max" | "map_max", number> & { printed: string[] };
  condition_number_X: number;
  double_precision_error: Record<"mle_normal_equations", number>;
  right_degree_mle: { degree: number; weights: number[]; test_mse: number };
  mean_of_y_predictor_test_mse: number;
  evidence: {
    sigma_n: number;
    sigma_w: number;
    by_degree: {
      degree: number;
      log_evidence: number;
      posterior_mean: number[];
      posterior_sd: number[];
      max_log_likelihood: number;
      posterior_model_probability_uniform_prior: number;
    }[];
    best_degree: number;
  };
}

const stored = seedNumbers("map_vs_mle") as Section;
const system = polynomialSystem(stored, stored.degree);
const largest = (values: ArrayLike<number>): number => Math.max(...Array.from(values, Math.abs));
const testMse = (weights: ArrayLike<number>): number =>
  meanSquaredError(weights, stored.x_test, stored.y_truth_test);

describe("fits of degree 10 to the article's 15 points", () => {
  test.each(stored.fits)("lambda = $lam", (fit) => {
    const { weights, residualSumOfSquares } = ridge(system, fit.lam);
    expectAllClose(weights, fit.weights, 1e-9, "weight");
    expectClose(largest(weights), fit.max_abs_weight);
    expectClose(testMse(weights), fit.test_mse);
    const errors = stored.x_test.map((x, i) => evaluatePolynomial(weights, x) - stored.y_truth_test[i]);
    expectClose(largest(errors), fit.test_max_abs_error);
    expectClose(meanSquaredError(weights, stored.x, stored.y), fit.train_mse);
    expectClose(residualSumOfSquares / stored.x.length, fit.train_mse);
  });

  test("what numpy printed, to the digits that numpy got right", () => {
    expectClose(testMse(ridge(system, 0).weights), stored.numpy.mle_mse, 1e-9);
    expectClose(testMse(ridge(system, 1).weights), stored.numpy.map_mse, 1e-9);
    expectClose(largest(ridge(system, 0).weights), stored.numpy.mle_max, 1e-9);
    expectClose(largest(ridge(system, 1).weights), stored.numpy.map_max, 1e-9);
  });

  test("the article's lines", () => {
    const [mle, map] = [0, 1].map((lambda) => ridge(system, lambda).weights);
    expect([
      `MLE test MSE: ${testMse(mle).toFixed(4)}`,
      `MAP test MSE: ${testMse(map).toFixed(4)}`,
      `MLE max |weight|: ${largest(mle).toFixed(1)}`,
      `MAP max |weight|: ${largest(map).toFixed(1)}`,
    ]).toEqual(stored.numpy.printed);
  });

  test("the factorisation loses less than normal equations do", () => {
    const { weights } = leastSquares(system);
    const error = largest(weights.map((w, k) => w - stored.fits[0].weights[k]));
    expect(stored.fits[0].lam).toBe(0);
    expect(error).toBeLessThan(stored.double_precision_error.mle_normal_equations / 10);
    expectClose(conditionNumber(system), stored.condition_number_X);
  });

  test("least squares of the right degree, and no fit at all", () => {
    const { degree, weights, test_mse } = stored.right_degree_mle;
    const fit = leastSquares(polynomialSystem(stored, degree));
    expectAllClose(fit.weights, weights);
    expectClose(testMse(fit.weights), test_mse);
    expectAllClose(leastSquares(leadingSystem(system, degree + 1)).weights, weights);
    const mean = leastSquares(polynomialSystem(stored, 0)).weights;
    expectClose(testMse(mean), stored.mean_of_y_predictor_test_mse);
  });

  test("the truth is the polynomial stated", () => {
    const truth = stored.true_coef_low_to_high;
    expectAllClose(
      stored.x.map((x) => evaluatePolynomial(truth, x)),
      stored.y_true,
      1e-14,
    );
    expectAllClose(
      stored.x_test.map((x) => evaluatePolynomial(truth, x)),
      stored.y_truth_test,
      1e-14,
    );
  });

  test("lambda = 1 means a prior as narrow as the noise", () => {
    expectClose(sigmaWeightsOf(1, stored.noise_sd), 0.15, 1e-15);
    expectClose(lambdaOfGaussianPrior(stored.noise_sd, 0.15), 1, 1e-15);
    expect(sigmaWeightsOf(0, 0.15)).toBe(Infinity);
  });
});

describe("evidence per degree", () => {
  const { sigma_n, sigma_w, by_degree, best_degree } = stored.evidence;
  const evidence = evidenceByDegree(stored, 10, sigma_n, sigma_w);

  test("covers the degrees of the reference, and picks its best one", () => {
    expect(evidence.map((each) => each.degree)).toEqual(by_degree.map((each) => each.degree));
    const best = evidence.reduce((a, b) => (b.probability > a.probability ? b : a));
    expect(best.degree).toBe(best_degree);
    expectClose(
      evidence.reduce((sum, each) => sum + each.probability, 0),
      1,
      1e-14,
    );
  });

  test.each(by_degree)("degree $degree", (expected) => {
    const { degree } = expected;
    expectClose(evidence[degree].logEvidence, expected.log_evidence);
    expectClose(evidence[degree].probability, expected.posterior_model_probability_uniform_prior);
    const posterior = observe(priorOfWeights(degree, sigma_n, sigma_w), stored);
    expectAllClose(weightMean(posterior), expected.posterior_mean);
    expectAllClose(weightSds(posterior), expected.posterior_sd);
    expectClose(maxLogLikelihood(polynomialSystem(stored, degree), sigma_n), expected.max_log_likelihood);
  });

  test("at sigma_w = 0.15 no degree stands out", () => {
    const spread = evidenceByDegree(stored, 10, sigma_n, 0.15);
    expect(Math.max(...spread.map((each) => each.probability))).toBeLessThan(0.3);
  });
});
