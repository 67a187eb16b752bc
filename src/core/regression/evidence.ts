import { leadingSystem } from "../linear";
import type { TriangularSystem } from "../linear";
import { exp, log } from "../math/elementary";
import { expectPositive } from "../math/expectations";
import { leastSquares } from "./leastSquares";
import type { RegressionData } from "./polynomialSystem";
import { polynomialSystem } from "./polynomialSystem";
import { lambdaOfGaussianPrior, withGaussianPrior } from "./ridge";

const LOG_TWO_PI = 1.8378770664093453;

/**
 * log p(y | X) with y ~ N(X w, sigmaNoise^2 I) and w ~ N(0, sigmaWeights^2 I) integrated out. With lambda the
 * ratio of variances and R the factor of X over sqrt(lambda) I, it is -n/2 log(2 pi sigmaNoise^2) +
 * p/2 log lambda - log det R - min(||y - X w||^2 + lambda ||w||^2) / (2 sigmaNoise^2).
 */
export function logEvidence(system: TriangularSystem, sigmaNoise: number, sigmaWeights: number): number {
  const lambda = lambdaOfGaussianPrior(sigmaNoise, sigmaWeights);
  return logEvidenceOfAugmented(withGaussianPrior(system, lambda), sigmaNoise, lambda);
}

/** The same, of a system that already has the prior's rows in it. */
export function logEvidenceOfAugmented(
  { dimension, factor, residual, numRows }: TriangularSystem,
  sigmaNoise: number,
  lambda: number,
): number {
  let logDeterminant = 0;
  for (let i = 0; i < dimension; i++) logDeterminant += log(factor[i * dimension + i]);
  return (
    -numRows * (0.5 * LOG_TWO_PI + log(sigmaNoise)) +
    0.5 * dimension * log(lambda) -
    logDeterminant -
    residual / (2 * sigmaNoise * sigmaNoise)
  );
}

/**
 * log p(y | X, w) at the least-squares weights: what fits best, without Occam's razor.
 * @throws RangeError as `leastSquares`
 */
export function maxLogLikelihood(system: TriangularSystem, sigmaNoise: number): number {
  expectPositive("sigmaNoise", sigmaNoise);
  const { residualSumOfSquares } = leastSquares(system);
  return (
    -system.numRows * (0.5 * LOG_TWO_PI + log(sigmaNoise)) -
    residualSumOfSquares / (2 * sigmaNoise * sigmaNoise)
  );
}

export interface DegreeEvidence {
  readonly degree: number;
  readonly logEvidence: number;
  /** Probability of this degree among those compared, all equally likely beforehand. */
  readonly probability: number;
}

/**
 * Evidence of every degree from 0 to `maxDegree` under the same prior on each weight.
 * @throws RangeError as `polynomialSystem`, and for a sigma that is not positive
 */
export function evidenceByDegree(
  data: RegressionData,
  maxDegree: number,
  sigmaNoise: number,
  sigmaWeights: number,
): DegreeEvidence[] {
  const system = polynomialSystem(data, maxDegree);
  const logs = Array.from({ length: maxDegree + 1 }, (_, degree) =>
    logEvidence(leadingSystem(system, degree + 1), sigmaNoise, sigmaWeights),
  );
  const highest = Math.max(...logs);
  const total = logs.reduce((sum, value) => sum + exp(value - highest), 0);
  return logs.map((value, degree) => ({
    degree,
    logEvidence: value,
    probability: exp(value - highest) / total,
  }));
}
