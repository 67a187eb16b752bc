import { describe, expect, test } from "vitest";
import {
  evidenceByDegree,
  lasso,
  leastSquares,
  maxLogLikelihood,
  meanSquaredError,
  observe,
  polynomialSystem,
  predict,
  priorOfWeights,
  credibleBand,
  ridge,
  spacedLambdas,
  weightMean,
} from "../../../src/core/regression";
import { expectAllClose, expectClose } from "../seedNumbers";

describe("messages name the thing, the value and what was expected", () => {
  const line = polynomialSystem({ x: [0, 1, 2], y: [1, 2, 4] }, 1);
  test.each<[string, () => unknown, string]>([
    ["no points", () => polynomialSystem({ x: [], y: [] }, 1), "x has no values; expected at least 1"],
    ["lengths", () => polynomialSystem({ x: [1, 2], y: [1] }, 1), "y has 1 values; expected 2, one an x"],
    ["NaN", () => polynomialSystem({ x: [1, NaN], y: [1, 2] }, 1), "x[1] = NaN; expected a finite number"],
    [
      "infinity",
      () => polynomialSystem({ x: [1], y: [Infinity] }, 1),
      "y[0] = Infinity; expected a finite number",
    ],
    [
      "degree",
      () => polynomialSystem({ x: [1], y: [1] }, 1.5),
      "degree = 1.5; expected a whole number from 0 to 20",
    ],
    ["overflow", () => polynomialSystem({ x: [1e200], y: [1] }, 2), "expected smaller units"],
    [
      "one point",
      () => leastSquares(polynomialSystem({ x: [3], y: [1] }, 1)),
      "the 1 point fix 1 of 2 weights",
    ],
    [
      "all x equal",
      () => leastSquares(polynomialSystem({ x: [0.3, 0.3, 0.3, 0.3], y: [1, 2, 3, 4] }, 2)),
      "the 4 points fix 1 of 3 weights; expected at least 3 different x for degree 2, or a prior on the weights",
    ],
    [
      "too few different x",
      () => ridge(polynomialSystem({ x: [1, 2, 1, 2], y: [1, 2, 3, 4] }, 2), 0),
      "fix 2 of 3",
    ],
    ["singular likelihood", () => maxLogLikelihood(polynomialSystem({ x: [1], y: [1] }, 1), 1), "fix 1 of 2"],
    ["lambda", () => ridge(line, -1), "lambda = -1; expected a finite number of at least 0"],
    ["lasso lambda", () => lasso(line, NaN), "lambda = NaN; expected a finite number of at least 0"],
    ["sigma", () => priorOfWeights(1, 0, 1), "sigmaNoise = 0; expected a finite number above 0"],
    [
      "prior sigma",
      () => priorOfWeights(1, 1, Infinity),
      "sigmaWeights = Infinity; expected a finite number above 0",
    ],
    [
      "evidence sigma",
      () => evidenceByDegree({ x: [1], y: [1] }, 1, -1, 1),
      "sigmaNoise = -1; expected a finite",
    ],
    ["new point", () => observe(priorOfWeights(1, 1, 1), NaN, 1), "x = NaN; expected a finite number"],
    ["new y", () => observe(priorOfWeights(1, 1, 1), 1, Infinity), "y = Infinity; expected a finite number"],
    [
      "probability",
      () => credibleBand(predict(priorOfWeights(1, 1, 1), [0]), 1.2),
      "probability = 1.2; expected",
    ],
    ["test points", () => meanSquaredError([1], [], []), "x has no values; expected at least 1"],
    ["path ends", () => spacedLambdas(0, 1, 5), "low = 0; expected a finite number above 0"],
    ["path length", () => spacedLambdas(1, 2, 1), "count = 1; expected a whole number of at least 2"],
  ])("%s", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe("what needs no error gives an answer", () => {
  test("one point, or all x equal, with a prior on the weights", () => {
    const { weights } = ridge(polynomialSystem({ x: [2, 2, 2], y: [1, 2, 3] }, 1), 0.5);
    // By symmetry w = c (1, 2), which is the prior's shortest way to explain the mean.
    const c = 2 / (5 + 0.5 / 3);
    expectAllClose(weights, [c, 2 * c], 1e-14);
    const posterior = observe(priorOfWeights(1, 1, 1), 2, 3);
    expectAllClose(weightMean(posterior), [0.5, 1], 1e-14);
    expect(lasso(polynomialSystem({ x: [2], y: [3] }, 1), 0.5).kktResidual).toBeLessThan(1e-12);
  });

  test("a million points", () => {
    const count = 1_000_000;
    const x = Float64Array.from({ length: count }, (_, i) => (2 * i) / (count - 1) - 1);
    const truth = [0.1, -0.3, 0.5];
    // A residual that is orthogonal to nothing in particular would hide an error; this one is exactly known.
    const y = x.map((value, i) => 0.1 - 0.3 * value + 0.5 * value * value + (i % 2 === 0 ? 0.1 : -0.1));
    const system = polynomialSystem({ x, y }, 2);
    const { weights, residualSumOfSquares } = leastSquares(system);
    weights.forEach((w, k) => expect(Math.abs(w - truth[k])).toBeLessThan(1e-6));
    expectClose(residualSumOfSquares, 0.01 * count, 1e-9);
    expectClose(meanSquaredError(weights, x, y), residualSumOfSquares / count, 1e-11);
    const posterior = observe(priorOfWeights(2, 0.1, 1), { x, y });
    expect(predict(posterior, [0]).epistemicSd[0]).toBeLessThan(2e-4);
  });
});
