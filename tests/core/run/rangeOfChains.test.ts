import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  advanceRange,
  beginRange,
  createEnsembleState,
  copyEnsembleState,
  joinEnsembles,
  joinTotals,
  runChains,
  sliceEnsemble,
  sliceTotals,
  type ChainRange,
  type Start,
} from "../../../src/core/run";
import { samplers } from "../../../src/core/samplers";
import { checkedNumbers } from "../../../src/core/settings";
import { presetVariants } from "../../contract/variants";

const combinations = presetVariants.flatMap(({ name, target }) =>
  samplers.map((sampler) => ({
    name: `${sampler.key} on ${name}`,
    sampler,
    target,
    step: sampler.createStep(target, checkedNumbers(sampler.settings, {})),
  })),
);

const [NUM_CHAINS, NUM_STEPS, NUM_WARMUP] = [9, 60, 23];
const run: { seed: number; numChains: number; start: Start } = {
  seed: 71,
  numChains: NUM_CHAINS,
  start: { kind: "spread" },
};

/** Some numbers from 1 on that add up to a total. */
function cuts(total: number): fc.Arbitrary<number[]> {
  return fc.uniqueArray(fc.integer({ min: 1, max: total - 1 }), { maxLength: 6 }).map((inner) => {
    const edges = [0, ...inner.toSorted((a, b) => a - b), total];
    return edges.slice(1).map((edge, i) => edge - edges[i]);
  });
}

/** Where each part begins. */
function beginnings(parts: number[]): number[] {
  return parts.map((_, i) => parts.slice(0, i).reduce((sum, part) => sum + part, 0));
}

describe.each(combinations)("a run of $name in pieces", ({ target, sampler, step }) => {
  const advanced = (range: ChainRange, blocks: number[]): ChainRange => {
    for (const numSteps of blocks) advanceRange(target, step, range, numSteps, NUM_WARMUP);
    return range;
  };
  const begin = (first: number, count: number): ChainRange => beginRange(target, run, first, count);
  const whole = advanced(begin(0, NUM_CHAINS), [NUM_STEPS]);

  // Which chains a worker has, and in which blocks it advances, must not change a bit (seed 3, 60 cases).
  test("ranges of chains and blocks of steps join to the whole", () => {
    const property = fc.property(cuts(NUM_CHAINS), fc.infiniteStream(cuts(NUM_STEPS)), (counts, blocks) => {
      const firsts = beginnings(counts);
      const ranges = counts.map((count, i) =>
        advanced(begin(firsts[i], count), blocks.next().value as number[]),
      );
      expect(joinEnsembles(ranges.map(({ ensemble }) => ensemble))).toEqual(whole.ensemble);
      // The histogram is summed in another order, but counts are exact.
      expect(joinTotals(ranges.map(({ totals }) => totals))).toEqual(whole.totals);
    });
    fc.assert(property, { seed: 3, numRuns: 60 });
  });

  test("slices join to what they were cut from, and go on as it would (seed 4, 30 cases)", () => {
    const half = advanced(begin(0, NUM_CHAINS), [NUM_STEPS / 2]);
    const property = fc.property(cuts(NUM_CHAINS), (counts) => {
      const slices = counts.map((count, i): ChainRange => {
        const firstChain = beginnings(counts)[i];
        const ensemble = sliceEnsemble(half.ensemble, firstChain, count);
        return {
          firstChain,
          numChains: count,
          ensemble,
          totals: sliceTotals(half.totals, firstChain, count),
        };
      });
      expect(joinEnsembles(slices.map(({ ensemble }) => ensemble))).toEqual(half.ensemble);
      expect(joinTotals(slices.map(({ totals }) => totals))).toEqual(half.totals);
      const ends = slices.map((slice) => advanced(slice, [NUM_STEPS / 2]));
      expect(joinEnsembles(ends.map(({ ensemble }) => ensemble))).toEqual(whole.ensemble);
      expect(joinTotals(ends.map(({ totals }) => totals))).toEqual(whole.totals);
    });
    fc.assert(property, { seed: 4, numRuns: 30 });
  });

  test("slices and joined states know which random numbers they draw", () => {
    const positions = Float64Array.from({ length: 3 * target.dimension }, (_, i) => i);
    const generator = { kind: "numpy", skippedNormals: 3 } as const;
    const state = createEnsembleState(target, positions, 1, 0, generator);
    const slices = [sliceEnsemble(state, 0, 1), sliceEnsemble(state, 1, 2)];
    for (const slice of slices) expect(slice.generator).toBe("numpy");
    expect(joinEnsembles(slices)).toEqual(state);
  });

  test("the draws after warm-up are those of runChains", () => {
    const range = begin(0, NUM_CHAINS);
    advanceRange(target, step, range, NUM_WARMUP, NUM_WARMUP);
    const block = advanceRange(target, step, range, NUM_STEPS - NUM_WARMUP, NUM_WARMUP);
    const numSamples = NUM_STEPS - NUM_WARMUP;
    const result = runChains({ target, sampler, ...run, numWarmup: NUM_WARMUP, numSamples });
    expect(block.positions).toEqual(result.draws);
    expect(block.logDensities).toEqual(result.logDensities);
    expect(block.isAccepted).toEqual(result.isAccepted);
    expect(range.totals.numDraws).toBe(numSamples);
  });

  test("a copy of a state is left alone by the run that goes on", () => {
    const range = advanced(begin(0, 2), [10]);
    const copy = copyEnsembleState(range.ensemble);
    const before = structuredClone(copy);
    advanced(range, [10]);
    expect(copy).toEqual(before);
    expect(range.ensemble).not.toEqual(before);
  });
});
