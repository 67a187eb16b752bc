/** Passes over workers in this process, and what core makes of the same requests. */
import { transfer } from "comlink";
import { drawPasses, initialNetwork } from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";
import type { DeviceOutcome } from "../../../src/engine/gpu/device";
import { PassRunner, type PassRequest } from "../../../src/engine/network";
import type { PassPart, PassTask } from "../../../src/engine/protocol/network";
import { createNetworkService } from "../../../workers/networkService";
import { createPortWorker, type PortWorker } from "../portWorker";
import { PATIENCE, steppingClock } from "./networkPort";

export const network = initialNetwork([1, 128, 128, 1], "relu", Stream.from(1, 0, StreamPurpose.test), 1);

/** Enough points that 60 passes are three tasks of at most 24 passes. */
const inputs = Float64Array.from({ length: 40 }, (_, i) => i / 20 - 1);

export function request(changes: Partial<PassRequest> = {}): PassRequest {
  return {
    network,
    inputs,
    rate: 0.3,
    numPasses: 60,
    sharing: "perPass",
    seed: 42,
    backend: "float64",
    ...changes,
  };
}

/** By core: each eight passes with a stream of their own. */
export function inCore({
  network: of,
  inputs: at,
  rate,
  numPasses,
  sharing,
  seed,
}: PassRequest): Float64Array {
  const outputs: number[] = [];
  for (let first = 0; first < numPasses; first += 8) {
    const options = { rate, sharing, numPasses: Math.min(8, numPasses - first) };
    const stream = Stream.from(seed, first / 8, StreamPurpose.exactDraws);
    for (const output of drawPasses(of, at, options, stream).outputs) outputs.push(output);
  }
  return Float64Array.from(outputs);
}

/** What a worker does with a task, its index counted over all workers. */
export type PassConduct = (
  worker: PortWorker,
  draw: () => PassPart,
  task: number,
) => PassPart | Promise<PassPart>;

export interface PassTeam {
  readonly runner: PassRunner;
  readonly workers: PortWorker[];
  /** That arrived at any worker. */
  readonly tasks: PassTask[];
  readonly notices: string[];
}

export function createPassTeam(
  numWorkers: number,
  conduct: PassConduct = (_, draw) => draw(),
  acquire?: () => Promise<DeviceOutcome>,
): PassTeam {
  const workers: PortWorker[] = [];
  const tasks: PassTask[] = [];
  const notices: string[] = [];
  const runner = new PassRunner({
    numWorkers,
    timeLimit: PATIENCE,
    onNotice: (text) => notices.push(text),
    ...(acquire ? { acquire } : {}),
    createWorker: () => {
      const service = createNetworkService(steppingClock(1));
      const worker = createPortWorker({
        ...service,
        passes: (task: PassTask) => {
          tasks.push(task);
          const draw = (): PassPart => {
            const part = service.passes(task);
            return transfer(part, [part.outputs.buffer]);
          };
          return conduct(worker, draw, tasks.length - 1);
        },
      });
      workers.push(worker);
      return worker;
    },
  });
  return { runner, workers, tasks, notices };
}
