import { exp, log } from "../../math/elementary";
import type { Truth } from "../target";
import { findBox } from "./findBox";
import { axesOf, indexAlong, valuesOnGrid, type Box, type LogDensity } from "./gridNodes";

/** The grid ends where the density is e^-30 of its highest value. */
const DROP = 30;
/** How fine the grids are that a density is looked at with. */
export interface GridDetail {
  /** Nodes along each axis while its box is looked for. */
  readonly nodes: number;
  /** Intervals along each axis of the finer of two grids for its moments, even; the other one has half as many. */
  readonly intervals: number;
}

/** Most parameters that a grid can have. */
export const MOST_ON_GRID = 3;

/** Terms that the finer grid may cost; a sum over many rows has a smooth density, for which a coarse one is enough. */
const BUDGET = 800_000;
/** By the number of parameters. */
const FINEST = [0, 2048, 256, 64];
const COARSEST = [0, 256, 64, 32];
const NODES = [0, 257, 65, 33];
const NODES_WITH_ROWS = [0, 129, 33, 17];

/**
 * @param numRows terms of a sum over data that each evaluation takes; 1 without data
 * @param dimension parameters, at most `MOST_ON_GRID`
 */
export function gridDetail(numRows: number, dimension: number): GridDetail {
  const numNodes = BUDGET / Math.max(1, numRows);
  const [finest, coarsest] = [FINEST[dimension], COARSEST[dimension]];
  let intervals = coarsest;
  while (2 * intervals <= finest && wholePower(2 * intervals, dimension) <= numNodes) intervals *= 2;
  return { nodes: (numRows > 20 ? NODES_WITH_ROWS : NODES)[dimension], intervals };
}

function wholePower(base: number, exponent: number): number {
  return Array.from({ length: exponent }, () => base).reduce((product, factor) => product * factor, 1);
}

/** Two grids that differ by more than this, in standard deviations, say that neither is fine enough. */
const AGREEMENT = 1e-3;

interface Moments {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  readonly logIntegral: number;
  /** Density of each parameter alone at the nodes of its axis. */
  readonly marginals: readonly Float64Array[];
}

/**
 * Moments and marginals of a density of up to three parameters by the trapezoidal rule on a grid: without any closed
 * form, and good to a thousandth of a standard deviation, which is checked on a grid of half as many nodes.
 * @returns null where the grids disagree: heavy tails, or detail finer than the grid
 */
export function gridTruth(
  logDensity: LogDensity,
  dimension: number,
  { nodes, intervals }: GridDetail,
): Truth | null {
  let box: Box;
  try {
    box = findBox(logDensity, dimension, DROP, nodes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return null;
  }
  const [fine, coarse] = [intervals, intervals / 2].map((count) => momentsOf(logDensity, box, count));
  const isSure = box.every(
    (_, axis) =>
      Math.abs(fine.mean[axis] - coarse.mean[axis]) < AGREEMENT * fine.sd[axis] &&
      Math.abs(fine.sd[axis] - coarse.sd[axis]) < AGREEMENT * fine.sd[axis],
  );
  if (!isSure || Math.abs(fine.logIntegral - coarse.logIntegral) > AGREEMENT) return null;
  return {
    mean: fine.mean,
    sd: fine.sd,
    logNormalisingConstant: fine.logIntegral,
    marginalDensity: (axis, value) => {
      const [low, high] = box[axis];
      return interpolated(fine.marginals[axis], ((value - low) / (high - low)) * intervals);
    },
    acceptanceRates: [],
    hasExactDraws: false,
    drawExact: noExactDraws,
  };
}

/** Between nodes, by the cubic through values and central differences at both (Catmull and Rom 1974); 0 outside. */
function interpolated(values: Float64Array, at: number): number {
  const last = values.length - 1;
  if (!(at >= 0 && at <= last)) return 0;
  const i = Math.min(last - 1, Math.floor(at));
  const t = at - i;
  const [left, right] = [values[i], values[i + 1]];
  // Beyond the ends a straight line goes on: the density may end there in a jump.
  const before = i === 0 ? 2 * left - right : values[i - 1];
  const after = i + 1 === last ? 2 * right - left : values[i + 2];
  const [slopeLeft, slopeRight] = [(right - before) / 2, (after - left) / 2];
  const rest = 1 - t;
  const value =
    left * rest * rest * (1 + 2 * t) +
    right * t * t * (3 - 2 * t) +
    slopeLeft * t * rest * rest -
    slopeRight * t * t * rest;
  return Math.max(0, value);
}

/** For a density of which nothing but its shape is known. */
export function unknownTruth(dimension: number): Truth {
  const unknown = Array<number>(dimension).fill(NaN);
  return {
    mean: unknown,
    sd: unknown,
    logNormalisingConstant: NaN,
    marginalDensity: () => NaN,
    acceptanceRates: [],
    hasExactDraws: false,
    drawExact: noExactDraws,
  };
}

function noExactDraws(): never {
  throw new RangeError("There are no exact draws of a density that is known by its formula alone");
}

function momentsOf(logDensity: LogDensity, box: Box, intervals: number): Moments {
  const nodes = intervals + 1;
  const axes = axesOf(box, nodes);
  const values = valuesOnGrid(logDensity, axes);
  let highest = -Infinity;
  for (const value of values) if (value > highest) highest = value;
  const sums = axes.map(() => new Float64Array(nodes));
  let total = 0;
  values.forEach((value, at) => {
    let weight = exp(value - highest);
    for (let axis = 0; axis < sums.length; axis++) {
      const index = indexAlong(at, axis, nodes);
      if (index === 0 || index === intervals) weight /= 2;
    }
    total += weight;
    for (let axis = 0; axis < sums.length; axis++) sums[axis][indexAlong(at, axis, nodes)] += weight;
  });
  const spacing = box.map(([low, high]) => (high - low) / intervals);
  const expectation = (axis: number, f: (value: number) => number): number =>
    sums[axis].reduce((sum, weight, i) => sum + weight * f(axes[axis][i]), 0) / total;
  const mean = box.map((_, axis) => expectation(axis, (value) => value));
  const sd = box.map((_, axis) =>
    Math.sqrt(expectation(axis, (value) => (value - mean[axis]) * (value - mean[axis]))),
  );
  return {
    // What symmetry makes 0 comes out as rounding.
    mean: mean.map((value, axis) => (Math.abs(value) < 1e-12 * sd[axis] ? 0 : value)),
    sd,
    logIntegral: highest + log(total * spacing.reduce((product, each) => product * each, 1)),
    marginals: sums.map((weights, axis) =>
      weights.map((weight, i) => (weight * (i === 0 || i === intervals ? 2 : 1)) / (total * spacing[axis])),
    ),
  };
}
