/** Solves R w = right for an upper triangular R ([row][column]) without a zero on its diagonal. */
export function solveUpper(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const dimension = right.length;
  const solution = new Float64Array(dimension);
  for (let i = dimension - 1; i >= 0; i--) {
    let rest = right[i];
    for (let j = i + 1; j < dimension; j++) rest -= factor[i * dimension + j] * solution[j];
    solution[i] = rest / factor[i * dimension + i];
  }
  return solution;
}

/** Solves R^T w = right for an upper triangular R. */
export function solveUpperTransposed(factor: Float64Array, right: ArrayLike<number>): Float64Array {
  const dimension = right.length;
  const solution = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) {
    let rest = right[i];
    for (let j = 0; j < i; j++) rest -= factor[j * dimension + i] * solution[j];
    solution[i] = rest / factor[i * dimension + i];
  }
  return solution;
}

/** The inverse of an upper triangular matrix, itself upper triangular. */
export function invertUpper(factor: Float64Array, dimension: number): Float64Array {
  const inverse = new Float64Array(dimension * dimension);
  const unit = new Float64Array(dimension);
  for (let j = 0; j < dimension; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveUpper(factor, unit);
    for (let i = 0; i <= j; i++) inverse[i * dimension + j] = column[i];
  }
  return inverse;
}
