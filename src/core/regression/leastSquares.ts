import { numericalRank, solveUpper } from "../linear";
import type { TriangularSystem } from "../linear";

/** Weights of a polynomial, lowest power first, and what they leave unexplained. */
export interface Fit {
  readonly weights: Float64Array;
  /** Sum of (y - fit)^2 over the data. */
  readonly residualSumOfSquares: number;
}

/**
 * The weights that minimise ||y - X w||^2: maximum likelihood under Gaussian noise of one size.
 * @throws RangeError where the data do not determine the weights (fewer different x than weights)
 */
export function leastSquares(system: TriangularSystem): Fit {
  const rank = numericalRank(system);
  if (rank < system.dimension) {
    const points = system.numRows === 1 ? "1 point" : `${system.numRows} points`;
    throw new RangeError(
      `the ${points} fix ${rank} of ${system.dimension} weights; expected at least ` +
        `${system.dimension} different x for degree ${system.dimension - 1}, or a prior on the weights`,
    );
  }
  return { weights: solveUpper(system.factor, system.rotated), residualSumOfSquares: system.residual };
}
