import { expect, test } from "vitest";
import { TimeCurves } from "../../../src/labs/explorer/timeCurves";

const report = (trail: number[], numChains: number) => ({
  trail: Float32Array.from(trail),
  trailSteps: trail.length / numChains,
  lastAccepted: new Uint8Array(numChains),
});

/** [value, steps ago] of each point of a chain. */
function curveOf(curves: TimeCurves, chain: number): number[][] {
  const points = curves.points();
  const width = curves.length + 1;
  return Array.from({ length: width }, (_, i) => [
    ...points.subarray(2 * (chain * width + i), 2 * (chain * width + i + 1)),
  ]);
}

test("a chain stood at its start before it, and moves on from now into the past", () => {
  const curves = new TimeCurves(Float32Array.of(5, 7), 3);
  expect(curveOf(curves, 1)).toEqual([7, 7, 7, 7].map((value, i) => [value, 3 - i]));
  curves.add(report([1, 2, 3, 4], 2), 0);
  expect(curveOf(curves, 0)).toEqual([5, 5, 1, 2].map((value, i) => [value, 3 - i]));
  expect(curveOf(curves, 1)).toEqual([7, 7, 3, 4].map((value, i) => [value, 3 - i]));
  curves.add(report([8, 9], 2), 0);
  expect(curveOf(curves, 0)).toEqual([5, 1, 2, 8].map((value, i) => [value, 3 - i]));
  expect(curveOf(curves, 1)).toEqual([7, 3, 4, 9].map((value, i) => [value, 3 - i]));
});

test("parts of a block go to their chains, and a long block replaces everything", () => {
  const curves = new TimeCurves(Float32Array.of(0, 0, 0), 2);
  curves.add(report([9], 1), 2);
  expect(curveOf(curves, 2).map(([value]) => value)).toEqual([0, 0, 9]);
  expect(curveOf(curves, 0).map(([value]) => value)).toEqual([0, 0, 0]);
  curves.add(report([1, 2, 3, 4, 5, 6, 7, 8], 2), 1);
  expect(curveOf(curves, 1).map(([value]) => value)).toEqual([2, 3, 4]);
  expect(curveOf(curves, 2).map(([value]) => value)).toEqual([6, 7, 8]);
});
