/**
 * Polynomial regression four ways: least squares (MLE), ridge and lasso (MAP under a Gaussian and a
 * Laplace prior), and the full posterior of the weights. The data are turned once into a triangular
 * system (core/linear); every fit, path, evidence and posterior is then as cheap for a million points as
 * for ten. Weights are those of 1, x, x^2, ... Must not know where points come from or how they are drawn.
 */
export { evaluatePolynomial, meanSquaredError, powersOf } from "./polynomial";
export { HIGHEST_DEGREE, polynomialSystem } from "./polynomialSystem";
export type { RegressionData } from "./polynomialSystem";
export { leastSquares } from "./leastSquares";
export type { Fit } from "./leastSquares";
export { lambdaOfGaussianPrior, ridge, sigmaWeightsOf } from "./ridge";
export { lambdaOfLaplacePrior, laplaceScaleOf, lasso, lassoEndsAt } from "./lasso";
export type { LassoFit } from "./lasso";
export { regularizationPath, spacedLambdas } from "./regularizationPath";
export type { PenaltyKind, RegularizationPath } from "./regularizationPath";
export { evidenceByDegree, logEvidence, maxLogLikelihood } from "./evidence";
export type { DegreeEvidence } from "./evidence";
export {
  logDensityOfWeights,
  observe,
  posteriorLogEvidence,
  priorOfWeights,
  weightCorrelation,
  weightCovariance,
  weightMean,
  weightsFromNormals,
  weightSds,
} from "./weightPosterior";
export type { WeightPosterior } from "./weightPosterior";
export { pairOfWeights } from "./pairOfWeights";
export type { PairOfWeights } from "./pairOfWeights";
export { credibleBand, predict } from "./predictive";
export type { Band, Prediction } from "./predictive";
