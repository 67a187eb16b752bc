import { CROWD_BINS } from "../../../core/run/crowd";
import { NUM_BINS } from "../../../core/run/totals";
import { GROUP, type Slice } from "./blockPlan";
import type { SumsLayout } from "./sumsLayout";

/** Of targets with two modes, by group of 64 chains. */
export interface ModeTotals {
  /** [group], sum over counted steps and chains of the probability to belong to the first mode */
  readonly firstMode: Float64Array;
  /** [group], times a chain went from well inside one mode to well inside the other */
  readonly switches: Float64Array;
  /** [group], chains that by now were ever well inside the first mode, the second, and went from one to the other */
  readonly everFirst: Float64Array;
  readonly everSecond: Float64Array;
  readonly everSwitched: Float64Array;
}

/** What came of a block of steps; sums are over its counted steps, by group of 64 chains (the last may be smaller). */
export interface BlockTotals {
  readonly numSteps: number;
  /** Steps after the warm-up. */
  readonly numCounted: number;
  readonly numGroups: number;
  /** [parameter][group], of (position - centre of the box) */
  readonly sums: Float64Array;
  /** [parameter][group], of its square */
  readonly squares: Float64Array;
  /** [group] */
  readonly accepted: Float64Array;
  readonly modes: ModeTotals | null;
  /** [parameter][bin], all chains together, of the positions at the end of each slice of counted steps */
  readonly histogram: Float64Array;
  /** How many times each chain was put into the histogram (or beside it, where it was outside of the box). */
  readonly numBinned: number;
  /** Where the chains stand after the block: counts, [row][column], CROWD_BINS each way; null where not asked for. */
  readonly crowd: Float64Array | null;
  /** [parameter][head], positions of every so many a chain after the block. */
  readonly heads: Float32Array;
}

export interface TotalsShape {
  readonly layout: SumsLayout;
  readonly numParameters: number;
  readonly numChains: number;
  readonly numHeads: number;
  /** Of the kernels' positions. */
  readonly origin: Float32Array;
  /** Of the box; what sums are about. */
  readonly centre: readonly number[];
}

export function emptyTotals(shape: TotalsShape, numSteps: number, withCrowd: boolean): MutableTotals {
  const { layout, numParameters, numChains, numHeads } = shape;
  const numGroups = Math.ceil(numChains / GROUP);
  const perGroup = (count = 1): Float64Array => new Float64Array(count * numGroups);
  return {
    numSteps,
    numCounted: 0,
    numGroups,
    sums: perGroup(numParameters),
    squares: perGroup(numParameters),
    accepted: perGroup(),
    modes: layout.hasModes
      ? {
          firstMode: perGroup(),
          switches: perGroup(),
          everFirst: perGroup(),
          everSecond: perGroup(),
          everSwitched: perGroup(),
        }
      : null,
    histogram: new Float64Array(numParameters * NUM_BINS),
    numBinned: 0,
    crowd: withCrowd ? new Float64Array(CROWD_BINS * CROWD_BINS) : null,
    heads: new Float32Array(numParameters * numHeads),
  };
}

export type MutableTotals = { -readonly [K in keyof BlockTotals]: BlockTotals[K] };

/**
 * Adds what some slices came to, in float64. The kernels' own sums are float32: over n steps of each of 64 chains,
 * one after the other, so that |error| <= (n + 64) 2^-24 sum of |terms| (twice that with the squares' own rounding),
 * the terms being positions less the origin.
 * @param read totals [slice][sum][group], then the counts
 */
export function addPart(
  totals: MutableTotals,
  shape: TotalsShape,
  slices: readonly Slice[],
  read: ArrayBuffer,
  isLast: boolean,
): void {
  const { layout, numParameters, numChains, numHeads, origin, centre } = shape;
  const { numGroups, modes } = totals;
  const floats = new Float32Array(read);
  slices.forEach(({ numSteps, isCounted }, s) => {
    const of = (sum: number): Float32Array => {
      const at = (s * layout.numSums + sum) * numGroups;
      return floats.subarray(at, at + numGroups);
    };
    if (modes && s === slices.length - 1) {
      modes.everFirst.set(of(layout.everFirst));
      modes.everSecond.set(of(layout.everSecond));
      modes.everSwitched.set(of(layout.everSwitched));
    }
    if (!isCounted) return;
    totals.numCounted += numSteps;
    totals.numBinned += 1;
    for (let i = 0; i < numParameters; i++) {
      const shift = origin[i] - centre[i];
      const [sums, squares] = [of(layout.sums + i), of(layout.squares + i)];
      for (let g = 0; g < numGroups; g++) {
        const count = numSteps * Math.min(GROUP, numChains - GROUP * g);
        totals.sums[i * numGroups + g] += sums[g] + count * shift;
        totals.squares[i * numGroups + g] += squares[g] + shift * (2 * sums[g] + count * shift);
      }
    }
    addTo(totals.accepted, of(layout.numAccepted));
    if (modes) {
      addTo(modes.firstMode, of(layout.firstMode));
      addTo(modes.switches, of(layout.modeSwitches));
    }
  });
  const countsAt = slices.length * layout.numSums * numGroups;
  const counts = new Uint32Array(read, 4 * countsAt);
  const crowdAt = numParameters * NUM_BINS;
  addTo(totals.histogram, counts.subarray(0, crowdAt));
  if (!isLast) return;
  const headsAt = crowdAt + CROWD_BINS * CROWD_BINS;
  totals.crowd?.set(counts.subarray(crowdAt, headsAt));
  for (let i = 0; i < numParameters; i++) {
    for (let head = 0; head < numHeads; head++) {
      totals.heads[i * numHeads + head] = floats[countsAt + headsAt + i * numHeads + head] + origin[i];
    }
  }
}

function addTo(target: Float64Array, values: ArrayLike<number>): void {
  for (let i = 0; i < target.length; i++) target[i] += values[i];
}
