import { log } from "../math/elementary";

/**
 * The lower triangular L with L L^T = matrix, for a symmetric positive definite matrix ([row][column]).
 * Only the lower half is read.
 * @throws RangeError where the matrix is not positive definite
 */
export function choleskyFactor(matrix: ArrayLike<number>, dimension: number): Float64Array {
  const factor = new Float64Array(dimension * dimension);
  for (let j = 0; j < dimension; j++) {
    for (let i = j; i < dimension; i++) {
      let rest = matrix[i * dimension + j];
      for (let k = 0; k < j; k++) rest -= factor[i * dimension + k] * factor[j * dimension + k];
      if (i > j) {
        factor[i * dimension + j] = rest / factor[j * dimension + j];
        continue;
      }
      if (!(rest > 0 && rest < Infinity)) {
        throw new RangeError(
          `matrix: pivot ${j + 1} of ${dimension} is ${rest}; expected a positive definite matrix`,
        );
      }
      factor[j * dimension + j] = Math.sqrt(rest);
    }
  }
  return factor;
}

/** Solves L w = right. */
export function forwardSolve(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const dimension = right.length;
  const solution = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) {
    let rest = right[i];
    for (let j = 0; j < i; j++) rest -= factor[i * dimension + j] * solution[j];
    solution[i] = rest / factor[i * dimension + i];
  }
  return solution;
}

/** Solves L L^T w = right. */
export function choleskySolve(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const solution = forwardSolve(factor, right);
  const dimension = right.length;
  for (let i = dimension - 1; i >= 0; i--) {
    for (let j = i + 1; j < dimension; j++) solution[i] -= factor[j * dimension + i] * solution[j];
    solution[i] /= factor[i * dimension + i];
  }
  return solution;
}

/** log of the determinant of L L^T. */
export function choleskyLogDeterminant(factor: Float64Array, dimension: number): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += log(factor[i * dimension + i]);
  return 2 * sum;
}
