import { expect, test } from "vitest";
import { targetByKey } from "../../../src/core/targets";
import { checkedNumbers } from "../../../src/core/settings";
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";
import { shownAxes } from "../../../src/labs/explorer/shownAxes";

const four = createFormulaTarget({
  text: "parameters a, b, c, d\n-a^2 - b^2 - c^2 - d^2",
  sliderValues: [],
  columnNames: [],
  columns: [],
});

test.each([
  ["", [0, 1]],
  ["c,a", [2, 0]],
  [" d , b,a", [3, 1, 0]],
  ["a,b,c,d", [0, 1, 2]],
  ["c", [2, 0]],
  ["a", [0, 1]],
  ["a,a,nothing", [0, 1]],
  ["nothing,else", [0, 1]],
])("of four parameters %j shows %j", (chosen, axes) => {
  expect(shownAxes(four, chosen)).toEqual(axes);
});

test("a target of one or two parameters has no choice", () => {
  const [line, plane] = ["bimodal1d", "mixture"].map((key) => {
    const definition = targetByKey(key);
    return definition.create(checkedNumbers(definition.settings, {}));
  });
  expect(shownAxes(line, "y,x")).toEqual([0]);
  expect(shownAxes(plane, "y,x")).toEqual([0, 1]);
});
