/**
 * A target that a visitor typed: its log density is a formula, and what the others know in closed form is found
 * on a grid, or stays unknown. Must not know the page.
 */
import { reachableNodes } from "../../density";
import { parseFormula, type Formula } from "../../density/parse";
import { densityTarget } from "../densityTarget";
import type { Target, Truth } from "../target";
import { findBox } from "./findBox";
import { axesOf, indexAlong, valuesOnGrid, type Box, type LogDensity } from "./gridNodes";
import { gridDetail, gridTruth, MOST_ON_GRID, unknownTruth } from "./gridTruth";
import { walkBox, type FoundDensity } from "./walkBox";

/** A formula with all that it takes, as plain data. */
export interface FormulaChoice {
  readonly text: string;
  /** A value for each slider of the formula, in their order. */
  readonly sliderValues: readonly number[];
  readonly columnNames: readonly string[];
  /** [column][row] */
  readonly columns: readonly Float64Array[];
}

/** The box that is drawn ends where the density is e^-10 of its highest value, 4.5 sd of a normal. */
const DROP = 10;
/** Of many parameters most of the mass lies half a unit lower for each. */
const DROP_PER_PARAMETER = 0.5;

/** A formula of more parameters is no picture any more, and the kernels would spill. */
export const MOST_PARAMETERS = 24;

/** The last formulas by their text, so that a slider that moves compiles nothing. */
const formulas = new Map<string, Formula>();
const MOST_KEPT = 8;

function formulaOf({ text, columnNames }: FormulaChoice): Formula {
  const key = `${columnNames.join()}\n${text}`;
  const known = formulas.get(key);
  if (known) return known;
  const formula = parseFormula(text, columnNames);
  formulas.set(key, formula);
  if (formulas.size > MOST_KEPT) formulas.delete([...formulas.keys()][0]);
  return formula;
}

/**
 * @throws FormulaError where the text is no formula
 * @throws RangeError where it has no parameter or too many, or one that does not occur, or its density is infinite,
 *   0 everywhere, or does not fall off
 */
export function createFormulaTarget(choice: FormulaChoice): Target {
  const formula = formulaOf(choice);
  const { density } = formula;
  const { numParameters: dimension } = density;
  if (dimension < 1 || dimension > MOST_PARAMETERS) {
    throw new RangeError(
      `The formula has ${dimension === 0 ? "no parameter" : `${dimension} parameters`}; expected 1 to ${MOST_PARAMETERS}, such as x and y.`,
    );
  }
  mustNeedAllParameters(formula);
  const evaluated = densityTarget({
    density,
    settingValues: Float64Array.from(choice.sliderValues),
    columns: choice.columns,
  });
  const { logDensity } = evaluated;
  const numRows = choice.columns.length === 0 ? 1 : choice.columns[0].length;
  const hasGrid = dimension <= MOST_ON_GRID;
  const detail = gridDetail(numRows, Math.min(dimension, MOST_ON_GRID));
  const { box, peak } = hasGrid
    ? foundOnGrid(logDensity, dimension, detail.nodes)
    : walkBox(logDensity, dimension, DROP + DROP_PER_PARAMETER * dimension);
  let truth: Truth | null = null;
  return {
    ...evaluated,
    box,
    peaks: [peak],
    // Worked out when it is asked for: whoever samples does not ask.
    get truth() {
      return (truth ??=
        (hasGrid ? gridTruth(logDensity, dimension, detail) : null) ?? unknownTruth(dimension));
    },
    modes: null,
    isTyped: true,
  };
}

/**
 * Along a parameter that the log density does not depend on it never falls off; what is meant is most often
 * a formula in x alone.
 */
function mustNeedAllParameters({ density, namesParameters }: Formula): void {
  const needed = new Set<number>();
  for (const node of reachableNodes([density.logDensity])) {
    if (node.kind === "parameter") needed.add(node.index);
  }
  const missing = density.parameterNames.filter((_, index) => !needed.has(index));
  if (missing.length === 0) return;
  const names =
    missing.length === 1 ? missing[0] : `${missing.slice(0, -1).join(", ")} and ${missing.at(-1)}`;
  const [are, occur] = missing.length === 1 ? ["is a parameter", "does"] : ["are parameters", "do"];
  if (namesParameters) {
    throw new RangeError(
      `${names} ${are} but ${occur} not occur in the log density; expected every parameter in it, or no ${missing.join(", ")} after “parameters”.`,
    );
  }
  const others = density.parameterNames.filter((_, index) => needed.has(index));
  throw new RangeError(
    `${names} ${occur} not occur in the log density; ${
      others.length === 1
        ? `for one parameter begin with the line parameters ${others[0]}.`
        : "expected both of them in it, or a first line that names others, such as parameters a, b."
    }`,
  );
}

function foundOnGrid(logDensity: LogDensity, dimension: number, nodes: number): FoundDensity {
  const box = findBox(logDensity, dimension, DROP, nodes);
  return { box, peak: highestOf(logDensity, box) };
}

/** The highest node of a grid, then of finer ones around it. */
function highestOf(logDensity: LogDensity, box: Box): number[] {
  const intervals = box.length === 3 ? 16 : 32;
  let centre = box.map(([low, high]) => (low + high) / 2);
  let size = box.map(([low, high]) => high - low);
  for (let round = 0; round < 5; round++) {
    const around = centre.map((middle, axis) => [middle - size[axis] / 2, middle + size[axis] / 2] as const);
    const axes = axesOf(around, intervals + 1);
    const values = valuesOnGrid(logDensity, axes);
    // The middle stands for itself where nothing is higher.
    let best = (values.length - 1) / 2;
    values.forEach((value, at) => {
      if (value > values[best] || !(values[best] > -Infinity)) best = at;
    });
    centre = axes.map((nodes, axis) => nodes[indexAlong(best, axis, intervals + 1)]);
    size = size.map((each) => each / 8);
  }
  return centre;
}
