import type { TriangularSystem } from "../linear";
import { appendRows, diagonalSystem, numericalRank, solveUpper, solveUpperTransposed } from "../linear";
import { expectPositive } from "../math/expectations";
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

/** Violations below this share of `lassoEndsAt` are rounding. */
const TOLERANCE = 1e-13;
const MOST_SWEEPS = 2000;

/**
 * The weights that minimise ||y - X w||^2 + lambda ||w||_1, intercept penalised like the rest: the MAP under
 * a Laplace prior. Sweeps of coordinate descent find out which weights are not 0; after each, those are moved
 * together towards the exact minimum for their signs (the subspace step of feature-sign search, Lee et al.
 * 2006), because powers of x are so correlated that one coordinate at a time would take a million sweeps.
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
  const tolerance = TOLERANCE * Math.max(lassoEndsAt(system), lambda);
  let violation = kktResidual(system, weights, lambda);
  let numSweeps = 0;
  let best = weights;
  let bestViolation = violation;
  while (violation > tolerance && numSweeps < MOST_SWEEPS) {
    weights = subspaceStep(system, sweep(system, weights, lambda), lambda);
    violation = kktResidual(system, weights, lambda);
    numSweeps += 1;
    if (violation < bestViolation) [best, bestViolation] = [weights, violation];
  }
  return {
    weights: best,
    residualSumOfSquares: residuals(system, best).reduce((sum, r) => sum + r * r, system.residual),
    kktResidual: bestViolation,
    numSweeps,
  };
}

/** rotated - factor w: the part of the residuals that weights can change. */
function residuals({ dimension, factor, rotated }: TriangularSystem, weights: Float64Array): Float64Array {
  return rotated.map((value, i) => {
    let rest = value;
    for (let j = i; j < dimension; j++) rest -= factor[i * dimension + j] * weights[j];
    return rest;
  });
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
    const violation = weights[j] === 0 ? Math.abs(slope) - lambda : Math.abs(slope - lambda * Math.sign(weights[j]));
    return Math.max(worst, violation);
  }, 0);
}

/** Minimises over one weight after the other, each with a soft threshold. */
function sweep(system: TriangularSystem, start: Float64Array, lambda: number): Float64Array {
  const { dimension, factor } = system;
  const weights = start.slice();
  const rest = residuals(system, weights);
  for (let j = 0; j < dimension; j++) {
    let square = 0;
    let product = 0;
    for (let i = 0; i <= j; i++) {
      square += factor[i * dimension + j] * factor[i * dimension + j];
      product += factor[i * dimension + j] * rest[i];
    }
    if (square === 0) continue;
    const free = product + square * weights[j];
    const shrunk = Math.max(0, Math.abs(free) - 0.5 * lambda) / square;
    const change = Math.sign(free) * shrunk - weights[j];
    weights[j] = Math.sign(free) * shrunk;
    for (let i = 0; i <= j; i++) rest[i] -= factor[i * dimension + j] * change;
  }
  return weights;
}

/** Moves the weights that are not 0 to their minimum for these signs, or to the best sign change on the way. */
function subspaceStep(system: TriangularSystem, weights: Float64Array, lambda: number): Float64Array {
  const goal = minimumForSigns(system, weights, lambda);
  if (!goal) return weights;
  let best = weights;
  let lowest = objective(system, weights, lambda);
  const tryPoint = (point: Float64Array): void => {
    const value = objective(system, point, lambda);
    if (value <= lowest) [best, lowest] = [point, value];
  };
  for (let crossing = 0; crossing < weights.length; crossing++) {
    if (weights[crossing] * goal[crossing] >= 0) continue;
    const share = weights[crossing] / (weights[crossing] - goal[crossing]);
    tryPoint(weights.map((w, j) => (j === crossing ? 0 : w + share * (goal[j] - w))));
  }
  tryPoint(goal);
  return best;
}

function objective(system: TriangularSystem, weights: Float64Array, lambda: number): number {
  const penalty = weights.reduce((sum, w) => sum + Math.abs(w), 0);
  return residuals(system, weights).reduce((sum, r) => sum + r * r, lambda * penalty);
}

/** The minimum of ||y - X w||^2 + lambda sign.w over the weights that are not 0; null where it is not unique. */
function minimumForSigns(
  { dimension, factor, rotated }: TriangularSystem,
  weights: Float64Array,
  lambda: number,
): Float64Array | null {
  const active = [...weights.keys()].filter((j) => weights[j] !== 0);
  if (active.length === 0) return null;
  const columns = Float64Array.from({ length: dimension * active.length }, (_, at) => {
    const j = active[at % active.length];
    return factor[Math.floor(at / active.length) * dimension + j];
  });
  const part = appendRows(diagonalSystem(active.length), columns, rotated);
  if (numericalRank(part) < active.length) return null;
  const signs = active.map((j) => 0.5 * lambda * Math.sign(weights[j]));
  const pull = solveUpperTransposed(part.factor, signs);
  const solution = solveUpper(
    part.factor,
    part.rotated.map((value, i) => value - pull[i]),
  );
  const goal = new Float64Array(dimension);
  active.forEach((j, i) => (goal[j] = solution[i]));
  return goal;
}
