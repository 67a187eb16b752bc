import type { Generator } from "../random";
import type { Step } from "../samplers";
import type { Target } from "../targets/target";
import {
  advanceEnsemble,
  createDrawBlock,
  createEnsembleState,
  type DrawBlock,
  type EnsembleState,
} from "./ensemble";
import { startPositions, type Start } from "./start";
import { addBlock, createRunTotals, type RunTotals } from "./totals";

/** A contiguous range of a run's chains, its state and its totals. */
export interface ChainRange {
  readonly firstChain: number;
  readonly numChains: number;
  readonly ensemble: EnsembleState;
  readonly totals: RunTotals;
}

/** Puts a range of a run's chains at their start. */
export function beginRange(
  target: Target,
  run: {
    readonly seed: number;
    readonly numChains: number;
    readonly start: Start;
    readonly generator?: Generator;
  },
  firstChain: number,
  numChains: number,
): ChainRange {
  const positions = startPositions(target, run.start, run, firstChain, numChains);
  return {
    firstChain,
    numChains,
    ensemble: createEnsembleState(target, positions, run.seed, firstChain, run.generator),
    totals: createRunTotals(numChains, target.dimension),
  };
}

/** Makes the transitions of a block: a sampler's, one chain after another, or a kernel's for all of them. */
export type Advance = (state: EnsembleState, block: DrawBlock) => void;

/** A sampler's step, chain after chain. */
export function advanceBy(step: Step): Advance {
  return (state, block) => advanceEnsemble(step, state, block);
}

/** Advances a range by numSteps transitions of a sampler and adds those after the warm-up to its totals. */
export function advanceRange(
  target: Target,
  step: Step,
  range: ChainRange,
  numSteps: number,
  numWarmup: number,
): DrawBlock {
  return advanceRangeBy(target, advanceBy(step), range, numSteps, numWarmup);
}

/** As `advanceRange`, by whatever makes the transitions. */
export function advanceRangeBy(
  target: Target,
  advance: Advance,
  range: ChainRange,
  numSteps: number,
  numWarmup: number,
): DrawBlock {
  const block = createDrawBlock(range.numChains, numSteps, target.dimension);
  const warmupLeft = Math.max(0, numWarmup - range.ensemble.numSteps);
  advance(range.ensemble, block);
  addBlock(target, range.totals, block, warmupLeft);
  return block;
}
