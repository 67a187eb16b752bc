/**
 * All that least squares needs to know of any number of rows: the R of a QR factorisation.
 * For every w, ||y - X w||^2 = ||rotated - factor w||^2 + residual, with factor upper triangular.
 */
export interface TriangularSystem {
  /** Number of columns of X. */
  readonly dimension: number;
  /** R: [row][column], zero below the diagonal, no negative number on it. */
  readonly factor: Float64Array;
  /** The first `dimension` entries of Q^T y. */
  readonly rotated: Float64Array;
  /** Sum of squares of the other entries: what no w can explain. */
  readonly residual: number;
  /** Number of rows of X; those of a prior are not counted. */
  readonly numRows: number;
}

/** The system of the rows `scale` times the identity with target 0: a prior, or nothing at all at scale 0. */
export function diagonalSystem(dimension: number, scale = 0): TriangularSystem {
  const factor = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) factor[i * dimension + i] = scale;
  return { dimension, factor, rotated: new Float64Array(dimension), residual: 0, numRows: 0 };
}

/**
 * The system with rows added, by one Householder reflection a column (Golub and Van Loan, Matrix
 * Computations, 5.1 and 6.5.3). One row or a thousand at a time: the result is the same up to rounding.
 * @param rows [row][column]
 * @param targets y, one a row
 */
export function appendRows(
  system: TriangularSystem,
  rows: ArrayLike<number>,
  targets: ArrayLike<number>,
): TriangularSystem {
  const { dimension } = system;
  const count = targets.length;
  const top = withTargets(system.factor, system.rotated, dimension);
  const block = withTargets(rows, targets, dimension);
  triangularize(top, block, dimension, count);
  let { residual } = system;
  for (let i = 0; i < count; i++) {
    const left = block[i * (dimension + 1) + dimension];
    residual += left * left;
  }
  const factor = new Float64Array(dimension * dimension);
  const rotated = new Float64Array(dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) factor[i * dimension + j] = top[i * (dimension + 1) + j];
    rotated[i] = top[i * (dimension + 1) + dimension];
  }
  return { dimension, factor, rotated, residual, numRows: system.numRows + count };
}

/** [row][column], with the target as one more column. */
function withTargets(rows: ArrayLike<number>, targets: ArrayLike<number>, dimension: number): Float64Array {
  const joined = new Float64Array(targets.length * (dimension + 1));
  for (let i = 0; i < targets.length; i++) {
    for (let j = 0; j < dimension; j++) joined[i * (dimension + 1) + j] = rows[i * dimension + j];
    joined[i * (dimension + 1) + dimension] = targets[i];
  }
  return joined;
}

/** Reflects the block's first `dimension` columns away, into the triangle above it. */
function triangularize(top: Float64Array, block: Float64Array, dimension: number, count: number): void {
  const width = dimension + 1;
  for (let k = 0; k < dimension; k++) {
    let below = 0;
    for (let i = k; i < count * width; i += width) below += block[i] * block[i];
    if (below === 0) continue;
    const diagonal = top[k * width + k];
    const norm = Math.sqrt(diagonal * diagonal + below);
    // The reflection's vector is (head, column k of the block); written so that nothing cancels.
    const head = -below / (diagonal + norm);
    const weight = 2 / (head * head + below);
    top[k * width + k] = norm;
    for (let j = k + 1; j < width; j++) {
      let product = head * top[k * width + j];
      for (let i = 0; i < count; i++) product += block[i * width + k] * block[i * width + j];
      product *= weight;
      top[k * width + j] -= product * head;
      for (let i = 0; i < count; i++) block[i * width + j] -= product * block[i * width + k];
    }
  }
}

/** The system of both systems' rows: data and a prior, or two halves of the data. */
export function mergeSystems(first: TriangularSystem, second: TriangularSystem): TriangularSystem {
  const joined = appendRows(first, second.factor, second.rotated);
  return {
    ...joined,
    residual: joined.residual + second.residual,
    numRows: first.numRows + second.numRows,
  };
}

/** The system of the first columns alone: nested models share one factorisation. */
export function leadingSystem(system: TriangularSystem, dimension: number): TriangularSystem {
  const factor = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) factor[i * dimension + j] = system.factor[i * system.dimension + j];
  }
  let { residual } = system;
  for (let i = dimension; i < system.dimension; i++) residual += system.rotated[i] * system.rotated[i];
  return {
    dimension,
    factor,
    rotated: system.rotated.slice(0, dimension),
    residual,
    numRows: system.numRows,
  };
}

/** ||y - X w||^2, without the rows. */
export function sumOfSquares(system: TriangularSystem, weights: ArrayLike<number>): number {
  const { dimension, factor, rotated } = system;
  let sum = system.residual;
  for (let i = 0; i < dimension; i++) {
    let rest = rotated[i];
    for (let j = i; j < dimension; j++) rest -= factor[i * dimension + j] * weights[j];
    sum += rest * rest;
  }
  return sum;
}
