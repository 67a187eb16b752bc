import { describe, expect, test } from "vitest";
import { formatSliderValues, readFormula } from "../../../src/labs/explorer/formulaSettings";

const formula = "slider a = 1 from 0 to 5\nslider b = -2 from -3 to 3\n-a * x^2 - (y - b)^2";
const valuesOf = (text: string): readonly number[] => readFormula(formula, text, "").choice.sliderValues;

describe("the sliders of a formula", () => {
  test.each<[string, number[]]>([
    ["", [1, -2]],
    ["a=2.5", [2.5, -2]],
    ["b=0;a=5", [5, 0]],
    ["a=5.01;b=-3.01", [1, -2]],
    ["a=;b=x;c=3;=4;;a", [1, -2]],
    ["a=NaN;b=Infinity", [1, -2]],
  ])("of %j stand at %j: what does not fit leaves them where the formula puts them", (text, values) => {
    expect(valuesOf(text)).toEqual(values);
  });

  test("the text names those that were moved, and is read back to the bit", () => {
    const { sliders } = readFormula(formula, "", "");
    expect(formatSliderValues(sliders, [1, -2])).toBe("");
    const text = formatSliderValues(sliders, [0.1 + 0.2, 3]);
    expect(valuesOf(text)).toEqual([0.1 + 0.2, 3]);
  });
});

test("the table goes with the formula, its names and all", () => {
  const { choice, table } = readFormula(
    "parameters a, b\nsum(normal(dose, a, 1)) - b^2",
    "",
    "dose,w\n1,2\n3,4",
  );
  expect(choice.columnNames).toEqual(["dose", "w"]);
  expect(choice.columns.map((column) => [...column])).toEqual([
    [1, 3],
    [2, 4],
  ]);
  expect(table.names).toEqual(["dose", "w"]);
  expect(() => readFormula("x", "", "a,b\n1")).toThrow("Line 2 of the table");
});
