import { expect, test } from "vitest";
import { chainsOfDispatch, slicesOf, workgroupRows } from "../../../src/engine/gpu/ensemble/blockPlan";
import { DispatchPace } from "../../../src/engine/gpu/ensemble/dispatchPace";
import { checkLimits, ensembleSizes } from "../../../src/engine/gpu/ensemble/ensembleLimits";
import { sumsLayout } from "../../../src/engine/gpu/ensemble/sumsLayout";

test("a block in slices: all steps, and none of the warm-up beside later ones", () => {
  expect(slicesOf(100, 37, 32)).toEqual([
    { numSteps: 32, isCounted: false },
    { numSteps: 5, isCounted: false },
    { numSteps: 32, isCounted: true },
    { numSteps: 31, isCounted: true },
  ]);
  expect(slicesOf(3, 0, 64)).toEqual([{ numSteps: 3, isCounted: true }]);
  expect(slicesOf(3, 9, 64)).toEqual([{ numSteps: 3, isCounted: false }]);
});

test("chains of a dispatch are whole groups, at least one and at most all", () => {
  expect(chainsOfDispatch(10_000, 33, 4096)).toBe(256);
  expect(chainsOfDispatch(1, 33, 4096)).toBe(64);
  expect(chainsOfDispatch(1e9, 33, 4096)).toBe(4096);
});

test("workgroups in rows hold all, and no dimension is too long", () => {
  for (const [numGroups, most] of [
    [1, 65535],
    [65535, 65535],
    [65536, 65535],
    [15625, 100],
  ]) {
    const [columns, rows] = workgroupRows(numGroups, most);
    expect(columns).toBeLessThanOrEqual(most);
    expect(columns * rows).toBeGreaterThanOrEqual(numGroups);
    expect(columns * rows - numGroups).toBeLessThan(rows * 2);
  }
});

test("the pace follows what dispatches take, in bounded steps, and not the wait for those before", () => {
  const pace = new DispatchPace(1);
  const first = pace.work;
  // 1000 evaluations a millisecond: 5 ms are 5000.
  for (let i = 0; i < 10; i++) pace.add(1e5, 1000 * i, 1000 * i + 100);
  expect(pace.work).toBeCloseTo(5000);
  pace.add(1e9, 20_000, 20_001);
  expect(pace.work).toBeCloseTo(20_000);
  // Submitted long before, but behind the one before.
  pace.add(1e5, 0, 20_101);
  expect(pace.work).toBeCloseTo(5000);
  expect(new DispatchPace(100).work).toBeCloseTo(first / 100);
});

test("a limit that is too small is named, with what there is and what is needed", () => {
  const sizes = ensembleSizes(2, 1_000_000, sumsLayout(2, true), 4216);
  expect(sizes.numPadded).toBe(1_000_000);
  expect(sizes.state).toBe(28_000_000);
  const enough = {
    maxStorageBuffersPerShaderStage: 8,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupSizeX: 256,
    maxStorageBufferBindingSize: 134217728,
    maxBufferSize: 268435456,
    maxComputeWorkgroupsPerDimension: 65535,
  };
  const limits = (changes: Partial<Record<string, number>> = {}): GPUSupportedLimits =>
    ({ ...enough, ...changes }) as unknown as GPUSupportedLimits;
  expect(() => checkLimits(limits(), sizes, 0)).not.toThrow();
  const tooSmall = {
    maxStorageBuffersPerShaderStage: 4,
    maxComputeInvocationsPerWorkgroup: 32,
    maxComputeWorkgroupSizeX: 32,
    maxStorageBufferBindingSize: 16777216,
    maxBufferSize: 16777216,
    maxComputeWorkgroupsPerDimension: 100,
  };
  for (const [name, limit] of Object.entries(tooSmall)) {
    expect(() => checkLimits(limits({ [name]: limit }), sizes, 0)).toThrow(
      new RegExp(`1000000 chains: its ${name} is ${limit}, and \\d+ is needed`),
    );
  }
});
