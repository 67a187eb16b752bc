/** The article's picture against its exact answer: how far passes are from the closed form, in standard errors. */
import { normalQuantile } from "../../core/math/normalQuantile";
import {
  exactMoments,
  exactShape,
  type MaskSharing,
  type Network,
  type PassSummary,
} from "../../core/network";

export interface ArticleCheck {
  /** Exact sd over |x| on either side: constants, for all biases are 0. */
  readonly sdPerX: { readonly left: number; readonly right: number };
  /** Exact sds averaged over |x| < 1 and over |x| > 3, a fifth of the inputs and two. */
  readonly sdCentre: number;
  readonly sdEdges: number;
  /** The passes' sds, averaged over the same. */
  readonly passesCentre: number;
  readonly passesEdges: number;
  /** Largest |z| of the passes' means and sds over all inputs, and what half of all runs stay below. */
  readonly worstMean: number;
  readonly worstSd: number;
  readonly typicalWorst: number;
  /** One run in a thousand exceeds this. */
  readonly mostWorst: number;
}

/** @param summary whose first points are the inputs */
export function articleCheck(
  network: Network,
  places: Float64Array,
  summary: PassSummary,
  { rate, numPasses, sharing }: { rate: number; numPasses: number; sharing: MaskSharing },
): ArticleCheck {
  const sds = places.map((x) => exactMoments(network, [x], rate)?.sd ?? NaN);
  const isCentre = (x: number): boolean => Math.abs(x) < 1;
  const isEdge = (x: number): boolean => Math.abs(x) > 3;
  const average = (values: ArrayLike<number>, isTaken: (x: number) => boolean): number => {
    const taken = places
      .map((x, i) => (isTaken(x) ? values[i] : NaN))
      .filter((value) => !Number.isNaN(value));
    return taken.reduce((sum, value) => sum + value, 0) / taken.length;
  };
  let [worstMean, worstSd] = [0, 0];
  places.forEach((x, i) => {
    const z = scoresAt(network, x, rate, numPasses, summary.mean[i], summary.modelSd[i]);
    worstMean = Math.max(worstMean, Math.abs(z.mean));
    worstSd = Math.max(worstSd, Math.abs(z.sd));
  });
  // With one mask a pass and biases of 0, all inputs of a side have the same z.
  const numFree = sharing === "perPass" ? 2 : places.length;
  const worstAt = (share: number): number => normalQuantile((1 + share ** (1 / numFree)) / 2);
  return {
    sdPerX: { left: sdPer(network, -1, rate), right: sdPer(network, 1, rate) },
    sdCentre: average(sds, isCentre),
    sdEdges: average(sds, isEdge),
    passesCentre: average(summary.modelSd, isCentre),
    passesEdges: average(summary.modelSd, isEdge),
    worstMean,
    worstSd,
    typicalWorst: worstAt(0.5),
    mostWorst: worstAt(0.999),
  };
}

function sdPer(network: Network, x: number, rate: number): number {
  return exactMoments(network, [x], rate)?.sd ?? NaN;
}

/** How many standard errors the passes' mean and sd at x lie off the exact ones; NaN where there is nothing to compare. */
export function scoresAt(
  network: Network,
  x: number | readonly number[],
  rate: number,
  numPasses: number,
  mean: number,
  sd: number,
): { readonly mean: number; readonly sd: number } {
  const point = typeof x === "number" ? [x] : x;
  const exact = exactMoments(network, point, rate);
  if (exact === null || exact.sd === 0) return { mean: NaN, sd: NaN };
  const excess = network.sizes.length === 3 ? exactShape(network, point, rate).excessKurtosis : 0;
  // Variance of s^2 over sigma^4 is 2 / (n - 1) + excess / n; that of s a quarter of it.
  const sdError = (exact.sd / 2) * Math.sqrt(Math.max(0, 2 / (numPasses - 1) + excess / numPasses));
  return {
    mean: ((mean - exact.mean) * Math.sqrt(numPasses)) / exact.sd,
    sd: (sd - exact.sd) / sdError,
  };
}
