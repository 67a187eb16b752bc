import { expect, test } from "vitest";
import { statisticsOf } from "../../../src/core/targets";

test("mean and scatter, for data whose size would eat up their spread", () => {
  const { n, mean, scatter } = statisticsOf(Float64Array.of(1e6 + 1, 1e6 + 2, 1e6 + 4));
  expect(n).toBe(3);
  expect(mean).toBeCloseTo(1e6 + 7 / 3, 8);
  expect(scatter).toBeCloseTo(14 / 3, 8);
});

test.each([
  [[], "The data are none; expected at least two"],
  [[1], "a single point; expected at least two"],
  [[1, NaN, 2], "Point 2 of the data is NaN; expected a finite number"],
  [[1, 2, Infinity], "Point 3 of the data is Infinity; expected a finite number"],
  [[7, 7, 7], "All 3 points of the data are 7; expected at least two that differ"],
])("%j have no posterior", (data, words) => {
  expect(() => statisticsOf(Float64Array.from(data))).toThrow(RangeError);
  expect(() => statisticsOf(Float64Array.from(data))).toThrow(words);
});
