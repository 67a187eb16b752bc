import { appendRows, diagonalSystem, invertUpper, mergeSystems, solveUpper } from "../linear";
import type { TriangularSystem } from "../linear";
import { log } from "../math/elementary";
import { expectFinite, expectWhole } from "../math/expectations";
import { logEvidenceOfAugmented } from "./evidence";
import { powersOf } from "./polynomial";
import type { RegressionData } from "./polynomialSystem";
import { HIGHEST_DEGREE, polynomialSystem } from "./polynomialSystem";
import { lambdaOfGaussianPrior } from "./ridge";

const LOG_TWO_PI = 1.8378770664093453;

/**
 * The posterior of a polynomial's weights under y ~ N(X w, sigmaNoise^2 I), w ~ N(0, sigmaWeights^2 I):
 * Gaussian, with mean R^-1 Q^T y and covariance sigmaNoise^2 (R^T R)^-1, where R is the factor of the data's
 * rows over the prior's rows sqrt(lambda) I (so R^T is the Cholesky factor of the scaled precision).
 * Plain data; `observe` makes a new one.
 */
export interface WeightPosterior {
  readonly degree: number;
  readonly sigmaNoise: number;
  readonly sigmaWeights: number;
  readonly system: TriangularSystem;
}

/**
 * What is known before any data.
 * @throws RangeError for a degree out of range or a sigma that is not positive
 */
export function priorOfWeights(degree: number, sigmaNoise: number, sigmaWeights: number): WeightPosterior {
  expectWhole("degree", degree, 0, HIGHEST_DEGREE);
  const scale = Math.sqrt(lambdaOfGaussianPrior(sigmaNoise, sigmaWeights));
  return { degree, sigmaNoise, sigmaWeights, system: diagonalSystem(degree + 1, scale) };
}

/**
 * The posterior after one more point, or after many at once: the order and the grouping do not matter.
 * @throws RangeError for values that are not finite, and as `polynomialSystem`
 */
export function observe(posterior: WeightPosterior, data: RegressionData): WeightPosterior;
export function observe(posterior: WeightPosterior, x: number, y: number): WeightPosterior;
export function observe(posterior: WeightPosterior, x: number | RegressionData, y = NaN): WeightPosterior {
  const { degree, system } = posterior;
  if (typeof x === "object") {
    return { ...posterior, system: mergeSystems(system, polynomialSystem(x, degree)) };
  }
  expectFinite("x", x);
  expectFinite("y", y);
  return {
    ...posterior,
    system: appendRows(system, powersOf(x, degree, new Float64Array(degree + 1)), [y]),
  };
}

/** Mean (and mode) of the weights, lowest power first. */
export function weightMean({ system }: WeightPosterior): Float64Array {
  return solveUpper(system.factor, system.rotated);
}

/** Covariance of the weights, [i][j]. */
export function weightCovariance({ system, sigmaNoise }: WeightPosterior): Float64Array {
  const { dimension, factor } = system;
  const inverse = invertUpper(factor, dimension);
  const covariance = new Float64Array(dimension * dimension);
  for (let i = 0; i < dimension; i++) {
    for (let j = i; j < dimension; j++) {
      let sum = 0;
      for (let k = j; k < dimension; k++) sum += inverse[i * dimension + k] * inverse[j * dimension + k];
      covariance[i * dimension + j] = sigmaNoise * sigmaNoise * sum;
      covariance[j * dimension + i] = covariance[i * dimension + j];
    }
  }
  return covariance;
}

/** Standard deviation of each weight. */
export function weightSds(posterior: WeightPosterior): Float64Array {
  const dimension = posterior.degree + 1;
  const covariance = weightCovariance(posterior);
  return Float64Array.from({ length: dimension }, (_, i) => Math.sqrt(covariance[i * (dimension + 1)]));
}

/** Correlation of weights i and j. */
export function weightCorrelation(posterior: WeightPosterior, i: number, j: number): number {
  const dimension = posterior.degree + 1;
  const covariance = weightCovariance(posterior);
  const [ii, jj] = [covariance[i * (dimension + 1)], covariance[j * (dimension + 1)]];
  return covariance[i * dimension + j] / Math.sqrt(ii * jj);
}

/** A draw from the posterior: the mean plus sigmaNoise R^-1 z, for standard normals z, one a weight. */
export function weightsFromNormals(posterior: WeightPosterior, normals: ArrayLike<number>): Float64Array {
  const { factor, rotated } = posterior.system;
  return solveUpper(
    factor,
    rotated.map((value, i) => value + posterior.sigmaNoise * normals[i]),
  );
}

/** Normalised log density of the posterior at given weights. */
export function logDensityOfWeights(
  { system, sigmaNoise }: WeightPosterior,
  weights: ArrayLike<number>,
): number {
  const { dimension, factor, rotated } = system;
  let value = -dimension * (0.5 * LOG_TWO_PI + log(sigmaNoise));
  for (let i = 0; i < dimension; i++) {
    let rest = rotated[i];
    for (let j = i; j < dimension; j++) rest -= factor[i * dimension + j] * weights[j];
    value += log(factor[i * dimension + i]) - (0.5 * rest * rest) / (sigmaNoise * sigmaNoise);
  }
  return value;
}

/** log p(y | X) of all points so far; 0 before the first. */
export function posteriorLogEvidence({ system, sigmaNoise, sigmaWeights }: WeightPosterior): number {
  return logEvidenceOfAugmented(system, sigmaNoise, lambdaOfGaussianPrior(sigmaNoise, sigmaWeights));
}
