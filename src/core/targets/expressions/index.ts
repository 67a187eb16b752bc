/**
 * The targets as expressions, one file a target: every backend follows from them. Settings are nodes, so that a
 * slider compiles nothing; data are columns. Must not know truth, boxes or labels of a target.
 */
export { createBananaDensity } from "./banana";
export { createBimodal1dDensity } from "./bimodal1d";
export { createCorrelatedGaussianDensity } from "./correlatedGaussian";
export { createFunnelDensity } from "./funnel";
export { createMixtureDensity, mixtureSettingNames } from "./gaussianMixture";
export { createMeanLogSdDensity } from "./meanLogSd";
export { createRingDensity } from "./ring";
export { createRosenbrockDensity } from "./rosenbrock";
