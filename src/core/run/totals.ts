import type { Target } from "../targets/target";
import type { DrawBlock } from "./ensemble";
import { checkPools } from "./pool";

/**
 * Sums over the draws of each chain after warm-up, from which every live number follows. An entry is a chain or, in
 * runs of very many, a group of neighbouring chains (`chainsPerEntry`). Sums of one chain are added up draw by draw in
 * its order, so they do not depend on blocks, workers or frame rates; those of a group may by the rounding of float64.
 *
 * Histogram and modes cost more than a transition of a kernel does. So they are looked at after every draw where the
 * float64 samplers or the graphics card make them, and where a kernel does after those transitions alone whose number,
 * counted from the beginning of the run, is a multiple of LOOK_EVERY; `numLooks` says how often.
 */
export interface RunTotals {
  /** Neighbouring chains that share an entry. */
  readonly chainsPerEntry: number;
  /** Draws after warm-up, the same for each chain. */
  numDraws: number;
  /** Those of them at which histogram and modes were looked at, of each chain. */
  numLooks: number;
  /** [entry][dimension], sum of (position - centre of the box) */
  readonly sums: Float64Array;
  /** [entry][dimension], sum of its square */
  readonly squares: Float64Array;
  /** [entry], accepted proposals */
  readonly accepted: Float64Array;
  /** [entry], divergent paths; 0 where these are not known */
  readonly divergent: Float64Array;
  /** Whether the sampler follows paths that can diverge, and these were counted. */
  isDivergenceKnown: boolean;
  /** [entry], sum over looks of the probability to belong to the first mode (zero for unimodal targets) */
  readonly firstMode: Float64Array;
  /** [entry], times that chains were seen in one mode after they had been in the other */
  readonly modeSwitches: Float64Array;
  /** [entry], chains that have changed their mode at all */
  readonly numSwitched: Uint8Array;
  /** [entry], chains that have been well inside of a mode at all */
  readonly numInAMode: Uint8Array;
  /** [chain], the mode it was last well inside of: 0, 1, or 2 for none yet (MODE_BITS); and HAS_SWITCHED */
  readonly modeState: Uint8Array;
  /** [axis][bin], looks at draws in each bin of the box, all chains together */
  readonly histogram: Float64Array;
}

/** Bins of each marginal histogram over the target's box. */
export const NUM_BINS = 60;

/** Where a kernel makes the transitions, every so many-th one is looked at. */
export const LOOK_EVERY = 16;

/** Of a chain's mode state: the mode it was last in, and whether it has ever changed. */
export const MODE_BITS = 3;
export const NO_MODE = 2;
export const HAS_SWITCHED = 4;

/** A chain is well inside a mode where its responsibility is above this. */
const WELL_INSIDE = 0.9;

/** @throws RangeError unless the chains fill all entries */
export function createRunTotals(numChains: number, dimension: number, chainsPerEntry = 1): RunTotals {
  checkPools("numChains", numChains, chainsPerEntry);
  const numEntries = numChains / chainsPerEntry;
  return {
    chainsPerEntry,
    numDraws: 0,
    numLooks: 0,
    sums: new Float64Array(numEntries * dimension),
    squares: new Float64Array(numEntries * dimension),
    accepted: new Float64Array(numEntries),
    divergent: new Float64Array(numEntries),
    isDivergenceKnown: false,
    firstMode: new Float64Array(numEntries),
    modeSwitches: new Float64Array(numEntries),
    numSwitched: new Uint8Array(numEntries),
    numInAMode: new Uint8Array(numEntries),
    modeState: new Uint8Array(numChains).fill(NO_MODE),
    histogram: new Float64Array(dimension * NUM_BINS),
  };
}

export function boxCentre(target: Target): number[] {
  return target.box.map(([low, high]) => (low + high) / 2);
}

/**
 * Adds the steps of a block of all chains, from `firstStep` (0-based within the block) on.
 * @param firstStep steps before it belong to the warm-up
 */
export function addBlock(target: Target, totals: RunTotals, block: DrawBlock, firstStep: number): void {
  addDraws(target, totals, block, firstStep, 0);
  countDraws(totals, block.numSteps - firstStep);
}

/** Counts draws whose sums were added, where each was looked at. */
export function countDraws(totals: RunTotals, numDraws: number): void {
  totals.numDraws += Math.max(0, numDraws);
  totals.numLooks += Math.max(0, numDraws);
}

