/** A run of more chains than this keeps its totals for groups of neighbouring chains. */
export const MAX_SINGLE = 100_000;

/** Chains of such a group. */
export const POOL = 64;

/** How many chains of a run share an entry of its totals; ranges of it begin and end at multiples of that. */
export function poolOf(numChains: number): 1 | typeof POOL {
  return numChains > MAX_SINGLE ? POOL : 1;
}

/** The least number of chains from this one up whose entries are all full: what a run may have. */
export function wholePools(numChains: number): number {
  const pool = poolOf(numChains);
  return pool * Math.ceil(numChains / pool);
}

/** @throws RangeError unless a number of chains fills its entries */
export function checkPools(name: string, value: number, chainsPerEntry: number): void {
  if (value % chainsPerEntry !== 0) {
    throw new RangeError(
      `${name} = ${value}; expected a multiple of ${chainsPerEntry}, the chains that share an entry of the totals`,
    );
  }
}
