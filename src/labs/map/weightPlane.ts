/** Two weights of the many, and what prior and likelihood say of them: all that the plane of weights shows. */
import { appendRows, diagonalSystem, mergeSystems, type TriangularSystem } from "../../core/linear";
import type { PenaltyKind } from "../../core/regression";
import type { Point } from "../points/pointText";

/** A bowl with elliptic contours: ||corner (w - centre)||^2, corner = [[a, b], [0, d]]. */
export interface Bowl {
  readonly centre: Point;
  readonly corner: readonly [a: number, b: number, d: number];
}

export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

const NUM_SIDES = 360;
/** A bowl flatter than this in one direction, against the other, has no contours that close. */
const FLATTEST = 1e-9;

/** The system with its columns in another order. */
function reordered(
  { dimension, factor, rotated }: TriangularSystem,
  order: readonly number[],
): TriangularSystem {
  const columns = new Float64Array(dimension * order.length);
  for (let i = 0; i < dimension; i++) {
    order.forEach((column, at) => (columns[i * order.length + at] = factor[i * dimension + column]));
  }
  return appendRows(diagonalSystem(order.length), columns, rotated);
}

/** The bowl of the last two columns of a system. */
function lastTwo({ dimension, factor, rotated }: TriangularSystem): Bowl | null {
  const at = (dimension - 2) * dimension + dimension - 2;
  const [a, b, d] = [factor[at], factor[at + 1], factor[at + dimension + 1]];
  if (!(a > 0 && d > FLATTEST * Math.hypot(b, d))) return null;
  const second = rotated[dimension - 1] / d;
  return { centre: [(rotated[dimension - 2] - b * second) / a, second], corner: [a, b, d] };
}

/**
 * ||y - X w||^2 over two weights, the others held at given values.
 * @returns null where the data do not determine the two
 */
export function heldBowl(
  system: TriangularSystem,
  weights: ArrayLike<number>,
  [i, j]: readonly [number, number],
): Bowl | null {
  const { dimension, factor } = system;
  const rotated = system.rotated.map((value, row) => {
    let rest = value;
    for (let k = row; k < dimension; k++)
      if (k !== i && k !== j) rest -= factor[row * dimension + k] * weights[k];
    return rest;
  });
  return lastTwo(reordered({ ...system, rotated }, [i, j]));
}

/**
 * The same with the others at their best for each two: as a density, the margin of the two weights.
 * @param lambda of a Gaussian prior that is part of it, 0 for the likelihood alone
 */
export function freeBowl(
  system: TriangularSystem,
  [i, j]: readonly [number, number],
  lambda: number,
): Bowl | null {
  const { dimension } = system;
  const all = lambda > 0 ? mergeSystems(diagonalSystem(dimension, Math.sqrt(lambda)), system) : system;
  const others = Array.from({ length: dimension }, (_, k) => k).filter((k) => k !== i && k !== j);
  return lastTwo(reordered(all, [...others, i, j]));
}

/** Square root of what the bowl holds at a place: its distance from the centre in units of the bowl. */
export function heightAt({ centre, corner: [a, b, d] }: Bowl, [first, second]: Point): number {
  const [u, v] = [first - centre[0], second - centre[1]];
  return Math.hypot(a * u + b * v, d * v);
}

/** The contour at a height, closed. */
export function contourOf({ centre, corner: [a, b, d] }: Bowl, height: number): Curve {
  return closed((cosine, sine) => {
    const v = (height * sine) / d;
    return [centre[0] + (height * cosine - b * v) / a, centre[1] + v];
  });
}

/** Where the prior of two weights is the same everywhere: a circle of L2, a diamond of L1, this far out. */
export function priorContour(kind: PenaltyKind, radius: number): Curve {
  return closed((cosine, sine) => {
    const size = kind === "L2" ? 1 : Math.abs(cosine) + Math.abs(sine);
    return [(radius * cosine) / size, (radius * sine) / size];
  });
}

/** How far out a place lies by the prior: the radius of the contour through it. */
export function priorRadius(kind: PenaltyKind, [first, second]: Point): number {
  return kind === "L2" ? Math.hypot(first, second) : Math.abs(first) + Math.abs(second);
}

/**
 * A closed convex curve with its two halves thinned, so that neighbours lie at least a step apart along x:
 * where it turns back, points of one pixel column would be drawn as a ragged edge.
 */
export function thinned({ x, y }: Curve, step: number): Curve {
  const count = x.length - 1;
  const ring = x.subarray(0, count);
  const left = ring.indexOf(Math.min(...ring));
  const right = ring.indexOf(Math.max(...ring));
  const half = (from: number, to: number): number[] => {
    const kept = [from];
    for (let i = (from + 1) % count; i !== to; i = (i + 1) % count) {
      const isApart = Math.abs(x[i] - x[kept[kept.length - 1]]) >= step && Math.abs(x[to] - x[i]) >= step;
      if (isApart) kept.push(i);
    }
    return kept;
  };
  const order = left === right ? [left, left] : [...half(left, right), ...half(right, left), left];
  return { x: Float64Array.from(order, (i) => x[i]), y: Float64Array.from(order, (i) => y[i]) };
}

function closed(at: (cosine: number, sine: number) => Point): Curve {
  const places = Array.from({ length: NUM_SIDES + 1 }, (_, k) => {
    const angle = (2 * Math.PI * (k % NUM_SIDES)) / NUM_SIDES;
    return at(Math.cos(angle), Math.sin(angle));
  });
  return {
    x: Float64Array.from(places, ([x]) => x),
    y: Float64Array.from(places, ([, y]) => y),
  };
}
