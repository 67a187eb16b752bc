/**
 * What crosses between the page and the workers that train networks and draw passes: plain data only, so that
 * structured clone carries it.
 */
import type {
  MaskSharing,
  Network,
  PassOutputs,
  TrainingData,
  TrainingSettings,
  TrainingState,
} from "../../core/network";

/** What workers draw passes in. */
export type PassArithmetic = "float64" | "simd";

/**
 * Passes of one random stream: they cut an answer into parts that any worker can draw. A kernel of SIMD passes is
 * made for each stream, which takes as long as some hundred passes.
 */
export const PASSES_PER_STREAM: Readonly<Record<PassArithmetic, number>> = { float64: 8, simd: 512 };

/** Milliseconds that a worker trains before it reports. */
export const BLOCK_MILLISECONDS = 40;

/** What one block of training brought. */
export interface TrainingReport {
  /** After the last step that trained; what the worker does next leaves it alone. */
  readonly state: TrainingState;
  /** Steps before the block. */
  readonly firstStep: number;
  /** Loss of each step that trained, from `firstStep` on. */
  readonly losses: Float64Array<ArrayBuffer>;
  /** Why training could not go on; null where it can. */
  readonly divergence: string | null;
  /** That the worker trained for. */
  readonly milliseconds: number;
}

/** Passes from `firstPass` on, of a request that may be larger. */
export interface PassTask {
  readonly network: Network;
  /** [point][input], flat. */
  readonly inputs: Float64Array;
  readonly rate: number;
  readonly sharing: MaskSharing;
  readonly seed: number;
  /** A multiple of the passes of a stream. */
  readonly firstPass: number;
  readonly numPasses: number;
  /** "simd" where `supportsPasses` alone. */
  readonly arithmetic: PassArithmetic;
}

export interface PassPart extends PassOutputs {
  readonly outputs: Float64Array<ArrayBuffer>;
}

/** The network worker: holds one training run, and draws passes. */
export interface NetworkApi {
  /** Takes up a run from any state of it. The data are posted here and not again. */
  resume(state: TrainingState, data: TrainingData): void;
  /**
   * Trains for about `milliseconds`, at least one step and at most `mostSteps`.
   * @throws RangeError where core refuses data or settings; the run stays where it was
   */
  advance(settings: TrainingSettings, mostSteps: number, milliseconds: number): TrainingReport;
  /** @throws RangeError where the network cannot be drawn in this arithmetic */
  passes(task: PassTask): PassPart;
}
