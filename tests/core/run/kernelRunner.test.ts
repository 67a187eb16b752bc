import { describe, expect, test } from "vitest";
import { boxCentre, estimateAcceptance, NUM_BINS, rowOf, summarizeRun } from "../../../src/core/run";
import {
  isKernelAccurate,
  KernelRunner,
  numVectorsOf,
  resolveArithmetic,
} from "../../../src/core/run/kernelRunner";
import { targetByKey, type Target } from "../../../src/core/targets";
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";
import { advanced, begun, copied, crowds, joined, target } from "./kernelCrowds";

describe.each(crowds)("a crowd of $key on its kernel", (crowd) => {
  const { sampler, values } = crowd;

  // Seeded; |z| < 5 fails once in two million looks, and here are six a sampler.
  test("has the moments, the share of the modes and the acceptance rate of the target (seed 11)", () => {
    const range = begun(4000);
    advanced(crowd, range, [100, 300], 200);
    const summary = summarizeRun(target, range.totals, null);
    // Transitions 208, 224 and so on up to 400.
    expect([summary.numDraws, summary.numLooks]).toEqual([200, 13]);
    for (const { mean, sd } of summary.parameters) {
      expect(Math.abs(mean.z)).toBeLessThan(5);
      expect(Math.abs(sd.z)).toBeLessThan(5);
      expect(mean.mcse).toBeLessThan(0.02);
    }
    expect(Math.abs(summary.firstMode?.z ?? NaN)).toBeLessThan(5);
    const { value, standardError } = summary.acceptanceRate;
    const step = (factor: number) =>
      sampler.createStep(target, {
        ...values,
        [sampler.stepSizeKey]: factor * values[sampler.stepSizeKey],
      });
    const exact = estimateAcceptance(target, step(1), 100_000, 12);
    // The paths that all chains share make the rate of 200 transitions of HMC uncertain by some 0.001 more.
    const error = 5 * (standardError + exact.standardError) + (sampler.key === "hmc" ? 0.005 : 0);
    expect(Math.abs(value - exact.value)).toBeLessThan(error);
    const longer = estimateAcceptance(target, step(1.1), 100_000, 12);
    expect(Math.abs(value - longer.value)).toBeGreaterThan(error);
  });

  test("is the same in any ranges and any blocks, to the last bit of its totals", () => {
    const whole = begun(96);
    advanced(crowd, whole, [100], 23);
    const cuts: [number, number, number[]][] = [
      [0, 1, [100]],
      [1, 39, [1, 16, 17, 3, 13, 50]],
      [40, 56, [23, 9, 68]],
    ];
    const parts = cuts.map(([first, count, blocks]) => {
      const range = begun(96, first, count);
      advanced(crowd, range, blocks, 23, [0]);
      return range;
    });
    const { ensemble, totals } = joined(parts);
    expect(ensemble).toEqual(whole.ensemble);
    expect(totals).toEqual(whole.totals);
    expect([totals.numDraws, totals.numLooks]).toEqual([77, 5]);
    expect(Math.max(...totals.modeSwitches)).toBeGreaterThan(0);
  });

  test("goes on from a snapshot as if nothing had been in between", () => {
    const whole = begun(50);
    advanced(crowd, whole, [90], 20);
    const before = begun(50);
    const runner = new KernelRunner(target, sampler, values, 50);
    runner.advance(before, 37, 20, []);
    const snapshot = copied(before);
    runner.advance(before, 11, 20, []);
    const after = copied(snapshot);
    advanced(crowd, after, [53], 20);
    expect(after).toEqual(whole);
    // The same runner, put back to where it was, and asked for something else meanwhile.
    const again = copied(snapshot);
    runner.advance(again, 53, 20, []);
    expect(again).toEqual(whole);
  });

  test("has the totals of its draws, those of modes and bins at every 16th transition", () => {
    const [numChains, numSteps, numWarmup] = [30, 75, 21];
    const range = begun(numChains);
    const blocks = advanced(crowd, range, [50, 25], numWarmup, null);
    const { totals } = range;
    const centre = boxCentre(target);
    const histogram = new Float64Array(2 * NUM_BINS);
    for (let chain = 0; chain < numChains; chain++) {
      const draws = blocks.flatMap(({ numSteps: count, positions, isAccepted }) =>
        Array.from({ length: count }, (_, s) => {
          const at = chain * count + s;
          return { x: [...positions.subarray(2 * at, 2 * at + 2)], isAccepted: isAccepted[at] };
        }),
      );
      expect(draws).toHaveLength(numSteps);
      const counted = draws.slice(numWarmup);
      for (const i of [0, 1]) {
        const differences = counted.map(({ x }) => x[i] - centre[i]);
        const sum = (list: number[]): number => list.reduce((all, value) => all + value, 0);
        expect(totals.sums[2 * chain + i]).toBe(sum(differences));
        expect(totals.squares[2 * chain + i]).toBe(sum(differences.map((value) => value * value)));
      }
      expect(totals.accepted[chain]).toBe(counted.filter(({ isAccepted }) => isAccepted === 1).length);
      const looks = [32, 48, 64].map((step) => draws[step - 1].x);
      let [share, switches, last] = [0, 0, 2];
      for (const x of looks) {
        const first = target.modes?.responsibility(x) ?? NaN;
        share += first;
        const mode = first > 0.9 ? 0 : first < 1 - 0.9 ? 1 : 2;
        if (mode !== 2 && last !== 2 && mode !== last) switches += 1;
        if (mode !== 2) last = mode;
        x.forEach((value, i) => {
          const [low, high] = target.box[i];
          const bin = Math.floor(((value - low) / (high - low)) * NUM_BINS);
          if (bin >= 0 && bin < NUM_BINS) histogram[i * NUM_BINS + bin] += 1;
        });
      }
      expect(totals.firstMode[chain]).toBe(share);
      expect(totals.modeSwitches[chain]).toBe(switches);
      expect(totals.numSwitched[chain]).toBe(Math.min(1, switches));
      expect(totals.numInAMode[chain]).toBe(last === 2 ? 0 : 1);
      expect(totals.modeState[chain]).toBe(last + (switches > 0 ? 4 : 0));
    }
    expect([totals.numDraws, totals.numLooks]).toEqual([numSteps - numWarmup, 3]);
    expect(totals.histogram).toEqual(histogram);
  });

  test("shows the chains that are asked for, and only these", () => {
    const [all, some] = [begun(64), begun(64)];
    const shown = [3, 4, 40, 63];
    const [, whole] = advanced(crowd, all, [5, 40], 0, null);
    const [, block] = advanced(crowd, some, [5, 40], 0, shown);
    expect(some).toEqual(all);
    expect([whole.chains, block.chains, block.numChains]).toEqual([null, shown, 4]);
    for (const chain of shown) {
      const row = rowOf(block, chain);
      const own = block.positions.subarray(80 * row, 80 * (row + 1));
      expect(own).toEqual(whole.positions.subarray(80 * chain, 80 * (chain + 1)));
      expect(own.subarray(78)).toEqual(all.ensemble.positions.subarray(2 * chain, 2 * chain + 2));
      expect(block.lastProposals.subarray(2 * row, 2 * row + 2)).toEqual(own.subarray(78));
      const accepted = whole.isAccepted.subarray(40 * chain, 40 * (chain + 1));
      expect(block.isAccepted.subarray(40 * row, 40 * (row + 1))).toEqual(accepted);
    }
    expect(new Set(block.isAccepted)).toEqual(new Set([0, 1]));
    expect(() => rowOf(block, 5)).toThrow("chain = 5; expected one of the 4 that the block has");
    expect(() => rowOf(whole, 64)).toThrow("chain = 64; expected one of the 64 that the block has");
    all.ensemble.logDensities.forEach((value, chain) => {
      const truth = target.logDensity(all.ensemble.positions.subarray(2 * chain, 2 * chain + 2));
      expect(value).toBeCloseTo(truth, 4);
    });
  });
});

