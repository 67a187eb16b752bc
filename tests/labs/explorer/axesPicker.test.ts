import { expect, test } from "vitest";
import { exchanged } from "../../../src/labs/explorer/axesPicker";

test.each([
  [[0, 1], 0, 2, [2, 1]],
  [[0, 1], 0, 1, [1, 0]],
  [[0, 1], 2, 3, [0, 1, 3]],
  [[0, 1], 2, 0, [2, 1, 0]],
  [[0, 1], 2, 1, [0, 2, 1]],
  [[0, 1, 2], 2, -1, [0, 1]],
  [[0, 1, 2], 2, 0, [2, 1, 0]],
  [[0, 1, 2], 1, 3, [0, 3, 2]],
])("of %j place %i takes %i: %j", (axes, place, chosen, expected) => {
  expect(exchanged(axes, place, chosen)).toEqual(expected);
});
