import type { TriangularSystem } from "./triangularSystem";

const EPSILON = 2.220446049250313e-16;
const MOST_SWEEPS = 60;

/**
 * Singular values of a square matrix ([row][column]), largest first, by one-sided Jacobi rotations
 * (Golub and Van Loan, Matrix Computations, 8.6.3): columns are turned pairwise until all are orthogonal.
 */
export function singularValues(matrix: Float64Array, dimension: number): Float64Array {
  const a = matrix.slice();
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let isDone = true;
    for (let p = 0; p < dimension - 1; p++) {
      for (let q = p + 1; q < dimension; q++) if (orthogonalize(a, dimension, p, q)) isDone = false;
    }
    if (isDone) break;
  }
  const values = new Float64Array(dimension);
  for (let j = 0; j < dimension; j++) values[j] = Math.sqrt(dot(a, dimension, j, j));
  return values.sort().reverse();
}

function dot(a: Float64Array, dimension: number, p: number, q: number): number {
  let sum = 0;
  for (let i = 0; i < dimension; i++) sum += a[i * dimension + p] * a[i * dimension + q];
  return sum;
}

/** Turns columns p and q in their plane until they are orthogonal; false where they were. */
function orthogonalize(a: Float64Array, dimension: number, p: number, q: number): boolean {
  const product = dot(a, dimension, p, q);
  const pp = dot(a, dimension, p, p);
  const qq = dot(a, dimension, q, q);
  if (Math.abs(product) <= EPSILON * Math.sqrt(pp * qq)) return false;
  const zeta = (qq - pp) / (2 * product);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = cosine * tangent;
  for (let i = 0; i < dimension; i++) {
    const left = a[i * dimension + p];
    const right = a[i * dimension + q];
    a[i * dimension + p] = cosine * left - sine * right;
    a[i * dimension + q] = sine * left + cosine * right;
  }
  return true;
}

/** Ratio of the largest to the smallest singular value of X; Infinity where X has not full column rank. */
export function conditionNumber(system: TriangularSystem): number {
  const values = singularValues(system.factor, system.dimension);
  return values[0] / values[values.length - 1];
}

/** Number of singular values that stand out from rounding: above max(rows, columns) 2^-52 times the largest. */
export function numericalRank(system: TriangularSystem): number {
  const values = singularValues(system.factor, system.dimension);
  const threshold = Math.max(system.numRows, system.dimension) * EPSILON * values[0];
  return values.filter((value) => value > threshold).length;
}
