import { expect } from "vitest";
import { Simulation, type Block } from "../../../src/labs/explorer/simulation";
import { createSamplerPort, type Conduct, type SamplerWorker } from "../../engine/portWorker";
import { PATIENCE } from "../../engine/samplingRuns";

export interface TestSimulation {
  readonly simulation: Simulation;
  readonly workers: readonly SamplerWorker[];
  /** What was told, but for the blocks. */
  readonly heard: readonly string[];
  readonly blocks: readonly Block[];
}

/** The explorer's run over workers in this process, which conduct themselves as said when asked for a block. */
export function createSimulation(
  numWorkers: number,
  conductOf: (index: number) => Conduct | undefined = () => undefined,
): TestSimulation {
  const workers: SamplerWorker[] = [];
  const heard: string[] = [];
  const blocks: Block[] = [];
  const createWorker = (): SamplerWorker => {
    const worker = createSamplerPort(conductOf(workers.length));
    workers.push(worker);
    return worker;
  };
  const simulation = new Simulation(
    {
      createWorker,
      numWorkers,
      timeLimit: PATIENCE,
      onReplaced: (reason) => heard.push(`replaced: ${reason}`),
      onFallback: (message) => heard.push(`fallback: ${message}`),
    },
    {
      onBegin: ({ ensemble }) => heard.push(`begin at ${ensemble.numSteps}`),
      onBlock: (block) => blocks.push({ ...block, tracked: block.tracked.slice() }),
      onFailure: (message) => heard.push(`failure: ${message}`),
    },
  );
  return { simulation, workers, heard, blocks };
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A frame, and what it asks for. */
export async function frame({ simulation, workers }: TestSimulation, now: number): Promise<void> {
  simulation.frame(now);
  await nextTask();
  await expect.poll(() => workers.every(({ unanswered }) => unanswered === 0)).toBe(true);
  await nextTask();
}
