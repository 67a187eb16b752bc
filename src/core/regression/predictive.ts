import { solveUpperTransposed } from "../linear";
import { expectProbability } from "../math/expectations";
import { normalQuantile } from "../math/normalQuantile";
import { evaluatePolynomial, powersOf } from "./polynomial";
import type { WeightPosterior } from "./weightPosterior";
import { weightMean } from "./weightPosterior";

/** What the posterior says of the curve and of a new observation at every x; normal distributions throughout. */
export interface Prediction {
  readonly mean: Float64Array;
  /** Standard deviation of the curve itself: what more data would shrink (epistemic). */
  readonly epistemicSd: Float64Array;
  /** Standard deviation of a new y: sqrt(epistemic^2 + sigmaNoise^2). */
  readonly predictiveSd: Float64Array;
}

/** Curve and new observation at each x; the epistemic part is sigmaNoise |R^-T (1, x, x^2, ...)|. */
export function predict(posterior: WeightPosterior, x: ArrayLike<number>): Prediction {
  const { degree, sigmaNoise, system } = posterior;
  const weights = weightMean(posterior);
  const powers = new Float64Array(degree + 1);
  const [mean, epistemicSd, predictiveSd] = [0, 1, 2].map(() => new Float64Array(x.length));
  for (let i = 0; i < x.length; i++) {
    mean[i] = evaluatePolynomial(weights, x[i]);
    let square = 0;
    for (const value of solveUpperTransposed(system.factor, powersOf(x[i], degree, powers)))
      square += value * value;
    epistemicSd[i] = sigmaNoise * Math.sqrt(square);
    predictiveSd[i] = sigmaNoise * Math.sqrt(1 + square);
  }
  return { mean, epistemicSd, predictiveSd };
}

/** Limits between which a curve or an observation lies with the probability asked for, at each x. */
export interface Band {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Central credible bands: `curve` for the polynomial, `observation` for a new y (wider by the noise).
 * @param probability such as 0.95
 * @throws RangeError unless 0 <= probability <= 1
 */
export function credibleBand(
  { mean, epistemicSd, predictiveSd }: Prediction,
  probability: number,
): { readonly curve: Band; readonly observation: Band } {
  expectProbability("probability", probability);
  const reach = -normalQuantile(0.5 * (1 - probability));
  const band = (sd: Float64Array): Band => ({
    lower: mean.map((value, i) => value - reach * sd[i]),
    upper: mean.map((value, i) => value + reach * sd[i]),
  });
  return { curve: band(epistemicSd), observation: band(predictiveSd) };
}
