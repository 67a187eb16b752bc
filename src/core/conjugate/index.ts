/**
 * Conjugate pairs: Beta-Binomial, Normal-Normal with known noise, Gamma-Poisson. Each pair is a file with
 * the same four things: summary of the data, posterior, log evidence (and Bayes factor against a point),
 * posterior predictive. Priors and posteriors become distributions (beta, normal, gamma) with density,
 * distribution function and quantiles, from which intervals are read off in one way for all.
 * Must not know sliders, charts or where data come from.
 */
export type { ContinuousDistribution } from "./distribution";
export { betaDistribution } from "./betaDistribution";
export { gammaDistribution } from "./gammaDistribution";
export { normalDistribution } from "./normalDistribution";
export { logMassBetween, truncatedDistribution } from "./truncatedDistribution";
export type { TruncatedDistribution } from "./truncatedDistribution";
export { equalTailInterval, highestDensityRegion } from "./intervals";
export type { Interval } from "./intervals";
export {
  betaBinomialPmf,
  betaLogBayesFactor,
  betaLogEvidence,
  betaLogEvidenceOfCount,
  betaPosterior,
  countFlips,
  scaledFlipLikelihood,
} from "./betaBinomial";
export type { BetaShapes, FlipCounts } from "./betaBinomial";
export {
  normalLogBayesFactor,
  normalLogEvidence,
  normalPosterior,
  normalPredictive,
  scaledNormalLikelihood,
  summarizeNormal,
  weightOfData,
} from "./normalNormal";
export type { NormalBelief, NormalSummary } from "./normalNormal";
export {
  gammaLogBayesFactor,
  gammaLogEvidence,
  gammaPosterior,
  negativeBinomialPmf,
  scaledPoissonLikelihood,
  summarizeCounts,
} from "./gammaPoisson";
export type { CountSummary, GammaShapeRate } from "./gammaPoisson";
