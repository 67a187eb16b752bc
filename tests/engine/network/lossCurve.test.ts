/** A loss curve of bounded length: means over equally many steps, whatever blocks they came in. */
import { expect, test } from "vitest";
import { LossBins, MAX_PLACES } from "../../../src/engine/network/lossCurve";

const lossOfStep = (step: number): number => 1 / (1 + step) + (step % 7);

function binsOf(numSteps: number, blockSize: number): LossBins {
  const bins = new LossBins();
  for (let first = 0; first < numSteps; first += blockSize) {
    const length = Math.min(blockSize, numSteps - first);
    bins.add(
      first,
      Float64Array.from({ length }, (_, i) => lossOfStep(first + i)),
    );
  }
  return bins;
}

test("a short run has a place for each step, counted from 1", () => {
  expect(binsOf(3, 2).curve()).toEqual({
    steps: Float64Array.of(1, 2, 3),
    losses: Float64Array.of(lossOfStep(0), lossOfStep(1), lossOfStep(2)),
  });
  expect(binsOf(MAX_PLACES, 50).curve().steps).toHaveLength(MAX_PLACES);
});

test("one step too many joins neighbours to their means", () => {
  const { steps, losses } = binsOf(MAX_PLACES + 1, 7).curve();
  expect(steps).toHaveLength(MAX_PLACES / 2 + 1);
  expect(Array.from(steps.subarray(0, 3))).toEqual([1.5, 3.5, 5.5]);
  expect(losses[1]).toBe((lossOfStep(2) + lossOfStep(3)) / 2);
  expect([steps.at(-1), losses.at(-1)]).toEqual([MAX_PLACES + 1, lossOfStep(MAX_PLACES)]);
});

test.each([1, 13, 599, 5000])("blocks of %i steps make the same curve as one", (blockSize) => {
  expect(binsOf(5000, blockSize).curve()).toEqual(binsOf(5000, 4999).curve());
});

test("the curve of a long run has at most 600 places, whose mean is that of all losses", () => {
  const numSteps = 12_345;
  const { steps, losses } = binsOf(numSteps, 321).curve();
  expect(steps.length).toBeLessThanOrEqual(600);
  expect(steps.length).toBeGreaterThan(300);
  // Bins of 32 steps, the last one of 25.
  const sum = losses.reduce((total, loss, bin) => total + loss * (bin < losses.length - 1 ? 32 : 25), 0);
  const whole = Array.from({ length: numSteps }, (_, i) => lossOfStep(i)).reduce((a, b) => a + b);
  expect(sum).toBeCloseTo(whole, 6);
});

test("steps that are trained again are left as they were", () => {
  const bins = new LossBins();
  bins.add(0, [5, 4, 3]);
  bins.add(2, [100, 2]);
  expect(Array.from(bins.curve().losses)).toEqual([5, 4, 3, 2]);
  bins.add(1, [100]);
  expect(bins.numSteps).toBe(4);
});
