/**
 * A continuous distribution on an interval, as plain functions of the parameters it was made with.
 * `quantile` undoes `cdf`; `survival` is 1 - cdf without the cancellation.
 */
export interface ContinuousDistribution {
  /** Ends of the interval that carries the mass; may be infinite. */
  readonly support: readonly [number, number];
  readonly mean: number;
  readonly sd: number;
  /** Where the density is highest; NaN where that is no single point. */
  readonly mode: number;
  /**
   * Which way the density goes: one hill (or a slope, or flat), or highest at both ends of the support, where
   * a highest-density region falls into two pieces.
   */
  readonly shape: "unimodal" | "flat" | "uShaped";
  /** log density; -Infinity outside the support. */
  readonly logPdf: (x: number) => number;
  readonly pdf: (x: number) => number;
  readonly cdf: (x: number) => number;
  readonly survival: (x: number) => number;
  /** Inverse of `cdf`; NaN outside [0, 1]. */
  readonly quantile: (probability: number) => number;
}
