/** The formula that a visitor typed, as settings: its text, the values of its sliders, and its table of data. */
import { MAX_FORMULA_LENGTH, parseFormula, type FormulaSlider } from "../../core/density/parse";
import type { FormulaChoice } from "../../core/targets/formula/formulaTarget";
import type { Setting } from "../../core/settings";
import { NO_TABLE, parseTable, type Table } from "../points/parseTable";
import { text } from "../settingBuilders";
import { formulaExamples } from "./formulaExamples";

export const FORMULA_KEY = "formula";

const hidden = {
  hidden: true,
  restartsRun: true,
  only: { key: "target", values: [FORMULA_KEY] },
} as const;

/** Letters of a table that a link carries. */
const TABLE_LENGTH = 8000;

/** Edited in a field of its own, not in lil-gui's single lines. */
export const formulaSettings: readonly Setting[] = [
  {
    ...text(
      "Target",
      "formula",
      "formula",
      "The log density, in x and y or in parameters that you name.",
      MAX_FORMULA_LENGTH,
      hidden,
    ),
    default: formulaExamples[0].formula,
  },
  text(
    "Target",
    "formulaSliders",
    "values",
    "Values of the formula's sliders, as in a=1.5;b=2.",
    1000,
    hidden,
  ),
  text(
    "Target",
    "formulaData",
    "table",
    "Columns of numbers that the formula may sum over.",
    TABLE_LENGTH,
    hidden,
  ),
];

/** A formula with its sliders and what they stand at. */
export interface ReadFormula {
  readonly choice: FormulaChoice;
  readonly sliders: readonly FormulaSlider[];
  readonly table: Table;
}

/**
 * @throws FormulaError where the text is no formula
 * @throws RangeError where the table is none
 */
export function readFormula(formula: string, sliderText: string, tableText: string): ReadFormula {
  const table = tableText === "" ? NO_TABLE : parseTable(tableText);
  const { sliders } = parseFormula(formula, table.names);
  const given = readSliderValues(sliderText);
  const sliderValues = sliders.map(({ name, default: initial, min, max }) => {
    const value = given.get(name);
    return value !== undefined && value >= min && value <= max ? value : initial;
  });
  return {
    choice: { text: formula, sliderValues, columnNames: table.names, columns: table.columns },
    sliders,
    table,
  };
}

/** Values by name; what is none is left out, and the slider stands where the formula puts it. */
function readSliderValues(values: string): Map<string, number> {
  return new Map(
    values
      .split(";")
      .map((pair) => pair.split("="))
      .filter(
        ([name, value]) =>
          name !== "" && value !== undefined && value !== "" && Number.isFinite(Number(value)),
      )
      .map(([name, value]) => [name, Number(value)]),
  );
}

export function formatSliderValues(sliders: readonly FormulaSlider[], values: readonly number[]): string {
  return sliders
    .map(({ name, default: initial }, i) => (values[i] === initial ? "" : `${name}=${values[i]}`))
    .filter((pair) => pair !== "")
    .join(";");
}
