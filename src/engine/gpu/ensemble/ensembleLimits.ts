import { GROUP } from "./blockPlan";
import type { SumsLayout } from "./sumsLayout";

/** Bytes of the buffers of an ensemble. */
export interface EnsembleSizes {
  readonly numPadded: number;
  /** Chains that one dispatch takes at most. */
  readonly mostChains: number;
  readonly state: number;
  /** Sums of the chains of a dispatch, and behind them the totals of some slices. */
  readonly sums: number;
  /** Where the totals begin, in floats. */
  readonly totalsAt: number;
  readonly counts: number;
}

/** Slices whose totals are read back together. */
export const SLICES_OF_PART = 8;
/** A dispatch of more chains would gain nothing. */
const MOST_CHAINS = 131072;
const WORDS_BESIDE_POSITION = 5;

export function ensembleSizes(
  numParameters: number,
  numChains: number,
  layout: SumsLayout,
  numCounts: number,
): EnsembleSizes {
  const numPadded = GROUP * Math.ceil(numChains / GROUP);
  const mostChains = Math.min(numPadded, MOST_CHAINS);
  const totalsAt = layout.numSums * mostChains;
  return {
    numPadded,
    mostChains,
    state: 4 * (numParameters + WORDS_BESIDE_POSITION) * numPadded,
    sums: 4 * (totalsAt + SLICES_OF_PART * layout.numSums * (numPadded / GROUP)),
    totalsAt,
    counts: 4 * numCounts,
  };
}

/** Storage buffers that the kernels are bound to. */
const STORAGE_BUFFERS = 5;

/** @throws Error naming the first limit that is too small, what the device has and what is needed */
export function checkLimits(limits: GPUSupportedLimits, sizes: EnsembleSizes, bytesOfData: number): void {
  const largest = Math.max(sizes.state, sizes.sums, sizes.counts, bytesOfData);
  const needs = {
    maxStorageBuffersPerShaderStage: STORAGE_BUFFERS,
    maxComputeInvocationsPerWorkgroup: GROUP,
    maxComputeWorkgroupSizeX: GROUP,
    maxStorageBufferBindingSize: largest,
    maxBufferSize: largest,
    // Two dimensions of workgroups hold the square of it.
    maxComputeWorkgroupsPerDimension: Math.ceil(Math.sqrt(sizes.numPadded / GROUP)),
  } as const satisfies Partial<Record<keyof GPUSupportedLimits, number>>;
  for (const [name, needed] of Object.entries(needs)) {
    const limit = limits[name as keyof typeof needs];
    if (limit < needed) {
      throw new Error(
        `The graphics card is too small for ${sizes.numPadded} chains: its ${name} is ${limit}, and ${needed} is needed`,
      );
    }
  }
}
