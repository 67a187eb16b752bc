/** The posterior of intercept and slope on a grid, and the axes it is shown over. Knows no scene. */
import type { PairOfWeights } from "../../core/regression";
import { evenly, type Range } from "./plotRange";
import type { RegressionModel } from "./regressionModel";

export interface SurfaceRanges {
  readonly x: Range;
  readonly y: Range;
}

/** The posterior is shown this many standard deviations each way; the prior fewer, for it is wide. */
const REACH = 4;
const PRIOR_REACH = 3;
/** A posterior that has shrunk needs a finer grid on the prior's axes. */
const NODES: Readonly<Record<string, number>> = { posterior: 81, prior: 241 };
/** Time in which the axes make all but a third of their way, in milliseconds. */
const GLIDE_TIME = 160;

export function surfaceRanges({ pair, posterior }: RegressionModel, axes: string): SurfaceRanges {
  const around = (middle: number, reach: number): Range => [middle - reach, middle + reach];
  if (axes === "prior") {
    const range = around(0, PRIOR_REACH * posterior.sigmaWeights);
    return { x: range, y: range };
  }
  return {
    x: around(pair.mean[0], REACH * pair.sds[0]),
    y: around(pair.mean[1], REACH * pair.sds[1]),
  };
}

/** Log densities at the nodes, row by row, with the shape of the grid. */
export function densityGrid(pair: PairOfWeights, { x, y }: SurfaceRanges, axes: string) {
  const nodes = NODES[axes] ?? NODES.posterior;
  const [columns, rows] = [evenly(x, nodes), evenly(y, nodes)];
  const logDensity = new Float32Array(nodes * nodes);
  rows.forEach((slope, iy) =>
    columns.forEach((intercept, ix) => (logDensity[iy * nodes + ix] = pair.logDensity(intercept, slope))),
  );
  return { nx: nodes, ny: nodes, xRange: x, yRange: y, logDensity };
}

/** Ranges part of the way to others, after so many milliseconds. */
export function stepTowards(from: SurfaceRanges, to: SurfaceRanges, elapsed: number): SurfaceRanges {
  const share = 1 - Math.exp(-Math.max(0, elapsed) / GLIDE_TIME);
  const between = (a: Range, b: Range): Range => [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
  return { x: between(from.x, to.x), y: between(from.y, to.y) };
}

/** Whether ranges differ by less than the eye sees. */
export function isNear(ranges: SurfaceRanges, goal: SurfaceRanges): boolean {
  return ([goal.x, goal.y] as const).every((range, axis) => {
    const other = axis === 0 ? ranges.x : ranges.y;
    const slack = 0.003 * (range[1] - range[0]);
    return Math.abs(other[0] - range[0]) <= slack && Math.abs(other[1] - range[1]) <= slack;
  });
}
