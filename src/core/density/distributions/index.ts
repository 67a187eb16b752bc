/**
 * Log densities of the common distributions, normalised, as expressions: functions of a graph, the value, and
 * the parameters, each of them a node or a number. Must not know targets.
 */
export { bernoulliLogit, binomial, poisson, poissonLog } from "./counts";
export { choleskyRows, multivariateNormal } from "./multivariateNormal";
export { beta, exponential, gamma, halfCauchy, inverseGamma } from "./onTheHalfLine";
export { cauchy, laplace, normal, studentT, uniform } from "./onTheLine";
