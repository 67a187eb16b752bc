import type { Generator } from "../random";
import type { Step } from "../samplers";
import type { Target } from "../targets/target";
import {
  advanceChains,
  advanceEnsemble,
  createDrawBlock,
  createEnsembleState,
  type DrawBlock,
  type EnsembleState,
} from "./ensemble";
import { checkPools, poolOf } from "./pool";
import { startPositions, type Start } from "./start";
import { addBlock, addDraws, countDraws, createRunTotals, type RunTotals } from "./totals";

/** A contiguous range of a run's chains, its state and its totals. */
export interface ChainRange {
  readonly firstChain: number;
  readonly numChains: number;
  readonly ensemble: EnsembleState;
  readonly totals: RunTotals;
}

/**
 * Puts a range of a run's chains at their start.
 * @throws RangeError where chains cannot start, or the range cuts through an entry of the run's totals (`poolOf`)
 */
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
  const chainsPerEntry = poolOf(run.numChains);
  checkPools("numChains of the run", run.numChains, chainsPerEntry);
  checkPools("firstChain", firstChain, chainsPerEntry);
  const totals = createRunTotals(numChains, target.dimension, chainsPerEntry);
  const positions = startPositions(target, run.start, run, firstChain, numChains);
  return {
    firstChain,
    numChains,
    ensemble: createEnsembleState(target, positions, run.seed, firstChain, run.generator),
    totals,
  };
}

/**
 * Makes numSteps transitions of all chains of a range and adds those after the first numWarmup of the run to its
 * totals. What it did for another range is forgotten.
 * @param shown indices in the range, ascending, of the chains whose draws are wanted; null for all of them
 * @returns the draws of these
 */
export type Advance = (
  range: ChainRange,
  numSteps: number,
  numWarmup: number,
  shown: readonly number[] | null,
) => DrawBlock;

/** Chains of a crowd whose draws are held at a time: those of all would not fit in memory. */
const CHAINS_AT_A_TIME = 512;

/**
 * A sampler's step in float64, chain after chain.
 * @param canDiverge whether the sampler follows paths that can diverge, which then are counted
 */
export function advanceBy(target: Target, step: Step, canDiverge = false): Advance {
  return (range, numSteps, numWarmup, shown) => {
    const { ensemble, totals, numChains } = range;
    const firstStep = Math.max(0, numWarmup - ensemble.numSteps);
    totals.isDivergenceKnown = canDiverge;
    if (shown === null) {
      const block = createDrawBlock(numChains, numSteps, target.dimension);
      advanceEnsemble(step, ensemble, block);
      addBlock(target, totals, block, firstStep);
      return block;
    }
    const block = createDrawBlock(shown.length, numSteps, target.dimension, shown);
    for (let first = 0, row = 0; first < numChains; first += CHAINS_AT_A_TIME) {
      const count = Math.min(CHAINS_AT_A_TIME, numChains - first);
      const part = createDrawBlock(count, numSteps, target.dimension);
      advanceChains(step, ensemble, part, first);
      addDraws(target, totals, part, firstStep, first);
      for (; row < shown.length && shown[row] < first + count; row++) {
        copyRow(part, shown[row] - first, block, row);
      }
    }
    ensemble.numSteps += numSteps;
    countDraws(totals, numSteps - firstStep);
    return block;
  };
}

function copyRow(from: DrawBlock, row: number, to: DrawBlock, toRow: number): void {
  for (const name of [
    "positions",
    "logDensities",
    "acceptanceProbabilities",
    "isAccepted",
    "isDivergent",
    "lastProposals",
  ] as const) {
    const length = from[name].length / from.numChains;
    to[name].set(from[name].subarray(row * length, (row + 1) * length), toRow * length);
  }
}

/** Advances a range by numSteps transitions of a sampler and adds those after the warm-up to its totals. */
export function advanceRange(
  target: Target,
  step: Step,
  range: ChainRange,
  numSteps: number,
  numWarmup: number,
): DrawBlock {
  return advanceBy(target, step)(range, numSteps, numWarmup, null);
}
