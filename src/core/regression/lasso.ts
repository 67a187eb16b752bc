import type { TriangularSystem } from "../linear";
import { sumOfSquares } from "../linear";
import { expectPositive } from "../math/expectations";
import { residuals, subspaceStep, sweep } from "./lassoSteps";
import type { Fit } from "./leastSquares";
import { leastSquares } from "./leastSquares";
import { expectPenalty } from "./ridge";

export interface LassoFit extends Fit {
  /**
   * Largest violation of the optimality (KKT) conditions, in units of lambda: of
   * 2 X_j.(y - X w) = lambda sign(w_j) where w_j is not 0, of |2 X_j.(y - X w)| <= lambda where it is.
   */
  readonly kktResidual: number;
  readonly numSweeps: number;
}

/** The lambda with which lasso is the MAP under w ~ Laplace(0, scale b): 2 sigmaNoise^2 / b. */
export function lambdaOfLaplacePrior(sigmaNoise: number, laplaceScale: number): number {
  expectPositive("sigmaNoise", sigmaNoise);
  expectPositive("laplaceScale", laplaceScale);
  return (2 * sigmaNoise * sigmaNoise) / laplaceScale;
}

/** The Laplace prior's scale that a lasso lambda means; Infinity (no prior) at 0. */
export function laplaceScaleOf(lambda: number, sigmaNoise: number): number {
  expectPositive("sigmaNoise", sigmaNoise);
  expectPenalty(lambda);
  return (2 * sigmaNoise * sigmaNoise) / lambda;
}

/** The smallest lambda at which all weights are 0: max |2 X_j.y|. */
export function lassoEndsAt(system: TriangularSystem): number {
  return Math.max(...gradientAt(system, new Float64Array(system.dimension)).map(Math.abs));
}

/** Violations below this share of the largest term in a condition are rounding. */
const TOLERANCE = 2e-14;
const MOST_SWEEPS = 1000;

/**
 * The weights that minimise ||y - X w||^2 + lambda ||w||_1, intercept penalised like the rest: the MAP under
 * a Laplace prior. Sweeps of coordinate descent find out which weights are not 0; after each, those are moved
 * together to the exact minimum for their signs (the subspace step of feature-sign search, Lee et al. 2006),
 * because powers of x are so correlated that one coordinate at a time would take a million sweeps.
 * @param start weights to begin with, such as those of a neighbouring lambda
 * @throws RangeError for a negative lambda, and at lambda = 0 as `leastSquares`
 */
export function lasso(system: TriangularSystem, lambda: number, start?: ArrayLike<number>): LassoFit {
  expectPenalty(lambda);
  if (lambda === 0) {
    const fit = leastSquares(system);
    return { ...fit, kktResidual: kktResidual(system, fit.weights, 0), numSweeps: 0 };
  }
  let weights: Float64Array = start ? Float64Array.from(start) : new Float64Array(system.dimension);
  let violation = kktResidual(system, weights, lambda);
  let numSweeps = 0;
  while (violation > TOLERANCE * termSize(system, weights, lambda) && numSweeps < MOST_SWEEPS) {
    weights = subspaceStep(system, sweep(system, weights, lambda), lambda);
    violation = kktResidual(system, weights, lambda);
    numSweeps += 1;
  }
  return {
    weights,
    residualSumOfSquares: sumOfSquares(system, weights),
    kktResidual: violation,
    numSweeps,
  };
}

/** Size of the terms that a condition sums up: lambda, and 2 |X_j| (|y| + sum |X_k w_k|). */
function termSize(
  { dimension, factor, rotated }: TriangularSystem,
  weights: Float64Array,
  lambda: number,
): number {
  const lengths = Array.from({ length: dimension }, (_, j) => {
    let square = 0;
    for (let i = 0; i <= j; i++) square += factor[i * dimension + j] * factor[i * dimension + j];
    return Math.sqrt(square);
  });
  const targets = Math.sqrt(rotated.reduce((sum, value) => sum + value * value, 0));
  const terms = lengths.reduce((sum, length, j) => sum + length * Math.abs(weights[j]), targets);
  return lambda + 2 * Math.max(...lengths) * terms;
}

/** 2 X_j.(y - X w) for every column j. */
function gradientAt(system: TriangularSystem, weights: Float64Array): Float64Array {
  const { dimension, factor } = system;
  const rest = residuals(system, weights);
  return weights.map((_, j) => {
    let sum = 0;
    for (let i = 0; i <= j; i++) sum += factor[i * dimension + j] * rest[i];
    return 2 * sum;
  });
}

function kktResidual(system: TriangularSystem, weights: Float64Array, lambda: number): number {
  return gradientAt(system, weights).reduce((worst, slope, j) => {
    const violation =
      weights[j] === 0 ? Math.abs(slope) - lambda : Math.abs(slope - lambda * Math.sign(weights[j]));
    return Math.max(worst, violation);
  }, 0);
}
