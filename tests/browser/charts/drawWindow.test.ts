import { expect, test } from "vitest";
import { drawWindow } from "../../../src/charts/drawWindow";

test.each([
  [0, 50],
  [50, 50],
  [51, 100],
  [101, 200],
  [201, 500],
  [501, 1000],
  [1001, 2000],
  [2001, 3000],
  [3000, 3000],
])("a window of capacity 3000 with %i draws is %i long", (count, length) => {
  expect(drawWindow(7, count, 3000)).toEqual([7, 7 + length - 1]);
});
