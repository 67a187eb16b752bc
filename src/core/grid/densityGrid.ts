import type { Target } from "../targets/target";

/** Nodes of a rectangular grid, both ends included. */
export interface GridShape {
  readonly nx: number;
  readonly ny: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** The parameters along x and y, by their indices; only x for a target with one. Default: the first two. */
  readonly axes?: readonly number[];
}

/** What stands for "outside" in float32, where infinities may be assumed away (WGSL). */
export const OUTSIDE = -3.0e38;

/** The grid over the box of a target's first two parameters with the same number of nodes each way. */
export function gridOver(target: Target, nodes: number): GridShape {
  return { nx: nodes, ny: nodes, xRange: target.box[0], yRange: target.box[1] };
}

export function nodeX(shape: GridShape, ix: number): number {
  return shape.xRange[0] + ((shape.xRange[1] - shape.xRange[0]) * ix) / (shape.nx - 1);
}

export function nodeY(shape: GridShape, iy: number): number {
  return shape.yRange[0] + ((shape.yRange[1] - shape.yRange[0]) * iy) / (shape.ny - 1);
}

/**
 * The constant that grids leave out of a target's log density: its highest peak. With many data the log density is
 * a large number that hardly changes, and float32 rounds at its size.
 */
export function gridOffset(target: Target): number {
  const highest = Math.max(...target.peaks.map((peak) => target.logDensity(peak)));
  return Math.abs(highest) < Infinity ? highest : 0;
}

/**
 * log density at every node, without the target's `gridOffset`, in float64 and rounded to float32 at the end.
 * @returns [iy][ix]
 */
export function evaluateGrid(target: Target, shape: GridShape): Float32Array<ArrayBuffer> {
  const values = new Float32Array(shape.nx * shape.ny);
  const offset = gridOffset(target);
  const position = new Float64Array(2);
  for (let iy = 0; iy < shape.ny; iy++) {
    position[1] = nodeY(shape, iy);
    for (let ix = 0; ix < shape.nx; ix++) {
      position[0] = nodeX(shape, ix);
      values[iy * shape.nx + ix] = Math.max(OUTSIDE, target.logDensity(position) - offset);
    }
  }
  return values;
}
