import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import {
  distanceBetween,
  distanceToCdf,
  numValuesNeeded,
  REFERENCE_RATIO,
  SMALLEST_DISTANCE,
  threshold,
} from "./kolmogorovSmirnov";

const uniformCdf = (value: number): number => Math.min(1, Math.max(0, value));

/** Sorted uniforms of which a share went to a point: a distribution function off by that share. */
function uniforms(seed: number, count: number, shareAtZero: number): Float64Array {
  const stream = Stream.from(seed, 0, StreamPurpose.test);
  return Float64Array.from({ length: count }, () => {
    const value = stream.uniform();
    return stream.uniform() < shareAtZero ? 0 : value;
  }).sort();
}

describe("distances", () => {
  test("to a distribution function, by hand", () => {
    expect(distanceToCdf(Float64Array.of(0.25, 0.5), uniformCdf)).toBe(0.5);
    expect(distanceToCdf(Float64Array.of(0.5), uniformCdf)).toBe(0.5);
    expect(distanceToCdf(Float64Array.of(0.9, 0.95), uniformCdf)).toBe(0.9);
    expect(distanceToCdf(Float64Array.of(0.1, NaN), uniformCdf)).toBe(Infinity);
  });

  test("between samples, by hand, ties included", () => {
    expect(distanceBetween(Float64Array.of(1, 2, 3), Float64Array.of(1, 2, 3))).toBe(0);
    expect(distanceBetween(Float64Array.of(1, 1, 1, 2), Float64Array.of(1, 2))).toBe(0.25);
    expect(distanceBetween(Float64Array.of(1, 2), Float64Array.of(3, 4, 5))).toBe(1);
    expect(distanceBetween(Float64Array.of(1, 2), Float64Array.of(1, NaN))).toBe(Infinity);
  });
});

describe("both errors", () => {
  test("are kept by the stated numbers of values", () => {
    const effective = (numComparisons: number): number =>
      numValuesNeeded(numComparisons) / (1 + 1 / REFERENCE_RATIO);
    expect(Math.round(effective(1) / 100) * 100).toBe(283_200);
    expect(Math.round(effective(18) / 100) * 100).toBe(341_000);
    // What the threshold leaves of the distance is what the other error needs.
    const left = SMALLEST_DISTANCE - threshold(18, effective(18));
    expect((Math.exp(-2 * effective(18) * left ** 2) * 18) / 1e-6).toBeCloseTo(1, 3);
  });

  // A false alarm and a miss of 1e-6 each, one comparison each. Seeds 21 to 24.
  test("the right distribution passes and one off by 0.01 does not", () => {
    const n = numValuesNeeded(1);
    const oneSample = threshold(1, n);
    expect(distanceToCdf(uniforms(21, n, 0), uniformCdf)).toBeLessThan(oneSample);
    expect(distanceToCdf(uniforms(22, n, SMALLEST_DISTANCE), uniformCdf)).toBeGreaterThan(oneSample);

    const reference = uniforms(23, REFERENCE_RATIO * n, 0);
    const twoSample = threshold(1, n / (1 + 1 / REFERENCE_RATIO));
    expect(distanceBetween(uniforms(21, n, 0), reference)).toBeLessThan(twoSample);
    expect(distanceBetween(uniforms(24, n, SMALLEST_DISTANCE), reference)).toBeGreaterThan(twoSample);
  });
});
