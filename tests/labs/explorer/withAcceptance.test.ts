import { describe, expect, test } from "vitest";
import { advanceRange, beginRange, type DrawBlock } from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { withAcceptance } from "../../../src/labs/explorer/withAcceptance";
import { presetVariants } from "../../contract/variants";

test("a chain that stays was rejected, from where it stood before the block on", () => {
  const before = Float64Array.of(9, 9, 1, 2);
  // Chain 1: stays, moves in one coordinate only, in the other only, stays, goes back to where it began.
  const draws = Float64Array.of(1, 2, 1, 3, 0, 3, 0, 3, 1, 2);
  const rows = [
    [1, 2, 0],
    [1, 3, 1],
    [0, 3, 1],
    [0, 3, 0],
    [1, 2, 1],
  ];
  expect([...withAcceptance(draws, [1], before, 2)]).toEqual(rows.flat());
});

test("each chain is held against itself, in the order in which the chains are named", () => {
  const before = Float64Array.of(10, 11, 12, 13);
  const draws = Float64Array.of(13, 11, 11, 11);
  // Chain 3 stays and then goes to where chain 1 stands; chain 1 stays.
  expect([...withAcceptance(draws, [3, 1], before, 1)]).toEqual([13, 0, 11, 1, 11, 0, 11, 0]);
});

test("nothing comes of no chains and of no steps", () => {
  expect(withAcceptance(new Float64Array(0), [], new Float64Array(0), 2)).toHaveLength(0);
  expect(withAcceptance(new Float64Array(0), [0], Float64Array.of(1, 2), 2)).toHaveLength(0);
});

/** The draws of some of a block's chains. */
function drawsOf({ positions, numSteps, dimension }: DrawBlock, chains: readonly number[]): Float64Array {
  const length = numSteps * dimension;
  return Float64Array.from(
    chains.flatMap((chain) => [...positions.subarray(chain * length, (chain + 1) * length)]),
  );
}

describe.each(presetVariants)("of a real run on $name (seed 98)", ({ target }) => {
  test.each([
    ["every chain", [0, 1, 2, 3, 4, 5]],
    ["chains that do not start at 0", [2, 5]],
    ["chains in another order", [4, 1, 3]],
  ])("it is what the sampler says, over the ends of blocks: %s", (_name, chains) => {
    const { dimension, truth } = target;
    const step = samplerByKey("rwm").createStep(target, { stepSize: 0.6 * truth.sd[0] });
    const range = beginRange(target, { seed: 98, numChains: 6, start: { kind: "spread" } }, 0, 6);
    const seen = [0, 0];
    for (const numSteps of [1, 1, 1, 40, 1, 157]) {
      const before = range.ensemble.positions.slice();
      const block = advanceRange(target, step, range, numSteps, 0);
      const draws = drawsOf(block, chains);
      const found = withAcceptance(draws, chains, before, dimension);
      expect(found).toHaveLength(chains.length * numSteps * (dimension + 1));
      chains.forEach((chain, row) => {
        for (let s = 0; s < numSteps; s++) {
          const at = row * numSteps + s;
          const isAccepted = block.isAccepted[chain * numSteps + s];
          seen[isAccepted] += 1;
          expect([...found.subarray(at * (dimension + 1), (at + 1) * (dimension + 1))]).toEqual([
            ...draws.subarray(at * dimension, (at + 1) * dimension),
            isAccepted,
          ]);
        }
      });
    }
    // Both kinds were among what was compared.
    expect(Math.min(...seen)).toBeGreaterThan(5);
  });
});
