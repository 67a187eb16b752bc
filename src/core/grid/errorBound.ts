import { float32ErrorBound } from "../density/wgsl";
import type { Target } from "../targets/target";
import { gridOffset, nodeX, nodeY, OUTSIDE, type GridShape } from "./densityGrid";

/** Log densities below -1e30 are outside in float32; here the others close to it count as outside, too. */
const FAR_OUTSIDE = -5e29;

/** Where float32 values of a grid come closest to the bound, or go beyond it. */
export interface WorstNode {
  /** |error| over its bound; at most 1 where the values are right. NaN counts as Infinity. */
  readonly ratio: number;
  readonly position: readonly [number, number];
  readonly value: number;
  readonly expected: number;
  /** Share of the nodes of which a bound is known. */
  readonly share: number;
}

/** What float32 makes of a log density: outside where it is very far down. */
function inFloat32(value: number): number {
  return value < FAR_OUTSIDE ? OUTSIDE : value;
}

/**
 * Bounds on the error of a target's WGSL density on a grid, whose middle is the origin; rounding of the position
 * included. Infinity where nothing is known, as beside a jump.
 */
export function gridErrorBound(target: Target, shape: GridShape): (position: ArrayLike<number>) => number {
  const { density, settingValues, columns, peaks } = target;
  const middle = ([low, high]: readonly [number, number]): number => 0.5 * low + 0.5 * high;
  const origin = [middle(shape.xRange), middle(shape.yRange), ...peaks[0].slice(2)];
  const boundsAt = float32ErrorBound(density, {
    settings: settingValues,
    columns,
    origin,
    offset: gridOffset(target),
  });
  return (position) => boundsAt(position)[0].error;
}

/**
 * Holds float32 values against the float64 density at every node.
 * @param values log densities without the target's `gridOffset`, [iy][ix]
 * @throws RangeError where there are not nx times ny values
 */
export function worstNode(target: Target, shape: GridShape, values: ArrayLike<number>): WorstNode {
  const { nx, ny } = shape;
  if (values.length !== nx * ny) {
    throw new RangeError(`values has ${values.length} entries; expected ${nx * ny}, one a node`);
  }
  const offset = gridOffset(target);
  const boundAt = gridErrorBound(target, shape);
  let worst = { ratio: -1, position: [NaN, NaN] as [number, number], value: NaN, expected: NaN };
  let numBounded = 0;
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      const position: [number, number] = [nodeX(shape, ix), nodeY(shape, iy)];
      const value = inFloat32(values[iy * nx + ix]);
      const expected = inFloat32(target.logDensity([...position, ...target.peaks[0].slice(2)]) - offset);
      const bound = boundAt(position);
      if (bound < Infinity) numBounded += 1;
      const error = Math.abs(value - expected);
      const ratio = value !== value ? Infinity : error === 0 ? 0 : error / bound;
      if (ratio > worst.ratio) worst = { ratio, position, value, expected };
    }
  }
  return { ...worst, share: numBounded / (nx * ny) };
}
