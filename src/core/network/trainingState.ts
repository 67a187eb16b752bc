import { seedWords, StreamPurpose } from "../random";
import { adamStart } from "./adam";
import type { AdamState } from "./adam";
import { copyNetwork } from "./network";
import type { Network } from "./network";

/** Where training stands: everything that the next step depends on besides data and settings. */
export interface TrainingPoint {
  readonly network: Network;
  readonly adam: AdamState;
  /** State of the stream of batches and masks. */
  readonly stream: Int32Array;
  readonly progress: {
    numSteps: number;
    /** Loss of the first step, against which divergence is judged; -1 before it. */
    firstLoss: number;
  };
}

/**
 * A training run as plain data: it can be posted, kept and gone on from. A step writes into the place that
 * `current` does not hold and swaps the two, so the network whose loss was last seen to be finite is always
 * one of them.
 */
export interface TrainingState {
  current: TrainingPoint;
  /** Where training stood one step ago: known to be good. */
  previous: TrainingPoint;
}

/**
 * A run before its first step.
 * @param network is copied
 * @param member gives the networks of an ensemble streams of their own
 */
export function startTraining(network: Network, seed: number, member = 0): TrainingState {
  const current: TrainingPoint = {
    network: copyNetwork(network),
    adam: adamStart(network),
    stream: seedWords(seed, member, StreamPurpose.sampler),
    progress: { numSteps: 0, firstLoss: -1 },
  };
  return { current, previous: copyPoint(current) };
}

/** A snapshot that later steps leave alone. */
export function copyTraining({ current, previous }: TrainingState): TrainingState {
  return { current: copyPoint(current), previous: copyPoint(previous) };
}

export function copyPoint({ network, adam, stream, progress }: TrainingPoint): TrainingPoint {
  return {
    network: copyNetwork(network),
    adam: {
      first: copyNetwork(adam.first),
      second: copyNetwork(adam.second),
      powers: adam.powers.slice(),
    },
    stream: stream.slice(),
    progress: { ...progress },
  };
}
