/** Runs over workers in this process, and the same runs as core makes them on one thread. */
import { advanceRange, beginRange, runChains, type EnsembleState, type RunTotals } from "../../src/core/run";
import { samplerByKey } from "../../src/core/samplers";
import { checkedNumbers } from "../../src/core/settings";
import { targetByKey } from "../../src/core/targets";
import { ChainRun } from "../../src/engine/chainRun";
import type { RunConfig } from "../../src/engine/protocol";
import { createSamplerPort, type Conduct, type SamplerWorker } from "./portWorker";

/** Longer than anything that ends. */
export const PATIENCE = 60_000;

export function runConfig(changes: Partial<RunConfig> = {}): RunConfig {
  return {
    target: { key: "mixture", values: checkedNumbers(targetByKey("mixture").settings, {}) },
    sampler: { key: "rwm", values: { stepSize: 1 } },
    numChains: 7,
    numWarmup: 5,
    seed: 42,
    start: { kind: "spread" },
    ...changes,
  };
}

/** A start at which the posterior of the mean and the log sd overflows: core refuses it. */
export const IMPOSSIBLE: Partial<RunConfig> = {
  target: { key: "meanLogSd", values: {} },
  start: { kind: "point", position: [0, -1000] },
};

export interface TestRun {
  readonly run: ChainRun;
  /** Every worker that was made so far, in order. */
  readonly workers: readonly SamplerWorker[];
  /** What was told of replaced workers: the reason and the step that the run went on from. */
  readonly replaced: readonly (readonly [reason: string, numSteps: number])[];
}

/** @param conductOf what the worker that is made as number `index` does when it is asked for a block */
export function createRun(
  numWorkers: number,
  conductOf: (index: number) => Conduct | undefined = () => undefined,
  timeLimit = PATIENCE,
): TestRun {
  const workers: SamplerWorker[] = [];
  const replaced: [string, number][] = [];
  const createWorker = (): SamplerWorker => {
    const worker = createSamplerPort(conductOf(workers.length));
    workers.push(worker);
    return worker;
  };
  const onReplaced = (reason: string, numSteps: number): void => void replaced.push([reason, numSteps]);
  return { run: new ChainRun({ createWorker, numWorkers, timeLimit, onReplaced }), workers, replaced };
}

export interface Outcome {
  /** [chain][step][dimension] */
  readonly draws: Float64Array;
  readonly ensemble: EnsembleState;
  readonly totals: RunTotals;
}

const DIMENSION = 2;

/** Pulls blocks of the given sizes, every chain tracked, and hands every report back. */
export async function pullBlocks(
  run: ChainRun,
  numChains: number,
  blocks: readonly number[],
): Promise<Outcome> {
  const total = blocks.reduce((sum, numSteps) => sum + numSteps, 0);
  const draws = new Float64Array(numChains * total * DIMENSION);
  const chains = Array.from({ length: numChains }, (_, chain) => chain);
  const before = run.numSteps;
  for (const numSteps of blocks) {
    const reports = await run.pull(numSteps, chains);
    if (!reports) throw new Error("a block was out already");
    const length = numSteps * DIMENSION;
    for (const { firstStep, trackedChains, tracked } of reports) {
      trackedChains.forEach((chain, i) => {
        const block = tracked.subarray(i * length, (i + 1) * length);
        draws.set(block, (chain * total + firstStep - before) * DIMENSION);
      });
    }
    run.recycle(reports);
  }
  const { ensemble, totals } = run.state();
  return { draws, ensemble, totals };
}

/** The same run on this thread, by core alone. */
export function inCore(config: RunConfig, numSteps: number): Outcome {
  const { numChains, numWarmup, seed, start } = config;
  const target = targetByKey(config.target.key).create(config.target.values);
  const settings = config.sampler.values;
  const step = samplerByKey(config.sampler.key).createStep(target, settings);
  const range = beginRange(target, config, 0, numChains);
  advanceRange(target, step, range, numSteps, numWarmup);
  const { draws } = runChains({ target, settings, numChains, numSamples: numSteps, seed, start });
  return { draws, ensemble: range.ensemble, totals: range.totals };
}
