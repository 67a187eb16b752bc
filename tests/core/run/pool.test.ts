/** Runs of so many chains that their totals are kept for groups of neighbours. */
import { describe, expect, test } from "vitest";
import {
  advanceBy,
  beginRange,
  createRunTotals,
  MAX_SINGLE,
  POOL,
  poolOf,
  sliceTotals,
  summarizeRun,
  wholePools,
  type ChainRange,
  type RunTotals,
} from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { advanced, begun, copied, crowds, joined, target } from "./kernelCrowds";

const NUM_CHAINS = 4096;

/** Pooled totals must be those of single chains, summed; sums of float64 to rounding, counts exactly. */
function expectPooled(pooled: RunTotals, single: RunTotals): void {
  const numEntries = NUM_CHAINS / POOL;
  expect([pooled.chainsPerEntry, single.chainsPerEntry]).toEqual([POOL, 1]);
  expect(pooled.accepted).toHaveLength(numEntries);
  const groupSum = (values: ArrayLike<number>, entry: number, stride = 1, offset = 0): number => {
    let sum = 0;
    for (let k = 0; k < POOL; k++) sum += values[(entry * POOL + k) * stride + offset];
    return sum;
  };
  for (let entry = 0; entry < numEntries; entry++) {
    for (const name of ["accepted", "divergent", "modeSwitches", "numSwitched", "numInAMode"] as const) {
      expect(pooled[name][entry]).toBe(groupSum(single[name], entry));
    }
    expect(Math.abs(pooled.firstMode[entry] - groupSum(single.firstMode, entry))).toBeLessThan(1e-9);
    for (const i of [0, 1]) {
      for (const name of ["sums", "squares"] as const) {
        const expected = groupSum(single[name], entry, 2, i);
        expect(Math.abs(pooled[name][2 * entry + i] - expected)).toBeLessThan(1e-8);
      }
    }
  }
  for (const name of ["numDraws", "numLooks", "isDivergenceKnown", "modeState", "histogram"] as const) {
    expect(pooled[name]).toEqual(single[name]);
  }
}

describe.each(crowds)("pooled totals of $key", (crowd) => {
  const [single, pooled] = [begun(NUM_CHAINS), begun(NUM_CHAINS, 0, NUM_CHAINS, POOL)];
  advanced(crowd, single, [40, 70], 25);
  advanced(crowd, pooled, [7, 20, 83], 25);

  test("are those of single chains, summed over 64 neighbours", () => {
    expect(pooled.ensemble).toEqual(single.ensemble);
    expectPooled(pooled.totals, single.totals);
    expect(Math.max(...single.totals.modeSwitches)).toBeGreaterThan(0);
  });

  test("give the same summary, with errors from 64 entries in place of 4096 chains", () => {
    const [one, all] = [pooled, single].map(({ totals }) => summarizeRun(target, totals, null));
    const near = (value: number, expected: number): void =>
      expect(Math.abs(value - expected)).toBeLessThan(1e-9 * (1 + Math.abs(expected)));
    // An error from 64 entries has a relative standard error of 9 %; five of them.
    const alike = (value: number, expected: number): void => {
      expect(value / expected).toBeGreaterThan(0.55);
      expect(value / expected).toBeLessThan(1.45);
    };
    expect([one.numChains, one.numDraws, one.numLooks]).toEqual([NUM_CHAINS, 85, 5]);
    expect(one).toMatchObject({ method: "manyChains", divergent: all.divergent });
    one.parameters.forEach((parameter, i) => {
      const other = all.parameters[i];
      near(parameter.mean.value, other.mean.value);
      near(parameter.sd.value, other.sd.value);
      alike(parameter.mean.mcse, other.mean.mcse);
      alike(parameter.sd.mcse, other.sd.mcse);
      alike(Math.sqrt(parameter.ess), Math.sqrt(other.ess));
      alike(Math.sqrt(parameter.autocorrelationTime), Math.sqrt(other.autocorrelationTime));
      // 64 entries are 16 superchains of four, and these are made of the same chains.
      expect(Math.abs(parameter.rhat - other.rhat)).toBeLessThan(1e-4);
      expect(parameter.rhat).toBeGreaterThan(1);
    });
    near(one.acceptanceRate.value, all.acceptanceRate.value);
    alike(one.acceptanceRate.standardError, all.acceptanceRate.standardError);
    near(one.firstMode?.value ?? NaN, all.firstMode?.value ?? NaN);
    alike(one.firstMode?.mcse ?? NaN, all.firstMode?.mcse ?? NaN);
    near(one.stepsPerModeSwitch ?? NaN, all.stepsPerModeSwitch ?? NaN);
    expect(one.shareNeverSwitched).toBe(all.shareNeverSwitched);
    expect(one.shareInAMode).toBe(all.shareInAMode);
    expect(one.shareNeverSwitched).toBeLessThan(1);
  });

  test("go on from a snapshot and in other ranges", () => {
    const first = begun(NUM_CHAINS, 0, NUM_CHAINS, POOL);
    advanced(crowd, first, [40], 25);
    const slices = [
      [0, 64],
      [64, 4032],
    ].map(([from, count]): ChainRange => {
      const { ensemble } = copied(begun(NUM_CHAINS, from, count));
      const slice = { firstChain: from, numChains: count, ensemble };
      return { ...slice, totals: sliceTotals(createRunTotals(NUM_CHAINS, 2, POOL), from, count) };
    });
    for (const slice of slices) advanced(crowd, slice, [27, 83], 25);
    const { totals } = joined(slices);
    expectPooled(totals, single.totals);
    advanced(crowd, copied(first), [1], 25);
    advanced(crowd, first, [70], 25);
    expectPooled(first.totals, single.totals);
  });
});

