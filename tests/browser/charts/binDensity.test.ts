import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binDensity, densityCeiling, meanHeight, peak } from "../../../src/charts/binDensity";

describe("binDensity", () => {
  test("has the area of the share inside the range", () => {
    const counts = fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 500 }), fc.nat(1000), (inside, width, outside) => {
        const sum = inside.reduce((a, b) => a + b, 0);
        const heights = binDensity(Float64Array.from(inside), [-2, -2 + width], sum + outside);
        const area = (heights.reduce((a, b) => a + b, 0) * width) / inside.length;
        expect(area).toBeCloseTo(sum + outside === 0 ? 0 : sum / (sum + outside), 12);
      }),
      { seed: 3 },
    );
  });

  test("is zero without draws and keeps what is not a number", () => {
    expect([...binDensity(Float64Array.of(3, 4), [0, 1], 0)]).toEqual([0, 0]);
    expect([...binDensity(Float64Array.of(1, Number.NaN), [0, 4], 2)]).toEqual([0.25, Number.NaN]);
    expect([...binDensity(new Float64Array(0), [0, 1], 5)]).toEqual([]);
  });

  test("refuses an empty range", () => {
    expect(() => binDensity(Float64Array.of(1), [2, 2], 1)).toThrow("range is [2, 2]");
    expect(() => binDensity(Float64Array.of(1), [0, Infinity], 1)).toThrow("range is [0, Infinity]");
  });
});

test("the peak passes over what is not finite", () => {
  expect(peak([1, Number.NaN, 3, Infinity, 2])).toBe(3);
  expect(peak([])).toBe(0);
});

describe("densityCeiling", () => {
  test("holds still until the bars outgrow the exact curve, and never cuts them off", () => {
    expect(densityCeiling(1, 0)).toBe(1.12);
    expect(densityCeiling(1, 1.09)).toBe(1.12);
    expect(densityCeiling(1, 1.2)).toBeCloseTo(1.4, 12);
    for (const bars of [0.3, 2, 7.7, 40, 12345]) {
      expect(densityCeiling(1, bars)).toBeGreaterThan(bars);
      expect(densityCeiling(0, bars)).toBeGreaterThan(bars);
      expect(densityCeiling(0, bars)).toBeLessThan(1.6 * bars);
    }
  });

  test("is positive when there is nothing to show", () => {
    expect(densityCeiling(0, 0)).toBe(1);
  });
});

describe("meanHeight", () => {
  const x = Float64Array.of(0, 1, 3);
  const y = Float64Array.of(0, 2, 0);

  test("is the area over the width, with nothing outside the curve", () => {
    expect(meanHeight(x, y, 0, 3)).toBeCloseTo(1, 12);
    expect(meanHeight(x, y, 0.5, 2)).toBeCloseTo((0.75 + 1.5) / 1.5, 12);
    expect(meanHeight(x, y, -3, 0)).toBe(0);
    expect(meanHeight(x, y, -1, 1)).toBeCloseTo(0.5, 12);
  });

  test("is not a number over nothing", () => {
    expect(meanHeight(x, y, 1, 1)).toBeNaN();
  });
});
