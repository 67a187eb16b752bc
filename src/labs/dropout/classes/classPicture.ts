/**
 * Two classes in the plane as the stage shows them: the probability of class 1 as a surface, the doubt as colour.
 * From the outputs of passes or of an ensemble to plain data. Must not know the stage itself, workers or settings.
 */
import { log } from "../../../core/math/elementary";
import { logistic } from "../../../core/network/loss";
import { outputsAt, summarizeClasses } from "../../../core/network";
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

/** Which doubt is colour: entropy of the class, its parts from noise and from the model, or the passes' sd. */
export type ClassDoubt = "total" | "noise" | "model" | "sd";

export interface ClassPicture {
  /** Its density is the probability of class 1; the stage draws it relative to `peak`. */
  readonly surface: SurfaceData;
  /** [row][column], in units of the largest doubt there can be: 0 is certain, 1 as doubtful as can be. */
  readonly shade: Float32Array;
  /** What the passes say at every node, [row][column]. */
  readonly summary: ClassSummary;
  /** The highest probability on the grid, which stands at the top of the stage. */
  readonly peak: number;
}

const LOG_TWO = 0.6931471805599453;
/** Two values in [0, 1] are at most this far from their mean. */
const LARGEST_SD = 0.5;
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
export function classPicture(
  passes: PassOutputs,
  shape: ClassShape,
  doubt: ClassDoubt = "model",
): ClassPicture {
  const { columns, rows, xRange, yRange, axisNames = ["x", "y"] } = shape;
  if (passes.numPoints !== columns * rows) {
    throw new RangeError(
      `passes have ${passes.numPoints} point(s); expected ${columns} x ${rows} = ${columns * rows}, one a node`,
    );
  }
  const summary = summarizeClasses(passes);
  const { probability } = summary;
  const logDensity = new Float32Array(probability.length);
  let peak = 0;
  probability.forEach((value, node) => {
    if (value > peak) peak = value;
    // What is not a number is drawn as nothing.
    logDensity[node] = log(value > LEAST_PROBABILITY ? value : LEAST_PROBABILITY);
  });
  return {
    surface: { nx: columns, ny: rows, xRange, yRange, logDensity, axisNames },
    shade: classShade(passes, summary, doubt),
    summary,
    peak,
  };
}

/**
 * A doubt at every point as a share of the largest that it can be: log 2 of an entropy, a half of an sd.
 * The sd is that of the passes' probabilities with divisor numPasses, so that a single pass is in no doubt.
 */
export function classShade(passes: PassOutputs, summary: ClassSummary, doubt: ClassDoubt): Float32Array {
  if (doubt === "sd") {
    return Float32Array.from(summary.probability, (mean, point) => {
      let squares = 0;
      for (const logOdds of outputsAt(passes, point)) squares += (logistic(logOdds) - mean) ** 2;
      return shareOf(Math.sqrt(squares / passes.numPasses), LARGEST_SD);
    });
  }
  const entropies = {
    total: summary.totalEntropy,
    noise: summary.noiseEntropy,
    model: summary.modelEntropy,
  }[doubt];
  return Float32Array.from(entropies, (entropy) => shareOf(entropy, LOG_TWO));
}

/** Held to [0, 1] against rounding; 0 for what is not a number. */
function shareOf(value: number, largest: number): number {
  return value > 0 ? Math.min(1, value / largest) : 0;
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
