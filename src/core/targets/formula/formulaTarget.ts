/**
 * A target that a visitor typed: its log density is a formula, and what the others know in closed form is found
 * on a grid, or stays unknown. Must not know the page.
 */
import type { Density } from "../../density";
import { parseFormula } from "../../density/parse";
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
const densities = new Map<string, Density>();
const MOST_KEPT = 8;

function densityOf({ text, columnNames }: FormulaChoice): Density {
  const key = `${columnNames.join()}\n${text}`;
  const known = densities.get(key);
  if (known) return known;
  const { density } = parseFormula(text, columnNames);
  densities.set(key, density);
  if (densities.size > MOST_KEPT) densities.delete([...densities.keys()][0]);
  return density;
}

/**
 * @throws FormulaError where the text is no formula
 * @throws RangeError where it has no parameter or too many, or its density is infinite, 0 everywhere, or does not fall off
 */
export function createFormulaTarget(choice: FormulaChoice): Target {
  const density = densityOf(choice);
  const { numParameters: dimension } = density;
  if (dimension < 1 || dimension > MOST_PARAMETERS) {
    throw new RangeError(
      `The formula has ${dimension === 0 ? "no parameter" : `${dimension} parameters`}; expected 1 to ${MOST_PARAMETERS}, such as x and y.`,
    );
  }
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
  };
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
