/** Network workers in this process, and what core makes of the same jobs on one thread. */
import { transfer } from "comlink";
import {
  initialNetwork,
  startTraining,
  trainSteps,
  type TrainingState,
  type TrainingSettings,
} from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { NetworkApi, TrainingReport } from "../../../src/engine/protocol/network";
import type { TrainingJob } from "../../../src/engine/network";
import { createNetworkService, trainingBuffers } from "../../../workers/networkService";
import { createPortWorker, type PortWorker } from "../portWorker";

/** Longer than anything that ends. */
export const PATIENCE = 60_000;

/**
 * A clock by which every look at it takes so long. A block of 40 ms has 40 / `milliseconds` looks, with a single
 * step between two of them from 4 ms on and more and more below.
 */
export function steppingClock(milliseconds: number): () => number {
  let now = 0;
  return () => (now += milliseconds);
}

/** What a worker does when it is asked for a block, its index counted over all workers of a team. */
export type Conduct = (
  worker: PortWorker,
  advance: () => TrainingReport,
  block: number,
) => TrainingReport | Promise<TrainingReport>;

export interface Team {
  readonly createWorker: () => PortWorker;
  readonly workers: readonly PortWorker[];
  /** Points of each set of data that arrived at a worker. */
  readonly posted: readonly number[];
  /** Blocks that were asked for. */
  readonly numBlocks: () => number;
}

export function createTeam(conduct: Conduct = (_, advance) => advance(), milliseconds = 10): Team {
  const workers: PortWorker[] = [];
  const posted: number[] = [];
  let numBlocks = 0;
  const createWorker = (): PortWorker => {
    const service = createNetworkService(steppingClock(milliseconds));
    const api: NetworkApi = {
      ...service,
      resume: (state, data) => {
        posted.push(data.targets.length);
        service.resume(state, data);
      },
    };
    const worker = createPortWorker({
      ...api,
      advance: (...call: Parameters<NetworkApi["advance"]>) => {
        const advance = (): TrainingReport => {
          const report = service.advance(...call);
          return transfer(report, trainingBuffers(report));
        };
        return conduct(worker, advance, numBlocks++);
      },
    });
    workers.push(worker);
    return worker;
  };
  return { createWorker, workers, posted, numBlocks: () => numBlocks };
}

const WAVE = Float64Array.from({ length: 12 }, (_, i) => (i - 5.5) / 3);

export const SETTINGS: TrainingSettings = {
  loss: "squared",
  dropoutRate: 0.1,
  weightDecay: 1e-4,
  learningRate: 0.01,
  batchSize: 5,
};

export function trainingJob(changes: Partial<TrainingJob> = {}): TrainingJob {
  return {
    sizes: [1, 8, 1],
    activation: "tanh",
    biasSd: 0.5,
    data: { inputs: WAVE, targets: WAVE.map((x) => x * x - 1) },
    settings: SETTINGS,
    maxSteps: 50,
    seed: 42,
    ...changes,
  };
}

/** A learning rate with which the job above diverges. */
export const TOO_FAST: TrainingSettings = { ...SETTINGS, learningRate: 1e6 };

/** A job before its first step, as core begins it. */
export function startInCore(job: TrainingJob, member = 0): TrainingState {
  const { sizes, activation, biasSd, seed } = job;
  const stream = Stream.from(seed, member, StreamPurpose.start);
  return startTraining(initialNetwork(sizes, activation, stream, biasSd), seed, member);
}

/** The whole job in one go, by core. */
export function trainInCore(job: TrainingJob, member = 0): { state: TrainingState; losses: Float64Array } {
  const state = startInCore(job, member);
  const { losses } = trainSteps(state, job.data, job.settings, job.maxSteps);
  return { state, losses };
}
