import { diagonalSystem, mergeSystems, solveUpper, sumOfSquares } from "../linear";
import type { TriangularSystem } from "../linear";
import { expectPositive } from "../math/expectations";
import { leastSquares } from "./leastSquares";
import type { Fit } from "./leastSquares";

/** The lambda with which ridge is the MAP under w ~ N(0, sigmaWeights^2): sigmaNoise^2 / sigmaWeights^2. */
export function lambdaOfGaussianPrior(sigmaNoise: number, sigmaWeights: number): number {
  expectPositive("sigmaNoise", sigmaNoise);
  expectPositive("sigmaWeights", sigmaWeights);
  return (sigmaNoise / sigmaWeights) * (sigmaNoise / sigmaWeights);
}

/** The prior that a ridge lambda means: sigmaNoise / sqrt(lambda), Infinity (no prior) at 0. */
export function sigmaWeightsOf(lambda: number, sigmaNoise: number): number {
  expectPositive("sigmaNoise", sigmaNoise);
  expectPenalty(lambda);
  return sigmaNoise / Math.sqrt(lambda);
}

/** @throws RangeError unless lambda is finite and not below 0 */
export function expectPenalty(lambda: number): void {
  if (!(lambda >= 0 && lambda < Infinity)) {
    throw new RangeError(`lambda = ${lambda}; expected a finite number of at least 0`);
  }
}

/** The data's system with sqrt(lambda) times the identity below it. */
export function withGaussianPrior(system: TriangularSystem, lambda: number): TriangularSystem {
  return mergeSystems(diagonalSystem(system.dimension, Math.sqrt(lambda)), system);
}

/**
 * The weights that minimise ||y - X w||^2 + lambda ||w||^2, intercept penalised like the rest: the MAP under
 * a Gaussian prior. Solved as least squares with sqrt(lambda) I as further rows, not by normal equations.
 * @throws RangeError for a negative lambda, and at lambda = 0 as `leastSquares`
 */
export function ridge(system: TriangularSystem, lambda: number): Fit {
  expectPenalty(lambda);
  if (lambda === 0) return leastSquares(system);
  const { factor, rotated } = withGaussianPrior(system, lambda);
  const weights = solveUpper(factor, rotated);
  return { weights, residualSumOfSquares: sumOfSquares(system, weights) };
}
