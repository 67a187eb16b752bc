/** Steps that are made between two looks at the chains: nothing of it is longer than a dispatch. */
export interface Slice {
  readonly numSteps: number;
  readonly isCounted: boolean;
}

/** Leapfrog lengths that a dispatch has room for; `paths` of shaders/samplerTotals.wgsl. */
export const MOST_STEPS = 128;
/** Chains of a group, and invocations of a workgroup. */
export const GROUP = 64;

/**
 * Cuts a block of steps into slices; none holds steps of the warm-up and later ones.
 * @param numWarmup steps at the beginning that are not counted
 * @param mostSteps of a slice
 */
export function slicesOf(numSteps: number, numWarmup: number, mostSteps: number): Slice[] {
  const slices: Slice[] = [];
  const cut = (count: number, isCounted: boolean): void => {
    for (let left = count; left > 0; left -= mostSteps) {
      slices.push({ numSteps: Math.min(left, mostSteps), isCounted });
    }
  };
  const warmup = Math.min(numSteps, Math.max(0, numWarmup));
  cut(warmup, false);
  cut(numSteps - warmup, true);
  return slices;
}

/**
 * Chains that one dispatch takes through a slice, whole groups.
 * @param work what a dispatch should come to, in evaluations of the density
 * @param cost of a chain in the slice, in evaluations
 */
export function chainsOfDispatch(work: number, cost: number, mostChains: number): number {
  const numGroups = Math.floor(work / cost / GROUP);
  return Math.min(mostChains, Math.max(1, numGroups) * GROUP);
}

/** Workgroups in rows, where one dimension does not hold them all; surplus invocations have nothing to do. */
export function workgroupRows(numGroups: number, mostPerDimension: number): readonly [number, number] {
  const rows = Math.ceil(numGroups / mostPerDimension);
  return [Math.ceil(numGroups / rows), rows];
}