test("only paths whose length is drawn take numbers from the stream that all chains share", () => {
  const moved = crowds.map((crowd) => {
    const range = begun(5);
    const before = range.ensemble.pathWords.slice();
    advanced(crowd, range, [3]);
    return range.ensemble.pathWords.some((word, i) => word !== before[i]);
  });
  expect(moved).toEqual([false, false, true]);
});

test("divergent paths are counted of HMC, where its step is too coarse, and of no other", () => {
  const counted = (index: number, stepSize: number): number | null => {
    const { sampler } = crowds[index];
    const range = begun(40);
    const values = { [sampler.stepSizeKey]: stepSize, pathLength: 4 * stepSize };
    advanced({ sampler, values }, range, [40], 10);
    return summarizeRun(target, range.totals, null).divergent;
  };
  expect([counted(0, 1), counted(1, 1), counted(2, 1)]).toEqual([null, null, 0]);
  // Every path of the 30 transitions that count, of each chain.
  expect(counted(2, 20)).toBe(1200);
});

test("a sampler without a kernel, and random numbers that kernels do not draw, are refused by name", () => {
  const { sampler, values } = crowds[0];
  expect(() => new KernelRunner(target, { ...sampler, key: "nuts" }, values, 1)).toThrow(
    "sampler = nuts; expected one with a float32 kernel: rwm, mala, hmc",
  );
  const range = begun(2);
  range.ensemble.generator = "numpy";
  expect(() => advanced(crowds[0], range, [1])).toThrow("generator = numpy; expected xoshiro");
});

test("the kernel is trusted where float32 is good enough, and not with many data", () => {
  expect(isKernelAccurate(target)).toBe(true);
  expect(isKernelAccurate(targetByKey("meanLogSd").create({}))).toBe(true);
  const many = targetByKey("meanLogSd").create({ numPoints: 100_000 });
  expect(isKernelAccurate(many)).toBe(false);
  expect(resolveArithmetic("auto", 4096, target)).toBe("float64");
  expect(resolveArithmetic("auto", 4097, target)).toBe("float32");
  expect(resolveArithmetic("auto", 100_000, many)).toBe("float64");
  expect(resolveArithmetic("float32", 1, many)).toBe("float32");
});

describe("a typed target", () => {
  const typed = (): Target =>
    createFormulaTarget({
      text: "2 * cos(x) * cos(y) - (x^2 + y^2) / 9",
      sliderValues: [],
      columnNames: [],
      columns: [],
    });

  test("has a smaller kernel than the same target of the registry, unless its size asks for less anyway", () => {
    expect(numVectorsOf(typed())).toBe(4);
    expect(numVectorsOf({ dimension: 2 })).toBe(6);
    expect([numVectorsOf({ dimension: 20 }), numVectorsOf({ dimension: 20, isTyped: true })]).toEqual([2, 2]);
  });

  test.each(crowds)("has the same draws in it, to the last bit ($key)", ({ sampler, values }) => {
    const drawn = [typed(), { ...typed(), isTyped: false }].map((of) => {
      const range = begun(50, 0, 50, 1, of);
      new KernelRunner(of, sampler, values, 50).advance(range, 40, 10, []);
      return range;
    });
    expect(drawn[0]).toEqual(drawn[1]);
  });
});
