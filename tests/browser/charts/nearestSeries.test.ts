import { expect, test } from "vitest";
import { nearestSeries } from "../../../src/charts/nearestSeries";

const series = [
  [0, 0, 0, 9],
  [5, 5, Number.NaN, 5],
];
const identity = (value: number): number => value;

test("is the one whose line is closest within the points looked at", () => {
  expect(nearestSeries(series, 0, 1, identity, 4, 10)).toBe(1);
  expect(nearestSeries(series, 0, 1, identity, 1, 10)).toBe(0);
  expect(nearestSeries(series, 2, 9, identity, 8, 10)).toBe(0);
  expect(nearestSeries(series, 2, 2, identity, 4, 10)).toBe(0);
});

test("is none beyond the reach or without points", () => {
  expect(nearestSeries(series, -4, 1, identity, 8, 3)).toBeNull();
  expect(nearestSeries([[], []], 0, 5, identity, 0, 3)).toBeNull();
});
