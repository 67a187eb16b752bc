import { XOSHIRO, type Generator } from "../random";
import { samplerByKey, type SamplerDefinition } from "../samplers";
import { checkedNumbers, type NumberValues } from "../settings";
import type { Target } from "../targets/target";
import { advanceEnsemble, createDrawBlock, createEnsembleState } from "./ensemble";
import { startPositions, type Start } from "./start";

export interface RunOptions {
  readonly target: Target;
  /** A sampler or its key; default: random-walk Metropolis. */
  readonly sampler?: SamplerDefinition | string;
  /** Settings of the sampler, by key; what is missing takes its default. */
  readonly settings?: NumberValues;
  readonly numChains: number;
  /** Transitions thrown away at the start of each chain. */
  readonly numWarmup?: number;
  /** Draws kept of each chain. */
  readonly numSamples: number;
  /** Integer from 0 to 2^32 - 1. */
  readonly seed: number;
  readonly start?: Start;
  /** Default: a xoshiro128++ stream for every chain. */
  readonly generator?: Generator;
}

export interface RunResult {
  readonly numChains: number;
  readonly numSamples: number;
  readonly dimension: number;
  /** [chain][draw][dimension] */
  readonly draws: Float64Array;
  /** [chain][draw] */
  readonly logDensities: Float64Array;
  /** [chain][draw], min(1, ratio of densities) of the transition that led to the draw */
  readonly acceptanceProbabilities: Float64Array;
  /** [chain][draw], 1 where that transition's proposal was accepted */
  readonly isAccepted: Uint8Array;
  /** Share of accepted proposals over all chains, warm-up left out. */
  readonly acceptanceRate: number;
}

function checkInteger(name: string, value: number, min: number, max: number): void {
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new RangeError(`${name} = ${value}; expected a whole number from ${min} to ${max}`);
  }
}

/** Largest number of values that one result may hold: 2 GiB of doubles. */
const MAX_VALUES = 268435456;

/**
 * Runs many independent chains on this thread and returns all draws.
 * The same options give the same bits on every machine, and the same as the workers of the page.
 * @throws RangeError naming the option, its value and what was expected
 */
export function runChains(options: RunOptions): RunResult {
  const { target, numChains, numSamples, seed } = options;
  const { numWarmup = 0, start = { kind: "spread" }, settings = {}, generator = XOSHIRO } = options;
  const { dimension } = target;
  checkInteger("numChains", numChains, 1, MAX_VALUES);
  checkInteger("numSamples", numSamples, 1, MAX_VALUES);
  checkInteger("numWarmup", numWarmup, 0, 4294967295);
  checkInteger("seed", seed, 0, 4294967295);
  if (numChains * numSamples * dimension > MAX_VALUES) {
    throw new RangeError(
      `numChains x numSamples = ${numChains * numSamples}; expected at most ${MAX_VALUES / dimension} draws in one result`,
    );
  }
  if (start.kind === "point" && start.position.length !== dimension) {
    throw new RangeError(`start.position has ${start.position.length} values; expected ${dimension}`);
  }
  const sampler =
    typeof options.sampler === "object" ? options.sampler : samplerByKey(options.sampler ?? "rwm");
  const step = sampler.createStep(target, checkedNumbers(sampler.settings, settings));
  const positions = startPositions(target, start, { seed, numChains }, 0, numChains);
  const state = createEnsembleState(target, positions, seed, 0, generator);
  const warmupBlock = createDrawBlock(numChains, Math.min(64, numWarmup), dimension);
  for (let left = numWarmup; left > 0; left -= warmupBlock.numSteps) {
    warmupBlock.numSteps = Math.min(left, warmupBlock.numSteps);
    advanceEnsemble(step, state, warmupBlock);
  }
  const block = createDrawBlock(numChains, numSamples, dimension);
  advanceEnsemble(step, state, block);
  let numAccepted = 0;
  for (const accepted of block.isAccepted) numAccepted += accepted;
  return {
    numChains,
    numSamples,
    dimension,
    draws: block.positions,
    logDensities: block.logDensities,
    acceptanceProbabilities: block.acceptanceProbabilities,
    isAccepted: block.isAccepted,
    acceptanceRate: numAccepted / (numChains * numSamples),
  };
}
