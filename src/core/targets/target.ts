import type { Stream } from "../random";
import type { NumberSetting, NumberValues } from "../settings";

/** What is known exactly of a target; every estimate is held against it. */
export interface Truth {
  /** Mean of each parameter. */
  readonly mean: readonly number[];
  /** Standard deviation of each parameter. */
  readonly sd: readonly number[];
  /** log of the integral of exp(logDensity). */
  readonly logNormalisingConstant: number;
  /** Exact density of one parameter alone, normalised. */
  marginalDensity(axis: number, value: number): number;
  /** Exact stationary acceptance rate of random-walk Metropolis, where somebody tabulated it. */
  readonly acceptanceRates: readonly {
    readonly stepSize: number;
    readonly value: number;
    readonly error: number;
  }[];
  /** An independent draw of the target itself. */
  drawExact(stream: Stream, out: Float64Array): void;
}

/** The modes of a multimodal target, as components of a mixture. */
export interface Modes {
  /** Exact share of each mode: the component weights. */
  readonly shares: readonly [number, number];
  /** Probability that a position belongs to the first mode; never NaN. */
  responsibility(position: ArrayLike<number>): number;
}

/** Arguments of a WGSL density. What can be worked out beforehand is, in float64. */
export interface GpuArguments {
  /** A point amid the mass. Positions go to WGSL as differences from it, since float32 rounds at their size. */
  readonly origin: readonly number[];
  /** A constant that the shader leaves out of the log density, and a grid with it. */
  readonly offset: number;
  /** Setting values in the form that the shader reads; its head names them in order. */
  readonly parameters: Float32Array<ArrayBuffer>;
  /** Data rows, likewise as differences from a reference. */
  readonly data: Float32Array<ArrayBuffer>;
}

/** A density to sample from: what samplers, grids, charts and tests need to know of it. */
export interface Target {
  readonly dimension: number;
  readonly parameterNames: readonly string[];
  /** log density, up to a constant; -Infinity means outside; never NaN. */
  logDensity(position: ArrayLike<number>): number;
  /**
   * log density, and its gradient written to `gradient` (length: dimension). Outside, where the log
   * density is -Infinity, the gradient means nothing.
   */
  logDensityAndGradient(position: ArrayLike<number>, gradient: Float64Array): number;
  /** Range of each parameter that holds all but a negligible part of the mass: the box that is drawn. */
  readonly box: readonly (readonly [number, number])[];
  /** A point of high density in (each) mode. */
  readonly peaks: readonly (readonly number[])[];
  readonly truth: Truth;
  readonly modes: Modes | null;
  /** What the density takes in WGSL (shaders/targets), which gives it without `offset`. */
  readonly gpu: GpuArguments;
  /**
   * Scale of float32 rounding in the WGSL density at a position, as the sum of the sizes of its terms;
   * src/core/grid/errorBound.ts makes the bound of it.
   */
  termSize(position: ArrayLike<number>): number;
}

/** A target as the registry holds it: its settings, and how to make it from their values. */
export interface TargetDefinition {
  readonly key: string;
  readonly label: string;
  /** One or two sentences on what it is. */
  readonly description: string;
  readonly settings: readonly NumberSetting[];
  readonly presets: readonly { readonly label: string; readonly values: NumberValues }[];
  /**
   * @param values already checked against `settings`
   * @param own a visitor's own data, in place of those that the values stand for
   * @throws RangeError where there is no posterior of these data
   */
  create(values: NumberValues, own?: Float64Array): Target;
  /** The data that the values stand for; a target that has none takes none. */
  readonly dataOf?: (values: NumberValues) => Float64Array;
}
