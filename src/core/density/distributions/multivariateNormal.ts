import { choleskyFactor } from "../../linear";
import { square, sum } from "../builders";
import type { Graph, Operand } from "../graph";
import type { Node } from "../node";
import { HALF_LOG_TWO_PI, mustBePositive } from "./parts";

/**
 * The log density of a multivariate normal with covariance L L^T.
 * @param cholesky the lower triangular L, [row][column]; row i has (at least) its entries 0 to i
 * @throws RangeError where the sizes do not fit, or an entry of the diagonal is known and not above 0
 */
export function multivariateNormal(
  graph: Graph,
  x: readonly Operand[],
  mean: readonly Operand[],
  cholesky: readonly (readonly Operand[])[],
): Node {
  const dimension = x.length;
  if (dimension === 0 || mean.length !== dimension || cholesky.length !== dimension) {
    throw new RangeError(
      `multivariateNormal: ${dimension} coordinates, ${mean.length} means and ${cholesky.length} rows of the ` +
        "Cholesky factor; expected as many of each, at least 1",
    );
  }
  const squares: Node[] = [];
  const logDiagonal: Node[] = [];
  // Forward substitution: z = L^-1 (x - mean).
  const z: Node[] = [];
  cholesky.forEach((row, i) => {
    if (row.length <= i) {
      throw new RangeError(
        `multivariateNormal: Cholesky row ${i} has ${row.length} entries; expected ${i + 1}`,
      );
    }
    mustBePositive("multivariateNormal", { [`cholesky[${i}][${i}]`]: row[i] });
    let rest = graph.subtract(x[i], mean[i]);
    for (let j = 0; j < i; j++) rest = graph.subtract(rest, graph.multiply(row[j], z[j]));
    z.push(graph.multiply(rest, graph.divide(1, row[i])));
    squares.push(square(graph, z[i]));
    logDiagonal.push(graph.log(row[i]));
  });
  const constant = graph.add(sum(graph, logDiagonal), dimension * HALF_LOG_TWO_PI);
  return graph.subtract(graph.multiply(-0.5, sum(graph, squares)), constant);
}

/**
 * The Cholesky factor of a covariance, as `multivariateNormal` takes it.
 * @throws RangeError where the matrix is not square, or not symmetric and positive definite
 */
export function choleskyRows(covariance: readonly (readonly number[])[]): number[][] {
  const dimension = covariance.length;
  covariance.forEach((row, i) => {
    if (row.length !== dimension) {
      throw new RangeError(`covariance: row ${i} has ${row.length} entries; expected ${dimension}`);
    }
    row.forEach((value, j) => {
      if (!(Math.abs(value - covariance[j][i]) <= 1e-12 * Math.abs(value))) {
        throw new RangeError(
          `covariance: entries [${i}][${j}] and [${j}][${i}] are ${value} and ${covariance[j][i]}; ` +
            "expected a symmetric matrix",
        );
      }
    });
  });
  const factor = choleskyFactor(covariance.flat(), dimension);
  return covariance.map((_, i) => [...factor.subarray(i * dimension, i * dimension + i + 1)]);
}
