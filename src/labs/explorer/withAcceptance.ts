/**
 * Adds a column to draws: 1 where the chain moved, 0 where it stayed. A proposal of a continuous distribution never
 * falls on the very position, so a chain moved exactly where the proposal was accepted.
 * @param draws [chain][step][dimension] of the chains named
 * @param before [chain of the run][dimension], where all chains stood before the first step
 * @returns [chain][step][dimension + 1]
 */
export function withAcceptance(
  draws: Float64Array,
  chains: readonly number[],
  before: Float64Array,
  dimension: number,
): Float64Array {
  const width = dimension + 1;
  const numSteps = chains.length === 0 ? 0 : draws.length / chains.length / dimension;
  const out = new Float64Array(chains.length * numSteps * width);
  chains.forEach((chain, row) => {
    let last = before.subarray(chain * dimension, (chain + 1) * dimension);
    for (let s = 0; s < numSteps; s++) {
      const at = row * numSteps + s;
      const position = draws.subarray(at * dimension, (at + 1) * dimension);
      out.set(position, at * width);
      out[at * width + dimension] = position.every((value, i) => value === last[i]) ? 0 : 1;
      last = position;
    }
  });
  return out;
}
