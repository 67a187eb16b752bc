/** Sizes of calls, warm-up and windows by a clock that only the runner moves: nothing here is timed. */
import { describe, expect, test } from "vitest";
import {
  measureWindow,
  resolutionOf,
  spreadOf,
  warmUp,
  type BenchmarkRunner,
} from "../../../src/core/benchmark";
import { areSettled } from "../../../src/core/benchmark/timing";

/** A runner whose steps take a given time, and the clock that it moves. */
function simulated(msOfStep: (stepsBefore: number) => number) {
  let now = 1000;
  let numSteps = 0;
  let cleared = 0;
  const calls: number[] = [];
  const runner: BenchmarkRunner = {
    unitsPerStep: 10,
    advance: (count) => {
      calls.push(count);
      for (let i = 0; i < count; i++) now += msOfStep(numSteps++);
    },
    clear: () => {
      cleared += 1;
    },
    evidence: () => ({ kind: "grid", numNodes: 0, largestError: 0 }),
  };
  return { runner, clock: () => now, calls, wait: () => (now += 0.5), cleared: () => cleared };
}

describe("warm-up", () => {
  test("makes calls of one to five milliseconds", () => {
    for (const ms of [0.0004, 0.03, 0.7, 3]) {
      const { runner, clock } = simulated(() => ms);
      const { callSize, isSettled } = warmUp(runner, clock, 1000);
      expect(isSettled).toBe(true);
      expect(callSize * ms).toBeGreaterThanOrEqual(1);
      expect(callSize * ms).toBeLessThanOrEqual(5);
    }
  });

  test("takes one step at a time where a step is longer than that", () => {
    const { runner, clock } = simulated(() => 20);
    expect(warmUp(runner, clock, 1000).callSize).toBe(1);
  });

  test("goes on while the runner still gets faster, and clears what it did", () => {
    const { runner, clock, cleared } = simulated((before) => (before < 1000 ? 0.1 : 0.01));
    const { callSize, milliseconds, isSettled } = warmUp(runner, clock, 5000);
    expect(isSettled).toBe(true);
    // 1000 slow steps, then three slices of 40 ms.
    expect(milliseconds).toBeGreaterThan(100 + 120);
    expect(callSize * 0.01).toBeGreaterThanOrEqual(1);
    expect(cleared()).toBe(1);
  });

  test("ends without a steady rate when the time is up, and says so", () => {
    const { runner, clock } = simulated((before) => 0.05 + before * 1e-4);
    const { isSettled, milliseconds } = warmUp(runner, clock, 300);
    expect(isSettled).toBe(false);
    expect(milliseconds).toBeLessThan(600);
  });

  test("takes three rates within 5 %", () => {
    expect(areSettled([100, 103, 104.9])).toBe(true);
    expect(areSettled([100, 103, 105.1])).toBe(false);
    expect(areSettled([50, 100, 103, 104.9])).toBe(true);
    expect(areSettled([100, 100])).toBe(false);
  });
});

describe("a window", () => {
  test("begins at the given moment and ends with the call that fills it", () => {
    const { runner, clock, calls, wait } = simulated(() => 0.5);
    const measured = measureWindow(runner, () => (calls.length === 0 ? wait() : clock()), 4, 1010, 11);
    // Calls of 2 ms from 1010 on: the sixth ends at 1022.
    expect(measured).toEqual({ units: 6 * 4 * 10, milliseconds: 12 });
  });

  test("begins at once where the moment has passed", () => {
    const { runner, clock } = simulated(() => 1);
    expect(measureWindow(runner, clock, 1, 0, 3)).toEqual({ units: 30, milliseconds: 3 });
  });
});

test("the resolution of a clock is its smallest step", () => {
  const ticks = [0, 0, 0.1, 0.1, 0.1, 0.3, 0.35, 0.35, 1];
  let i = 0;
  expect(resolutionOf(() => ticks[i++], 4)).toBeCloseTo(0.05, 12);
});

test("a spread is median and the quantiles at 10 and 90 %", () => {
  const values = [7, 1, 9, 3, 5, 2, 10, 4, 8, 6, 11];
  expect(spreadOf(values)).toEqual({ median: 6, low: 2, high: 10 });
  expect(spreadOf([3, 4])).toEqual({ median: 3.5, low: 3.1, high: 3.9 });
  expect(() => spreadOf([])).toThrow(RangeError);
});
