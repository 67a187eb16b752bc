/**
 * Two classes in the plane as the stage shows them: the probability of class 1 as a surface, the mutual
 * information of class and mask as colour.
 * From the outputs of passes or of an ensemble to plain data. Must not know the stage itself, workers or settings.
 */
import { log } from "../../../core/math/elementary";
import { summarizeClasses } from "../../../core/network";
import type { ClassSummary, PassOutputs } from "../../../core/network";
import type { SurfaceData } from "../../../scene/types";

/** A grid over the square; nodes include both ends of each range. */
export interface ClassShape {
  readonly columns: number;
  readonly rows: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** Defaults to x and y. */
  readonly axisNames?: readonly [string, string];
}

export interface ClassPicture {
  /** Its density is the probability of class 1. */
  readonly surface: SurfaceData;
  /** [row][column], mutual information of class and mask as a share of the most there can be, log 2. */
  readonly shade: Float32Array;
  /** What the passes say at every node, [row][column]. */
  readonly summary: ClassSummary;
}

const LOG_TWO = 0.6931471805599453;
/** A probability is drawn no lower than this: invisible, yet its log is finite. */
const LEAST_PROBABILITY = 1e-12;

/**
 * The nodes of the grid, [row][column][x, y], flat; rows go up the y axis.
 * @throws RangeError unless there are at least 2 columns and 2 rows
 */
export function classInputs({ columns, rows, xRange, yRange }: ClassShape): Float64Array {
  expectNodes("columns", columns);
  expectNodes("rows", rows);
  const inputs = new Float64Array(2 * columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      inputs[2 * (row * columns + column)] = nodeAt(xRange, column, columns);
      inputs[2 * (row * columns + column) + 1] = nodeAt(yRange, row, rows);
    }
  }
  return inputs;
}

/**
 * @param passes log odds of class 1 at the nodes of `classInputs(shape)`
 * @throws RangeError unless there is one output a node
 */
export function classPicture(passes: PassOutputs, shape: ClassShape): ClassPicture {
  const { columns, rows, xRange, yRange, axisNames = ["x", "y"] } = shape;
  if (passes.numPoints !== columns * rows) {
    throw new RangeError(
      `passes have ${passes.numPoints} point(s); expected ${columns} x ${rows} = ${columns * rows}, one a node`,
    );
  }
  const summary = summarizeClasses(passes);
  const { probability, modelEntropy } = summary;
  // What is not a number is drawn as nothing.
  const logDensity = Float32Array.from(probability, (value) =>
    log(value > LEAST_PROBABILITY ? value : LEAST_PROBABILITY),
  );
  return {
    surface: { nx: columns, ny: rows, xRange, yRange, logDensity, axisNames },
    // Held to [0, 1] against rounding.
    shade: Float32Array.from(modelEntropy, (entropy) => (entropy > 0 ? Math.min(1, entropy / LOG_TWO) : 0)),
    summary,
  };
}

/** Weighted from both ends, so that both are met exactly. */
function nodeAt([low, high]: readonly [number, number], node: number, numNodes: number): number {
  const share = node / (numNodes - 1);
  return low * (1 - share) + high * share;
}

function expectNodes(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 2) return;
  throw new RangeError(`${name} = ${count}; expected a whole number of at least 2`);
}
