import { exp, log } from "../math/elementary";
import { expectPositive } from "../math/expectations";
import { gammaQuantile } from "../math/gammaQuantile";
import { incompleteGamma, logGammaKernel } from "../math/incompleteGamma";
import type { ContinuousDistribution } from "./distribution";

/**
 * Gamma(shape, rate): density rate^shape x^(shape - 1) e^(-rate x) / Gamma(shape) on [0, Infinity).
 * @throws RangeError unless shape and rate are positive and finite
 */
export function gammaDistribution(shape: number, rate: number): ContinuousDistribution {
  expectPositive("shape", shape);
  expectPositive("rate", rate);
  const logPdf = (x: number): number => {
    if (x > 0 && x < Infinity) return logGammaKernel(shape, rate * x) - log(x);
    if (x === 0 && shape <= 1) return shape === 1 ? log(rate) : Infinity;
    return x === x ? -Infinity : NaN;
  };
  return {
    support: [0, Infinity],
    mean: shape / rate,
    sd: Math.sqrt(shape) / rate,
    mode: shape > 1 ? (shape - 1) / rate : 0,
    shape: "unimodal",
    logPdf,
    pdf: (x) => exp(logPdf(x)),
    cdf: (x) => incompleteGamma(shape, rate * x).lower,
    survival: (x) => incompleteGamma(shape, rate * x).upper,
    quantile: (probability) => gammaQuantile(shape, probability) / rate,
  };
}
