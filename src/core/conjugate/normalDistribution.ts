import { exp, log } from "../math/elementary";
import { normalCdf } from "../math/errorFunction";
import { expectFinite, expectPositive } from "../math/expectations";
import { normalQuantile } from "../math/normalQuantile";
import type { ContinuousDistribution } from "./distribution";

const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * The normal distribution.
 * @throws RangeError unless the mean is finite and the standard deviation positive and finite
 */
export function normalDistribution(mean: number, sd: number): ContinuousDistribution {
  expectFinite("mean", mean);
  expectPositive("sd", sd);
  const logPdf = (x: number): number => {
    const z = (x - mean) / sd;
    return -0.5 * z * z - HALF_LOG_TWO_PI - log(sd);
  };
  return {
    support: [-Infinity, Infinity],
    mean,
    sd,
    mode: mean,
    shape: "unimodal",
    logPdf,
    pdf: (x) => exp(logPdf(x)),
    cdf: (x) => normalCdf((x - mean) / sd),
    survival: (x) => normalCdf((mean - x) / sd),
    quantile: (probability) => mean + sd * normalQuantile(probability),
  };
}
