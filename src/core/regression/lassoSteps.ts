import type { TriangularSystem } from "../linear";
import { appendRows, diagonalSystem, solveUpper, solveUpperTransposed, sumOfSquares } from "../linear";

/** rotated - factor w: the part of the residuals that weights can change. */
export function residuals(
  { dimension, factor, rotated }: TriangularSystem,
  weights: Float64Array,
): Float64Array {
  return rotated.map((value, i) => {
    let rest = value;
    for (let j = i; j < dimension; j++) rest -= factor[i * dimension + j] * weights[j];
    return rest;
  });
}

/** Minimises over one weight after the other, each with a soft threshold. */
export function sweep(system: TriangularSystem, start: Float64Array, lambda: number): Float64Array {
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
export function subspaceStep(system: TriangularSystem, start: Float64Array, lambda: number): Float64Array {
  const weights = withoutRedundantColumns(system, start);
  const goal = minimumForSigns(system, weights, lambda);
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
  return sumOfSquares(system, weights) + lambda * penalty;
}

function activeOf(weights: Float64Array): number[] {
  return [...weights.keys()].filter((j) => weights[j] !== 0);
}

/** The system of some columns alone. */
function systemOfColumns(
  { dimension, factor, rotated }: TriangularSystem,
  chosen: number[],
): TriangularSystem {
  const columns = new Float64Array(dimension * chosen.length);
  for (let i = 0; i < dimension; i++) {
    chosen.forEach((j, at) => (columns[i * chosen.length + at] = factor[i * dimension + j]));
  }
  return appendRows(diagonalSystem(chosen.length), columns, rotated);
}

/**
 * Weights with the same fit and no larger penalty, whose columns are independent: along a combination of
 * columns that is zero the fit stays, and the penalty falls in one direction until a weight reaches 0.
 */
function withoutRedundantColumns(system: TriangularSystem, start: Float64Array): Float64Array {
  const weights = start.slice();
  for (let active = activeOf(weights); active.length > 0; active = activeOf(weights)) {
    const direction = nullDirection(systemOfColumns(system, active));
    if (!direction) break;
    const slope = direction.reduce((sum, d, at) => sum + d * Math.sign(weights[active[at]]), 0);
    const sign = slope > 0 ? -1 : 1;
    // With slope 0 either way will do, but only one of them may lead to a 0.
    const ways = slope === 0 ? [1, -1] : [sign];
    let [reach, first] = [Infinity, -1];
    for (const way of ways) {
      direction.forEach((d, at) => {
        const steps = -weights[active[at]] / (way * d);
        if (steps > 0 && steps < Math.abs(reach)) [reach, first] = [way * steps, at];
      });
    }
    direction.forEach((d, at) => (weights[active[at]] += reach * d));
    weights[active[first]] = 0;
  }
  return weights;
}

/** A combination of columns that is zero up to rounding, or null where there is none. */
function nullDirection({ dimension, factor }: TriangularSystem): Float64Array | null {
  for (let k = 0; k < dimension; k++) {
    let square = 0;
    for (let i = 0; i <= k; i++) square += factor[i * dimension + k] * factor[i * dimension + k];
    if (factor[k * dimension + k] > 1e-13 * Math.sqrt(square)) continue;
    const direction = new Float64Array(dimension);
    direction[k] = -1;
    for (let i = k - 1; i >= 0; i--) {
      let rest = factor[i * dimension + k];
      for (let j = i + 1; j < k; j++) rest -= factor[i * dimension + j] * direction[j];
      direction[i] = rest / factor[i * dimension + i];
    }
    return direction;
  }
  return null;
}

/** The minimum of ||y - X w||^2 + lambda sign.w over the weights that are not 0; their columns are independent. */
function minimumForSigns(system: TriangularSystem, weights: Float64Array, lambda: number): Float64Array {
  const active = activeOf(weights);
  const part = systemOfColumns(system, active);
  const signs = active.map((j) => 0.5 * lambda * Math.sign(weights[j]));
  const pull = solveUpperTransposed(part.factor, signs);
  const solution = solveUpper(
    part.factor,
    part.rotated.map((value, i) => value - pull[i]),
  );
  const goal = new Float64Array(weights.length);
  active.forEach((j, i) => (goal[j] = solution[i]));
  return goal;
}
