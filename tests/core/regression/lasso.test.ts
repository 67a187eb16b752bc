import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RegressionData } from "../../../src/core/regression";
import {
  evaluatePolynomial,
  lambdaOfLaplacePrior,
  laplaceScaleOf,
  lasso,
  lassoEndsAt,
  leastSquares,
  polynomialSystem,
  regularizationPath,
  ridge,
  spacedLambdas,
} from "../../../src/core/regression";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";

const data = seedNumbers("map_vs_mle") as { x: number[]; y: number[]; degree: number };
const system = polynomialSystem(data, data.degree);
const ends = lassoEndsAt(system);

/** 2 X_j.(y - X w) from the points themselves, not from the triangular system. */
function slopes({ x, y }: RegressionData, weights: Float64Array): number[] {
  return Array.from(weights, (_, j) => {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += 2 * x[i] ** j * (y[i] - evaluatePolynomial(weights, x[i]));
    return sum;
  });
}

function objective({ x, y }: RegressionData, weights: Float64Array, lambda: number): number {
  let sum = lambda * weights.reduce((total, w) => total + Math.abs(w), 0);
  for (let i = 0; i < x.length; i++) sum += (y[i] - evaluatePolynomial(weights, x[i])) ** 2;
  return sum;
}

/** Asserts the optimality conditions from first principles. */
function expectOptimal(
  points: RegressionData,
  weights: Float64Array,
  lambda: number,
  tolerance: number,
): void {
  slopes(points, weights).forEach((slope, j) => {
    if (weights[j] === 0) expect(Math.abs(slope)).toBeLessThanOrEqual(lambda + tolerance);
    else expect(Math.abs(slope - lambda * Math.sign(weights[j]))).toBeLessThanOrEqual(tolerance);
  });
}

describe("lasso on the article's 15 points, degree 10", () => {
  test.each([1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.1, 0.3, 1, 3, 6])("lambda = %f is optimal", (lambda) => {
    const { weights, kktResidual, residualSumOfSquares } = lasso(system, lambda);
    expectOptimal(data, weights, lambda, 1e-11);
    expect(kktResidual).toBeLessThan(1e-11);
    expectClose(residualSumOfSquares, objective(data, weights, 0), 1e-11);
  });

  test("no weight can be nudged to something better", () => {
    const lambda = 0.1;
    const { weights } = lasso(system, lambda);
    const least = objective(data, weights, lambda);
    for (let j = 0; j < weights.length; j++) {
      for (const nudge of [1e-4, -1e-4]) {
        const moved = weights.map((w, k) => (k === j ? w + nudge : w));
        expect(objective(data, moved, lambda)).toBeGreaterThan(least);
      }
    }
    expect(weights.filter((w) => w === 0).length).toBeGreaterThan(4);
  });

  test("at lambda = 0 it is least squares; from its end on, nothing is left", () => {
    expectAllClose(lasso(system, 0).weights, leastSquares(system).weights, 1e-15);
    expect(lasso(system, 0).kktResidual).toBeLessThan(1e-11);
    expect(lasso(system, ends * (1 + 1e-9)).weights.every((w) => w === 0)).toBe(true);
    expect(lasso(system, ends * (1 - 1e-6)).weights.filter((w) => w !== 0)).toHaveLength(1);
  });

  test("where it starts does not matter", () => {
    const { weights } = lasso(system, 0.05);
    const far = lasso(system, 0.05, leastSquares(system).weights).weights;
    const other = lasso(system, 0.05, new Float64Array(11).fill(-3)).weights;
    weights.forEach((w, k) => {
      expect(Math.abs(far[k] - w)).toBeLessThan(1e-9);
      expect(Math.abs(other[k] - w)).toBeLessThan(1e-9);
    });
  });

  test("the prior that a lambda means, and back", () => {
    expectClose(lambdaOfLaplacePrior(0.15, 0.3), 0.15, 1e-15);
    expectClose(laplaceScaleOf(0.15, 0.15), 0.3, 1e-15);
    expect(laplaceScaleOf(0, 0.15)).toBe(Infinity);
  });
});

test("lasso is optimal for any data, also with fewer points than weights and repeated x", () => {
  const point = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -40, max: 40 }));
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 0, max: 7 }),
      fc.double({ min: -4, max: 2, noNaN: true }),
      (points, degree, power) => {
        const sample = { x: points.map(([x]) => x / 8), y: points.map(([, y]) => y / 10) };
        const lambda = 10 ** power;
        const { weights } = lasso(polynomialSystem(sample, degree), lambda);
        expectOptimal(sample, weights, lambda, 1e-9 * (1 + lambda));
      },
    ),
    { seed: 20260802, numRuns: 300 },
  );
});

describe("regularisation paths", () => {
  const lambdas = spacedLambdas(1e-4, 20, 60);

  test("lambdas are spaced evenly in their logarithm, ends exact", () => {
    expect([lambdas.length, lambdas[0], lambdas[59]]).toEqual([60, 1e-4, 20]);
    const ratio = 200000 ** (1 / 59);
    for (let i = 1; i < 60; i++) expectClose(lambdas[i] / lambdas[i - 1], ratio, 1e-12);
  });

  test("ridge along the path is ridge at each lambda, and shrinks", () => {
    const { weights } = regularizationPath(system, "L2", lambdas);
    weights.forEach((w, i) => expectAllClose(w, ridge(system, lambdas[i]).weights, 1e-15));
    const lengths = weights.map((w) => w.reduce((sum, each) => sum + each * each, 0));
    for (let i = 1; i < 60; i++) expect(lengths[i]).toBeLessThan(lengths[i - 1]);
  });

  test("lasso along the path is optimal at each lambda, in whatever order they come", () => {
    const shuffled = Float64Array.from(lambdas, (_, i) => lambdas[(i * 37) % 60]);
    const path = regularizationPath(system, "L1", shuffled);
    path.weights.forEach((w, i) => expectOptimal(data, w, shuffled[i], 1e-11));
    const sizes = lambdas.map((lambda) =>
      path.weights[shuffled.indexOf(lambda)].reduce((s, w) => s + Math.abs(w), 0),
    );
    for (let i = 1; i < 60; i++) expect(sizes[i]).toBeLessThanOrEqual(sizes[i - 1] + 1e-10);
  });
});
