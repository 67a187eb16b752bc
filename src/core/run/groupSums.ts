import { NUM_BINS, type RunTotals } from "./totals";

/**
 * What a backend that sums by itself has found in a block of transitions, for groups of as many neighbouring chains as
 * share an entry of the totals. All but the last two counts are of this block alone, and after warm-up.
 */
export interface GroupSums {
  /** Transitions of each chain that count. */
  readonly numSteps: number;
  /** Those of them at which histogram and modes were looked at, of each chain. */
  readonly numLooks: number;
  /** [parameter][group], over chains and steps: position less the centre of the box (`boxCentre`) */
  readonly sums: Float64Array;
  /** [parameter][group], of the squares of these */
  readonly squares: Float64Array;
  /** [group], accepted proposals */
  readonly accepted: Float64Array;
  /** [group], divergent paths; null where the sampler has none or they were not counted */
  readonly divergent: Float64Array | null;
  /** [group], over chains and looks: responsibility of the first mode; zeros where there is one mode */
  readonly responsibility: Float64Array;
  /** [group], changes of mode */
  readonly switches: Float64Array;
  /** [axis][bin], looks at draws in each bin of the box, NUM_BINS for each axis */
  readonly histogram: ArrayLike<number>;
  /** [group], chains that have changed their mode since the warm-up, in whatever block */
  readonly numSwitched: ArrayLike<number>;
  /** [group], chains that have been well inside of a mode since the warm-up, in whatever block */
  readonly numInAMode: ArrayLike<number>;
}

/**
 * Adds a block to totals of the same groups. The mode of each chain (`modeState`) stays with the backend, and is
 * written into the totals where another one is to go on.
 * @throws RangeError where the block has other groups or bins than the totals
 */
export function addGroupSums(totals: RunTotals, block: GroupSums): void {
  const numGroups = totals.accepted.length;
  const dimension = totals.histogram.length / NUM_BINS;
  check("accepted", block.accepted.length, numGroups);
  check("responsibility", block.responsibility.length, numGroups);
  check("switches", block.switches.length, numGroups);
  check("numSwitched", block.numSwitched.length, numGroups);
  check("numInAMode", block.numInAMode.length, numGroups);
  check("divergent", block.divergent?.length ?? numGroups, numGroups);
  check("sums", block.sums.length, dimension * numGroups);
  check("squares", block.squares.length, dimension * numGroups);
  check("histogram", block.histogram.length, dimension * NUM_BINS);
  totals.isDivergenceKnown = block.divergent !== null;
  // A block of the warm-up says nothing of what has been since.
  if (block.numSteps === 0) return;
  totals.numDraws += block.numSteps;
  totals.numLooks += block.numLooks;
  for (let i = 0; i < dimension; i++) {
    for (let group = 0; group < numGroups; group++) {
      totals.sums[group * dimension + i] += block.sums[i * numGroups + group];
      totals.squares[group * dimension + i] += block.squares[i * numGroups + group];
    }
  }
  for (let group = 0; group < numGroups; group++) {
    totals.accepted[group] += block.accepted[group];
    totals.divergent[group] += block.divergent?.[group] ?? 0;
    totals.firstMode[group] += block.responsibility[group];
    totals.modeSwitches[group] += block.switches[group];
  }
  totals.numSwitched.set(block.numSwitched);
  totals.numInAMode.set(block.numInAMode);
  for (let bin = 0; bin < totals.histogram.length; bin++) totals.histogram[bin] += block.histogram[bin];
}

function check(name: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${name} has ${length} values; expected ${expected}`);
}
