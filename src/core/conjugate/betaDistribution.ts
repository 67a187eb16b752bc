import { betaQuantile } from "../math/betaQuantile";
import { exp, log, log1p } from "../math/elementary";
import { expectPositive } from "../math/expectations";
import { incompleteBeta, logBetaKernel } from "../math/incompleteBeta";
import { logBeta } from "../math/logBeta";
import type { ContinuousDistribution } from "./distribution";

/**
 * Beta(alpha, beta): density x^(alpha - 1) (1 - x)^(beta - 1) / B(alpha, beta) on [0, 1].
 * @throws RangeError unless both shapes are positive and finite
 */
export function betaDistribution(alpha: number, beta: number): ContinuousDistribution {
  expectPositive("alpha", alpha);
  expectPositive("beta", beta);
  const sum = alpha + beta;
  const logPdf = (x: number): number => {
    if (x > 0 && x < 1) return logBetaKernel(alpha, beta, x) - log(x) - log1p(-x);
    if (x === 0) return atEnd(alpha, beta);
    if (x === 1) return atEnd(beta, alpha);
    return x === x ? -Infinity : NaN;
  };
  return {
    support: [0, 1],
    mean: alpha / sum,
    sd: Math.sqrt(((alpha / sum) * (beta / sum)) / (sum + 1)),
    mode: modeOf(alpha, beta),
    shape: alpha === 1 && beta === 1 ? "flat" : alpha < 1 && beta < 1 ? "uShaped" : "unimodal",
    logPdf,
    pdf: (x) => exp(logPdf(x)),
    cdf: (x) => incompleteBeta(alpha, beta, x).lower,
    survival: (x) => incompleteBeta(alpha, beta, x).upper,
    quantile: (probability) => betaQuantile(alpha, beta, probability),
  };
}

/** log density at the end of the support where `near` is the exponent. */
function atEnd(near: number, far: number): number {
  if (near === 1) return -logBeta(1, far);
  return near > 1 ? -Infinity : Infinity;
}

function modeOf(alpha: number, beta: number): number {
  if (alpha > 1 && beta > 1) return (alpha - 1) / (alpha + beta - 2);
  if (alpha >= 1 && beta >= 1) return alpha > 1 ? 1 : beta > 1 ? 0 : NaN;
  if (alpha < 1 && beta < 1) return NaN;
  return alpha < 1 ? 0 : 1;
}
