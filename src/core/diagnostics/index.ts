/**
 * Diagnostics of Markov chains: R-hat, effective sample sizes, Monte Carlo standard errors.
 *
 * Draws go in as one flat array (see drawMatrix.ts), numbers come out; what is not defined is NaN.
 * For a few long chains use `summarizeDraws`; for many short ones, of which only means and variances
 * are kept, `nestedRhatFromMoments` and `manyChainEss`. Definitions and edge cases are those of R's
 * posterior package 1.7, held to it by tests/core/diagnostics.
 * Must not know samplers, targets, or where the draws came from.
 */
export { assertDrawMatrix, splitChains } from "./drawMatrix";
export type { DrawMatrix } from "./drawMatrix";
export { chainMoments, meanOf, varianceOf } from "./moments";
export type { ChainMoments } from "./moments";
export { autocorrelation, autocovariance } from "./autocovariance";
export { integratedAutocorrelationTime } from "./integratedAutocorrelationTime";
export { quantile, quantileOfSorted } from "./quantile";
export { rankNormalize } from "./rankNormalize";
export { rhat, rhatBasic, rhatBulk, rhatFolded } from "./rhat";
export { essBasic, essBulk, essMean, essMedian, essQuantile, essSd, essTail } from "./ess";
export { mcseMean, mcseQuantile, mcseSd } from "./mcse";
export { nestedRhat, nestedRhatFromMoments } from "./nestedRhat";
export { manyChainEss } from "./manyChainEss";
export type { ManyChainSummary } from "./manyChainEss";
export { summarizeDraws } from "./summarizeDraws";
export type { DrawSummary } from "./summarizeDraws";
