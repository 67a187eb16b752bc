import type { Density } from "../density";
import type { Stream } from "../random";
import type { NumberSetting, NumberValues } from "../settings";

/** What is known of a target besides its density; every estimate is held against it. NaN stands for not known. */
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
  /** False where `drawExact` throws: the density is known by its formula alone, and the rest by a grid or not at all. */
  readonly hasExactDraws?: false;
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

/** A density to sample from: what samplers, grids, charts and tests need to know of it. */
export interface Target {
  /** The log density as an expression, from which every backend follows; the same object for all slider values. */
  readonly density: Density;
  /** Values of the expression's settings, in the order of its `settingNames`. */
  readonly settingValues: Float64Array;
  /** Its data columns, in the order of its `columnNames`. */
  readonly columns: readonly Float64Array[];
  readonly dimension: number;
  readonly parameterNames: readonly string[];
  /** log density, up to a constant; -Infinity means outside; never NaN. */
  logDensity(position: ArrayLike<number>): number;
  /**
   * log density, and its gradient written to `gradient` (length: dimension). Outside, where the log
   * density is -Infinity, the gradient means nothing.
   */
  logDensityAndGradient(position: ArrayLike<number>, gradient: Float64Array): number;
  /** Range of each parameter that is drawn: the box that holds all of the mass but `massOutside`. */
  readonly box: readonly (readonly [number, number])[];
  /**
   * Exact share of the mass outside of the box, where tails are so long that a box with all of it would show nothing;
   * else left out, and less than 0.001.
   */
  readonly massOutside?: number;
  /** A point of high density in (each) mode. */
  readonly peaks: readonly (readonly number[])[];
  readonly truth: Truth;
  readonly modes: Modes | null;
  /** Made from a formula that is typed, and made anew at the next key. */
  readonly isTyped?: boolean;
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
  /** Whether its targets have two modes that are told apart. */
  readonly hasModes?: true;
  /** Nodes along each axis that its surface wants; a narrow ridge is notched by the usual number. */
  readonly gridNodes?: number;
  /** The data that the values stand for; a target that has none takes none. */
  readonly dataOf?: (values: NumberValues) => Float64Array;
}
