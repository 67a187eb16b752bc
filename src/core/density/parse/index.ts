/** Formulas as text: see parseFormula.ts for the language. Must not know the page. */
export { FormulaError } from "./formulaError";
export { formulaFunctions } from "./functions";
export { MAX_FORMULA_LENGTH, parseFormula } from "./parseFormula";
export type { Formula, FormulaSlider } from "./parseFormula";
