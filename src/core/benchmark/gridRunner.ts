import { createDensity, Graph, square, sum } from "../density";
import type { GridShape } from "../grid";
import { nodeX, nodeY } from "../grid";
import { DensityGrid, emitGrid } from "../kernels";
import { densityTarget } from "../targets/densityTarget";
import { createMeanLogSd } from "../targets/meanLogSd";
import { PRIOR_SD_LOG_SIGMA, PRIOR_SD_MU } from "../targets/meanLogSdTruth";
import { simulateNormalData } from "../targets/normalData";
import type { Target } from "../targets";
import type { BenchmarkRunner, GridEvidence, RunnerPlan } from "./runner";

/** Nodes along an edge of the grid. */
export const GRID_NODES = 512;
const NUM_DATA = 1000;
/** Data like the article's, only more of them. */
const [DATA_MEAN, DATA_SD, DATA_SEED] = [3, 1.5, 42];
/** The grid reaches so many posterior standard deviations to each side. */
const REACH = 4;
/** A prime: rows are taken far apart, so that a short run has seen the whole grid. */
const STRIDE = 149;
const ROWS_AT_A_TIME = 16;

/** The posterior that every backend evaluates. */
export interface GridProblem {
  /** By the data's mean and scatter: what every node should hold. */
  readonly target: Target;
  /** The same with the sum over all data written out: what is to be evaluated. */
  readonly summed: Target;
  readonly shape: GridShape;
  readonly data: Float64Array;
}

let made: GridProblem | null = null;

export function gridProblem(): GridProblem {
  if (!made) {
    const data = simulateNormalData(NUM_DATA, DATA_MEAN, DATA_SD, DATA_SEED);
    const target = createMeanLogSd(data);
    const { mean, sd } = target.truth;
    const range = (i: number): [number, number] => [mean[i] - REACH * sd[i], mean[i] + REACH * sd[i]];
    const shape = { nx: GRID_NODES, ny: GRID_NODES, xRange: range(0), yRange: range(1) };
    made = { target, summed: { ...target, ...summedPosterior(data) }, shape, data };
  }
  return made;
}

function summedPosterior(data: Float64Array) {
  const graph = new Graph();
  const [mu, logSigma] = [graph.parameter(0), graph.parameter(1)];
  const squares = graph.rowSum(square(graph, graph.subtract(graph.column(0), mu)));
  const priors = graph.add(
    square(graph, graph.divide(mu, PRIOR_SD_MU)),
    square(graph, graph.divide(logSigma, PRIOR_SD_LOG_SIGMA)),
  );
  const density = createDensity({
    graph,
    parameterNames: ["μ", "log σ"],
    settingNames: ["n"],
    columnNames: ["y"],
    logDensity: sum(graph, [
      graph.multiply(-0.5, graph.multiply(squares, graph.exp(graph.multiply(-2, logSigma)))),
      graph.multiply(graph.negate(graph.setting(0)), logSigma),
      graph.multiply(-0.5, priors),
    ]),
  });
  return densityTarget({ density, settingValues: Float64Array.of(data.length), columns: [data] });
}

/**
 * Errors of the log density at the nodes of some rows.
 * @param values [iy][ix] of the whole grid
 * @param offset what is missing in the values
 */
export function gridEvidence(
  { target, shape }: GridProblem,
  values: ArrayLike<number>,
  rows: Iterable<number>,
  offset = 0,
): GridEvidence {
  let largestError = 0;
  let numNodes = 0;
  for (const iy of rows) {
    for (let ix = 0; ix < shape.nx; ix++) {
      const expected = target.logDensity([nodeX(shape, ix), nodeY(shape, iy)]);
      const error = Math.abs(values[iy * shape.nx + ix] + offset - expected);
      // Not "greater than": a NaN stays.
      if (!(error <= largestError)) largestError = error;
    }
    numNodes += shape.nx;
  }
  return { kind: "grid", numNodes, largestError };
}

/** Log densities at the nodes of some rows, [row][ix]. */
export type EvaluateRows = (rows: readonly number[]) => ArrayLike<number>;

/** Node by node, with a density of this thread. */
export function rowsByNode(
  { shape }: GridProblem,
  logDensity: (position: Float64Array) => number,
): EvaluateRows {
  const position = new Float64Array(2);
  return (rows) => {
    const values = new Float64Array(rows.length * shape.nx);
    rows.forEach((iy, k) => {
      position[1] = nodeY(shape, iy);
      for (let ix = 0; ix < shape.nx; ix++) {
        position[0] = nodeX(shape, ix);
        values[k * shape.nx + ix] = logDensity(position);
      }
    });
    return values;
  };
}

/** By a kernel of SIMD vectors. */
export function rowsByKernel({ shape, summed }: GridProblem, isRelaxed: boolean): EvaluateRows {
  const { density, settingValues: settings, columns } = summed;
  const grid = new DensityGrid(emitGrid(density, { isRelaxed }), { settings, columns });
  const columnValues = Float64Array.from({ length: shape.nx }, (_, ix) => nodeX(shape, ix));
  return (rows) =>
    grid.evaluate(
      columnValues,
      rows.map((iy) => nodeY(shape, iy)),
    );
}

/** The grid, some rows at a time; of several workers each takes every so-manieth row. */
export function gridRunner(
  { share }: RunnerPlan,
  evaluateRows: EvaluateRows,
  problem = gridProblem(),
): BenchmarkRunner {
  const { shape, data } = problem;
  const { nx, ny } = shape;
  const numRows = Math.floor((ny - 1 - share.index) / share.count) + 1;
  const values = new Float64Array(nx * ny);
  const done = new Set<number>();
  let next = 0;
  return {
    unitsPerStep: nx * data.length,
    advance: (count) => {
      for (let left = count; left > 0; left -= ROWS_AT_A_TIME) {
        const rows = Array.from({ length: Math.min(left, ROWS_AT_A_TIME) }, () => {
          const iy = share.index + share.count * ((next * STRIDE) % numRows);
          next = (next + 1) % numRows;
          return iy;
        });
        const found = evaluateRows(rows);
        rows.forEach((iy, k) => {
          for (let ix = 0; ix < nx; ix++) values[iy * nx + ix] = found[k * nx + ix];
          done.add(iy);
        });
      }
    },
    clear: () => done.clear(),
    evidence: () => gridEvidence(problem, values, done),
  };
}
