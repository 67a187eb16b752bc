import type { Target } from "../targets/target";
import type { DrawBlock } from "./ensemble";

/**
 * Sums over the draws of each chain after warm-up, from which every live number follows. They are added
 * up draw by draw in the order of the chain, so they do not depend on blocks, workers or frame rates.
 */
export interface RunTotals {
  /** Draws after warm-up, the same for each chain. */
  numDraws: number;
  /** [chain][dimension], sum of (position - centre of the box) */
  readonly sums: Float64Array;
  /** [chain][dimension], sum of its square */
  readonly squares: Float64Array;
  /** [chain], accepted proposals */
  readonly accepted: Float64Array;
  /** [chain], sum of the probability to belong to the first mode (zero for unimodal targets) */
  readonly firstMode: Float64Array;
  /** [chain], times the chain went from one mode to the other */
  readonly modeSwitches: Float64Array;
  /** [chain], the mode it was last well inside of: 0, 1, or 2 for none yet */
  readonly lastMode: Uint8Array;
  /** [axis][bin], draws in each bin of the box, all chains together */
  readonly histogram: Float64Array;
}

/** Bins of each marginal histogram over the target's box. */
export const NUM_BINS = 60;

/** A chain is well inside a mode where its responsibility is above this. */
const WELL_INSIDE = 0.9;

export function createRunTotals(numChains: number, dimension: number): RunTotals {
  return {
    numDraws: 0,
    sums: new Float64Array(numChains * dimension),
    squares: new Float64Array(numChains * dimension),
    accepted: new Float64Array(numChains),
    firstMode: new Float64Array(numChains),
    modeSwitches: new Float64Array(numChains),
    lastMode: new Uint8Array(numChains).fill(2),
    histogram: new Float64Array(dimension * NUM_BINS),
  };
}

export function boxCentre(target: Target): number[] {
  return target.box.map(([low, high]) => (low + high) / 2);
}

/**
 * Adds the steps of a block, from `firstStep` (0-based within the block) on.
 * @param firstStep steps before it belong to the warm-up
 */
export function addBlock(target: Target, totals: RunTotals, block: DrawBlock, firstStep: number): void {
  const { numSteps, numChains, dimension } = block;
  if (firstStep >= numSteps) return;
  const { modes } = target;
  const centre = boxCentre(target);
  const binsPerUnit = target.box.map(([low, high]) => NUM_BINS / (high - low));
  const position = new Float64Array(dimension);
  for (let chain = 0; chain < numChains; chain++) {
    for (let s = firstStep; s < numSteps; s++) {
      const at = chain * numSteps + s;
      for (let i = 0; i < dimension; i++) {
        const value = block.positions[at * dimension + i];
        const difference = value - centre[i];
        position[i] = value;
        totals.sums[chain * dimension + i] += difference;
        totals.squares[chain * dimension + i] += difference * difference;
        const bin = Math.floor((value - target.box[i][0]) * binsPerUnit[i]);
        if (bin >= 0 && bin < NUM_BINS) totals.histogram[i * NUM_BINS + bin] += 1;
      }
      totals.accepted[chain] += block.isAccepted[at];
      if (modes) {
        const share = modes.responsibility(position);
        totals.firstMode[chain] += share;
        const mode = share > WELL_INSIDE ? 0 : share < 1 - WELL_INSIDE ? 1 : 2;
        if (mode !== 2 && mode !== totals.lastMode[chain]) {
          if (totals.lastMode[chain] !== 2) totals.modeSwitches[chain] += 1;
          totals.lastMode[chain] = mode;
        }
      }
    }
  }
  totals.numDraws += numSteps - firstStep;
}
