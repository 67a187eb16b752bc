/**
 * A target that a visitor typed: its log density is a formula, and what the others know in closed form is found
 * on a grid, or stays unknown. Must not know the page.
 */
import type { Density } from "../../density";
import { parseFormula } from "../../density/parse";
import { densityTarget } from "../densityTarget";
import type { Target, Truth } from "../target";
import { findBox } from "./findBox";
import { gridDetail, gridTruth, unknownTruth } from "./gridTruth";

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
 * @throws RangeError where it has not two parameters, or its density is infinite, 0 everywhere, or does not fall off
 */
export function createFormulaTarget(choice: FormulaChoice): Target {
  const density = densityOf(choice);
  if (density.numParameters !== 2) {
    throw new RangeError(
      `The formula has ${density.numParameters} ${density.numParameters === 1 ? "parameter" : "parameters"} (${density.parameterNames.join(", ")}); expected two, which the surface shows.`,
    );
  }
  const evaluated = densityTarget({
    density,
    settingValues: Float64Array.from(choice.sliderValues),
    columns: choice.columns,
  });
  const position = new Float64Array(2);
  const at = (x: number, y: number): number => {
    position[0] = x;
    position[1] = y;
    return evaluated.logDensity(position);
  };
  const detail = gridDetail(choice.columns.length === 0 ? 1 : choice.columns[0].length);
  const box = findBox(at, DROP, detail.nodes);
  let truth: Truth | null = null;
  return {
    ...evaluated,
    box,
    peaks: [highestOf(at, box)],
    // Worked out when it is asked for: whoever samples does not ask.
    get truth() {
      return (truth ??= gridTruth(at, detail) ?? unknownTruth(2));
    },
    modes: null,
  };
}

/** The highest node of a grid, then of finer ones around it. */
function highestOf(
  logDensity: (x: number, y: number) => number,
  [xRange, yRange]: readonly [readonly [number, number], readonly [number, number]],
): [number, number] {
  let [x, y] = [(xRange[0] + xRange[1]) / 2, (yRange[0] + yRange[1]) / 2];
  let [width, height] = [xRange[1] - xRange[0], yRange[1] - yRange[0]];
  for (let round = 0; round < 5; round++) {
    const centre = [x, y];
    let highest = -Infinity;
    for (let i = -16; i <= 16; i++) {
      for (let j = -16; j <= 16; j++) {
        const place = [centre[0] + (width * i) / 32, centre[1] + (height * j) / 32];
        const value = logDensity(place[0], place[1]);
        if (value > highest) [highest, x, y] = [value, place[0], place[1]];
      }
    }
    width /= 8;
    height /= 8;
  }
  return [x, y];
}