/** Adds the sums of a block whose first chain is chain `firstChain` of the totals, without counting its draws. */
export function addDraws(
  target: Target,
  totals: RunTotals,
  block: DrawBlock,
  firstStep: number,
  firstChain: number,
): void {
  const { numSteps, numChains, dimension, positions, isAccepted, isDivergent } = block;
  if (firstStep >= numSteps) return;
  const { chainsPerEntry, sums, squares, accepted, divergent, histogram } = totals;
  const centre = boxCentre(target);
  for (let k = 0; k < numChains; k++) {
    const entry = Math.floor((firstChain + k) / chainsPerEntry);
    const [from, end] = [k * numSteps + firstStep, (k + 1) * numSteps];
    for (let i = 0; i < dimension; i++) {
      const [middle, low, high] = [centre[i], target.box[i][0], target.box[i][1]];
      const binsPerUnit = NUM_BINS / (high - low);
      let sum = sums[entry * dimension + i];
      let square = squares[entry * dimension + i];
      for (let at = from; at < end; at++) {
        const value = positions[at * dimension + i];
        const difference = value - middle;
        sum += difference;
        square += difference * difference;
        const bin = Math.floor((value - low) * binsPerUnit);
        if (bin >= 0 && bin < NUM_BINS) histogram[i * NUM_BINS + bin] += 1;
      }
      sums[entry * dimension + i] = sum;
      squares[entry * dimension + i] = square;
    }
    let [numAccepted, numDivergent] = [0, 0];
    for (let at = from; at < end; at++) {
      numAccepted += isAccepted[at];
      numDivergent += isDivergent[at];
    }
    accepted[entry] += numAccepted;
    divergent[entry] += numDivergent;
  }
  if (target.modes) addModes(target.modes, totals, block, firstStep, firstChain);
}

function addModes(
  modes: NonNullable<Target["modes"]>,
  totals: RunTotals,
  { numSteps, numChains, dimension, positions }: DrawBlock,
  firstStep: number,
  firstChain: number,
): void {
  const position = new Float64Array(dimension);
  const { chainsPerEntry, firstMode, modeState } = totals;
  for (let k = 0; k < numChains; k++) {
    const chain = firstChain + k;
    const entry = Math.floor(chain / chainsPerEntry);
    let sum = firstMode[entry];
    for (let at = k * numSteps + firstStep; at < (k + 1) * numSteps; at++) {
      for (let i = 0; i < dimension; i++) position[i] = positions[at * dimension + i];
      const share = modes.responsibility(position);
      sum += share;
      const mode = modeOf(share);
      if (mode !== NO_MODE && mode !== (modeState[chain] & MODE_BITS)) enterMode(totals, chain, entry, mode);
    }
    firstMode[entry] = sum;
  }
}

/**
 * Looks at where chains stand.
 * @param positions [parameter][chain] with arrays of `numPadded` chains, of which the first are those of the totals
 */
export function addLook(target: Target, totals: RunTotals, positions: Float32Array, numPadded: number): void {
  const { dimension, modes } = target;
  const { histogram } = totals;
  const numChains = totals.modeState.length;
  for (let i = 0; i < dimension; i++) {
    const [low, high] = target.box[i];
    const binsPerUnit = NUM_BINS / (high - low);
    for (let at = i * numPadded; at < i * numPadded + numChains; at++) {
      const bin = Math.floor((positions[at] - low) * binsPerUnit);
      if (bin >= 0 && bin < NUM_BINS) histogram[i * NUM_BINS + bin] += 1;
    }
  }
  totals.numLooks += 1;
  if (!modes) return;
  const { chainsPerEntry, firstMode, modeState } = totals;
  const position = new Float64Array(dimension);
  for (let entry = 0, chain = 0; entry < firstMode.length; entry++) {
    let sum = firstMode[entry];
    for (const end = chain + chainsPerEntry; chain < end; chain++) {
      for (let i = 0; i < dimension; i++) position[i] = positions[i * numPadded + chain];
      const share = modes.responsibility(position);
      sum += share;
      const mode = modeOf(share);
      if (mode !== NO_MODE && mode !== (modeState[chain] & MODE_BITS)) enterMode(totals, chain, entry, mode);
    }
    firstMode[entry] = sum;
  }
}

/** The mode that a chain is well inside of, by its probability to belong to the first. */
function modeOf(share: number): number {
  if (share > WELL_INSIDE) return 0;
  return share < 1 - WELL_INSIDE ? 1 : NO_MODE;
}

/** Counts a chain into a mode that it was not in before. */
function enterMode(totals: RunTotals, chain: number, entry: number, mode: number): void {
  const before = totals.modeState[chain];
  if ((before & MODE_BITS) === NO_MODE) {
    totals.numInAMode[entry] += 1;
    totals.modeState[chain] = mode;
    return;
  }
  totals.modeSwitches[entry] += 1;
  if ((before & HAS_SWITCHED) === 0) totals.numSwitched[entry] += 1;
  totals.modeState[chain] = mode | HAS_SWITCHED;
}
