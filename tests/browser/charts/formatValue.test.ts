import { expect, test } from "vitest";
import { formatCount, formatValue } from "../../../src/charts/formatValue";

test.each([
  [1234.5678, 0.01, "1,234.57"],
  [-0.25, 0.05, "−0.25"],
  [-0.001, 0.1, "0.0"],
  [0, 1, "0"],
  [20, 20, "20"],
  [2.5e6, 5e5, "2.5e6"],
  [-3e-6, 1e-6, "−3e−6"],
  [0, 1e-40, "0"],
  [Number.NaN, 1, "–"],
  [Infinity, 1, "–"],
])("%d to within %d is %s", (value, step, text) => {
  expect(formatValue(value, step)).toBe(text);
});

test("counts are whole and grouped", () => {
  expect(formatCount(1234567)).toBe("1,234,567");
});
