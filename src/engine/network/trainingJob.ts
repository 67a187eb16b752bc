import {
  initialNetwork,
  startTraining,
  trainStep,
  type Activation,
  type Network,
  type TrainingData,
  type TrainingSettings,
  type TrainingState,
} from "../../core/network";
import { expectWhole } from "../../core/math/expectations";
import { Stream, StreamPurpose } from "../../core/random";
import type { LossCurve } from "./lossCurve";

/** Everything that decides a training run. */
export interface TrainingJob {
  /** Widths from the inputs to the single output, as [1, 32, 1]. */
  readonly sizes: readonly number[];
  readonly activation: Activation;
  /** Sd of the biases before the first step. */
  readonly biasSd: number;
  readonly data: TrainingData;
  readonly settings: TrainingSettings;
  readonly maxSteps: number;
  readonly seed: number;
}

export type TrainingStatus = "ready" | "training" | "paused" | "stopped" | "finished" | "diverged";

export interface TrainingProgress {
  readonly status: TrainingStatus;
  readonly numSteps: number;
  readonly maxSteps: number;
  /** The last one known to be good. Not to be written into. */
  readonly network: Network;
  /** Loss against step, thinned to at most some 600 places over the whole run. */
  readonly curve: LossCurve;
  /** While the worker trains; 0 before it has. */
  readonly stepsPerSecond: number;
  /** What went wrong and what to do about it, in words; null where nothing did. */
  readonly problem: string | null;
}

/**
 * A run before its first step: initial weights and stream of their own for every member of an ensemble; a network
 * on its own is member 0.
 * @throws RangeError where core refuses sizes, data or settings, or the most steps are none
 */
export function startJob(job: TrainingJob, member = 0): TrainingState {
  const { sizes, activation, biasSd, seed, data, settings, maxSteps } = job;
  const stream = Stream.from(seed, member, StreamPurpose.start);
  const state = startTraining(initialNetwork(sizes, activation, stream, biasSd), seed, member);
  expectMaxSteps(maxSteps);
  expectTrainable(job, data, settings);
  return state;
}

/** @throws RangeError unless it is a whole number of at least 1 */
export function expectMaxSteps(maxSteps: number): void {
  expectWhole("maxSteps", maxSteps, 1);
}

/**
 * Has core look at data and settings before a worker gets them, by a step on a single point of a network of zeros.
 * @throws RangeError where core refuses them
 */
export function expectTrainable(
  { sizes, activation }: Pick<TrainingJob, "sizes" | "activation">,
  data: TrainingData,
  settings: TrainingSettings,
): void {
  expectWhole("batchSize", settings.batchSize, 1);
  // The narrowest network with as many inputs: core's checks depend on nothing else.
  const probe = initialNetwork([sizes[0], 1, 1], activation, Stream.from(0, 0, StreamPurpose.start));
  trainStep(startTraining(probe, 0), data, { ...settings, batchSize: 1 });
}