test("float64 chains of which some are shown have the bits and totals of those that all are", () => {
  const hmc = samplerByKey("hmc");
  const advance = advanceBy(target, hmc.createStep(target, { hmcStepSize: 0.9, pathLength: 2.5 }), true);
  const numChains = 1100;
  const [all, some] = [begun(numChains), begun(numChains)];
  const shown = [0, 511, 512, 1099];
  const [whole, block] = [advance(all, 20, 6, null), advance(some, 20, 6, shown)];
  expect(some).toEqual(all);
  expect([some.ensemble.numSteps, some.totals.numDraws, some.totals.numLooks]).toEqual([20, 14, 14]);
  expect(block.chains).toEqual(shown);
  shown.forEach((chain, row) => {
    const of = (values: Float64Array, at: number, length: number): Float64Array =>
      values.subarray(at * length, (at + 1) * length);
    expect(of(block.positions, row, 40)).toEqual(of(whole.positions, chain, 40));
    expect(of(block.logDensities, row, 20)).toEqual(of(whole.logDensities, chain, 20));
    expect(of(block.lastProposals, row, 2)).toEqual(of(whole.lastProposals, chain, 2));
  });
});

test("float64 chains have pooled totals too, and count the paths that diverge", () => {
  const hmc = samplerByKey("hmc");
  const step = hmc.createStep(target, { hmcStepSize: 5, pathLength: 10 });
  const [single, pooled] = [begun(NUM_CHAINS), begun(NUM_CHAINS, 0, NUM_CHAINS, POOL)];
  advanceBy(target, step, true)(single, 4, 1, []);
  advanceBy(target, step, true)(pooled, 4, 1, []);
  expectPooled(pooled.totals, single.totals);
  const { divergent } = summarizeRun(target, pooled.totals, null);
  expect(divergent).toBeGreaterThan(0.1 * NUM_CHAINS);
  expect(divergent).toBeLessThan(3 * NUM_CHAINS);
  expect(divergent).toBe(single.totals.divergent.reduce((sum, count) => sum + count, 0));
});

describe("how many chains share an entry", () => {
  test("is one up to 100,000 and 64 above, which then must be filled", () => {
    expect([1, 100_000, 100_001, 1_000_000].map(poolOf)).toEqual([1, 1, 64, 64]);
    expect(MAX_SINGLE).toBe(100_000);
    expect([1, 99_999, 100_001, 100_032, 1_000_000].map(wholePools)).toEqual([
      1, 99_999, 100_032, 100_032, 1_000_000,
    ]);
  });

  const run = (numChains: number): Parameters<typeof beginRange>[1] => ({
    seed: 1,
    numChains,
    start: { kind: "spread" },
  });

  test("follows from the run, whatever the range", () => {
    const { totals } = beginRange(target, run(100_032), 64, 128);
    expect([totals.chainsPerEntry, totals.accepted.length, totals.modeState.length]).toEqual([64, 2, 128]);
    expect(beginRange(target, run(100_000), 63, 1).totals.chainsPerEntry).toBe(1);
  });

  test.each([
    [100_001, 0, 64, "numChains of the run = 100001; expected a multiple of 64"],
    [100_032, 63, 64, "firstChain = 63; expected a multiple of 64"],
    [100_032, 0, 63, "numChains = 63; expected a multiple of 64"],
  ])("of %i chains from %i on %i: no entry may be cut", (numChains, first, count, message) => {
    expect(() => beginRange(target, run(numChains), first, count)).toThrow(message);
  });

  test("nor by a slice", () => {
    const totals = createRunTotals(256, 2, 64);
    expect(() => sliceTotals(totals, 32, 64)).toThrow("first = 32; expected a multiple of 64");
    expect(() => sliceTotals(totals, 64, 65)).toThrow("count = 65; expected a multiple of 64");
    expect(sliceTotals(totals, 64, 128).sums).toHaveLength(4);
  });
});
