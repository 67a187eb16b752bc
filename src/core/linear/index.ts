/**
 * Small dense linear algebra: least squares by Householder's triangularisation, Cholesky, singular values.
 * Made for some tens of columns and any number of rows, which arrive in blocks and are not kept.
 * A square matrix is one Float64Array, row by row. Must not know regression, priors or data files.
 */
export { appendRows, diagonalSystem, leadingSystem, mergeSystems, sumOfSquares } from "./triangularSystem";
export type { TriangularSystem } from "./triangularSystem";
export { invertUpper, solveUpper, solveUpperTransposed } from "./triangularSolve";
export { conditionNumber, numericalRank, singularValues } from "./singularValues";
export { choleskyFactor, choleskyLogDeterminant, choleskySolve, forwardSolve } from "./cholesky";
