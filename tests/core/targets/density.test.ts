import { describe, expect, test } from "vitest";
import { targetByKey } from "../../../src/core/targets";
import { posteriorData, referenceTargets } from "./referenceTargets";

const TOLERANCE = 1e-12;

/** |value - truth| / (1 + |truth|); Infinity for NaN. */
function relativeError(value: number, truth: number): number {
  const error = Math.abs(value - truth) / (1 + Math.abs(truth));
  return Number.isNaN(error) ? Infinity : error;
}

test("the article's data are those of the reference, but for a rounding of the logarithm", () => {
  const data = targetByKey("meanLogSd").dataOf?.({}) ?? [];
  expect(data).toHaveLength(50);
  data.forEach((value, i) => expect(relativeError(value, posteriorData[i])).toBeLessThan(2e-16));
});

describe.each(referenceTargets)("$name at the 200 reference points", ({ target, points }) => {
  test("log density", () => {
    expect(points).toHaveLength(200);
    for (const row of points) {
      expect(
        relativeError(target.logDensity(row.slice(0, target.dimension)), row[target.dimension]),
      ).toBeLessThan(TOLERANCE);
    }
  });

  test("gradient, and the same log density beside it", () => {
    const gradient = new Float64Array(target.dimension);
    for (const row of points) {
      gradient.fill(NaN);
      const position = row.slice(0, target.dimension);
      expect(target.logDensityAndGradient(position, gradient)).toBe(target.logDensity(position));
      gradient.forEach((slope, i) =>
        expect(relativeError(slope, row[target.dimension + 1 + i])).toBeLessThan(TOLERANCE),
      );
    }
  });
});
