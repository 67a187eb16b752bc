import { describe, expect, test } from "vitest";
import {
  advanceRangeBy,
  beginRange,
  copyEnsembleState,
  summarizeRun,
  type ChainRange,
} from "../../../src/core/run";
import { isKernelAccurate, KernelRunner, resolveArithmetic } from "../../../src/core/run/kernelRunner";
import { targetByKey, type Target } from "../../../src/core/targets";
import { presetVariant } from "../../contract/variants";

const { target } = presetVariant("mixture, Equal mixture");

function begun(numChains: number, of: Target = target): ChainRange {
  return beginRange(of, { seed: 11, numChains, start: { kind: "spread" } }, 0, numChains);
}

function advance(range: ChainRange, stepSize: number, numSteps: number, numWarmup = 0, of: Target = target) {
  const runner = new KernelRunner(of, stepSize, range.numChains);
  return advanceRangeBy(of, (state, block) => runner.advance(state, block), range, numSteps, numWarmup);
}

describe("the kernel as a run's engine", () => {
  // Seeded; |z| < 5 fails once in two million looks, and here are five.
  test("gives the moments, the share of the modes and the acceptance rate of the target (seed 11)", () => {
    const range = begun(2000);
    advance(range, 2.4, 400, 200);
    const summary = summarizeRun(target, range.totals, null);
    for (const { mean, sd } of summary.parameters) {
      expect(Math.abs(mean.z)).toBeLessThan(5);
      expect(Math.abs(sd.z)).toBeLessThan(5);
    }
    expect(Math.abs(summary.firstMode?.z ?? NaN)).toBeLessThan(5);
    const { value, standardError } = summary.acceptanceRate;
    expect(Math.abs(value - 0.3063)).toBeLessThan(5 * standardError + 1e-4);
    expect(summary.numDraws).toBe(200);
  });

  test("draws the same whatever the blocks, and whoever goes on from its state", () => {
    const [whole, pieces] = [begun(37), begun(37)];
    const block = advance(whole, 1, 50);
    let at = 0;
    for (const count of [1, 16, 17, 3, 13]) {
      pieces.ensemble.positions.set(copyEnsembleState(pieces.ensemble).positions);
      const part = advance(pieces, 1, count);
      for (let s = 0; s < count; s++, at++) {
        for (let chain = 0; chain < 37; chain++) {
          const found = part.positions.subarray(2 * (chain * count + s), 2 * (chain * count + s) + 2);
          expect([...found]).toEqual([
            ...block.positions.subarray(2 * (chain * 50 + at), 2 * (chain * 50 + at) + 2),
          ]);
        }
      }
    }
    expect(at).toBe(50);
    expect([...pieces.ensemble.streams]).toEqual([...whole.ensemble.streams]);
  });

  test("a chain's draws do not depend on how many others there are", () => {
    const many = begun(64);
    const few: ChainRange = begun(64);
    const alone = new KernelRunner(target, 1, 64);
    advance(many, 1, 20);
    advanceRangeBy(target, (state, block) => alone.advance(state, block), few, 20, 0);
    expect([...few.ensemble.positions]).toEqual([...many.ensemble.positions]);
    expect(many.ensemble.logDensities[5]).toBeCloseTo(
      target.logDensity(many.ensemble.positions.subarray(10, 12)),
      4,
    );
  });

  test("is trusted where float32 is good enough, and not with many data", () => {
    expect(isKernelAccurate(target)).toBe(true);
    expect(isKernelAccurate(targetByKey("meanLogSd").create({}))).toBe(true);
    const many = targetByKey("meanLogSd").create({ numPoints: 100_000 });
    expect(isKernelAccurate(many)).toBe(false);
    expect(resolveArithmetic("auto", 4096, target)).toBe("float64");
    expect(resolveArithmetic("auto", 4097, target)).toBe("float32");
    expect(resolveArithmetic("auto", 100_000, many)).toBe("float64");
    expect(resolveArithmetic("float32", 1, many)).toBe("float32");
  });
});
