import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ThinnedDraws } from "../../../src/core/run";

/** Value of one coordinate of one draw, all of them different. */
const valueOf = (chain: number, draw: number, axis: number): number => 1e6 * chain + 10 * draw + axis;

/** Draws first to first + count - 1 as a block, [chain][step][dimension], after some steps of warm-up. */
function blockOf(
  numChains: number,
  dimension: number,
  first: number,
  count: number,
  warmup = 0,
): Float64Array {
  const numSteps = warmup + count;
  const block = new Float64Array(numChains * numSteps * dimension).fill(-1);
  for (let chain = 0; chain < numChains; chain++) {
    for (let s = 0; s < count; s++) {
      for (let axis = 0; axis < dimension; axis++) {
        block[(chain * numSteps + warmup + s) * dimension + axis] = valueOf(chain, first + s, axis);
      }
    }
  }
  return block;
}

/** What has to be kept of a run of some length: one draw of each `thinning`, from the first on. */
function expectedDraws(numChains: number, dimension: number, numSeen: number, thinning: number): number[] {
  const kept: number[] = [];
  for (let chain = 0; chain < numChains; chain++) {
    for (let draw = 0; draw < numSeen; draw += thinning) {
      for (let axis = 0; axis < dimension; axis++) kept.push(valueOf(chain, draw, axis));
    }
  }
  return kept;
}

describe("thinned draws", () => {
  const capacity = fc.integer({ min: 1, max: 20 });
  const blocks = fc.array(fc.integer({ min: 0, max: 37 }), { maxLength: 12 });
  const shape = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), capacity);

  test("are evenly spaced over the whole run, in order, and never more than fit (seed 5, 300 cases)", () => {
    const property = fc.property(shape, blocks, ([numChains, dimension, limit], counts) => {
      const thinned = new ThinnedDraws(numChains, dimension, limit);
      let numSeen = 0;
      for (const count of counts) {
        thinned.add(blockOf(numChains, dimension, numSeen, count), count);
        numSeen += count;
        expect(thinned.numDraws).toBe(Math.ceil(numSeen / thinned.thinning));
        expect(thinned.numDraws).toBeLessThanOrEqual(limit);
        // It thins no more than it must: with half as much thinning they would not have fitted.
        expect(thinned.thinning === 1 || Math.ceil((2 * numSeen) / thinned.thinning) > limit).toBe(true);
        const expected = expectedDraws(numChains, dimension, numSeen, thinned.thinning);
        expect([...thinned.draws()]).toEqual(expected);
      }
    });
    fc.assert(property, { seed: 5, numRuns: 300 });
  });

  test("by hand: nine draws in a store of four", () => {
    const thinned = new ThinnedDraws(1, 1, 4);
    thinned.add(Float64Array.of(0, 1, 2, 3), 4);
    expect([thinned.thinning, ...thinned.draws()]).toEqual([1, 0, 1, 2, 3]);
    thinned.add(Float64Array.of(4), 1);
    expect([thinned.thinning, ...thinned.draws()]).toEqual([2, 0, 2, 4]);
    thinned.add(Float64Array.of(5, 6, 7, 8), 4);
    expect([thinned.thinning, ...thinned.draws()]).toEqual([4, 0, 4, 8]);
  });

  test("leave out the steps of a block that belong to the warm-up", () => {
    const thinned = new ThinnedDraws(2, 2, 8);
    thinned.add(blockOf(2, 2, 0, 0, 5), 5, 5);
    expect(thinned.numDraws).toBe(0);
    thinned.add(blockOf(2, 2, 0, 6, 3), 9, 3);
    expect([...thinned.draws()]).toEqual(expectedDraws(2, 2, 6, 1));
  });

  test("come as a copy", () => {
    const thinned = new ThinnedDraws(1, 1, 4);
    thinned.add(Float64Array.of(7, 8), 2);
    thinned.draws().fill(0);
    expect([...thinned.draws()]).toEqual([7, 8]);
  });
});
