/**
 * The contour line of a sampled field, by marching squares.
 *
 * Pure geometry over one flat array: knows nothing of densities, drawing or units.
 */

/** A field sampled at nodes, row by row: node (ix, iy) is at `iy * nx + ix`. */
export type FieldValues = Float32Array | Float64Array | readonly number[];

const SEGMENT_FLOATS = 4;

/**
 * Line segments along which the field equals `level`.
 *
 * @param values node values, row-major, length `nx * ny`; finite ("outside" is a large negative number)
 * @param nx nodes in a row, at least 2
 * @param ny rows, at least 2
 * @param level the value to trace; a node exactly at the level counts as above it
 * @returns segments `[x0, y0, x1, y1, ...]` in node units (0..nx-1, 0..ny-1), each oriented so that the higher
 *   side lies to its left; in a saddle cell the mean of the corners decides which corners are joined
 * @throws RangeError when the shape does not match the values
 */
export function contourSegments(values: FieldValues, nx: number, ny: number, level: number): Float32Array {
  if (nx < 2 || ny < 2 || values.length !== nx * ny) {
    throw new RangeError(
      `contourSegments: got ${values.length} values for a ${nx} x ${ny} grid, expected nx * ny with both at least 2`,
    );
  }
  const segments = new SegmentList();
  for (let iy = 0; iy < ny - 1; iy++) {
    for (let ix = 0; ix < nx - 1; ix++) {
      const lower = iy * nx + ix;
      const upper = lower + nx;
      const a = values[lower]; // corners run counterclockwise from the lower left
      const b = values[lower + 1];
      const c = values[upper + 1];
      const d = values[upper];
      const corners =
        (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
      if (corners === 0 || corners === 15) continue;
      traceCell(segments, ix, iy, [a, b, c, d], corners, level);
    }
  }
  return segments.toArray();
}

type Corners = readonly [number, number, number, number];

/** Edge e joins corner e to corner e + 1: bottom, right, top, left. */
function traceCell(out: SegmentList, ix: number, iy: number, v: Corners, corners: number, level: number) {
  for (const [from, to] of joins(corners, (v[0] + v[1] + v[2] + v[3]) / 4 >= level)) {
    const p = crossing(ix, iy, v, from, level);
    const q = crossing(ix, iy, v, to, level);
    out.push(p[0], p[1], q[0], q[1]);
  }
}

/**
 * Which edges the contour joins in one cell. Along the rim, walked counterclockwise, the field falls below the level
 * on one edge and rises above it on another; a line from the falling to the rising edge has the high side on its left.
 */
function joins(corners: number, isCentreHigh: boolean): [number, number][] {
  const isHigh = (corner: number) => ((corners >> (corner & 3)) & 1) === 1;
  const falling: number[] = [];
  const rising: number[] = [];
  for (let edge = 0; edge < 4; edge++) {
    if (isHigh(edge) && !isHigh(edge + 1)) falling.push(edge);
    if (!isHigh(edge) && isHigh(edge + 1)) rising.push(edge);
  }
  if (falling.length === 1) return [[falling[0], rising[0]]];
  // A saddle: a high centre cuts off the low corners, a low centre the high ones.
  return falling.map((edge) => [edge, (edge + (isCentreHigh ? 1 : 3)) & 3]);
}

function crossing(ix: number, iy: number, v: Corners, edge: number, level: number): [number, number] {
  const from = v[edge];
  const to = v[(edge + 1) & 3];
  const t = (level - from) / (to - from);
  switch (edge) {
    case 0:
      return [ix + t, iy];
    case 1:
      return [ix + 1, iy + t];
    case 2:
      return [ix + 1 - t, iy + 1];
    default:
      return [ix, iy + 1 - t];
  }
}

/** A growing list of segments in one flat array. */
class SegmentList {
  #data = new Float32Array(256 * SEGMENT_FLOATS);
  #length = 0;

  push(x0: number, y0: number, x1: number, y1: number): void {
    if (this.#length + SEGMENT_FLOATS > this.#data.length) {
      const larger = new Float32Array(this.#data.length * 2);
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data[this.#length++] = x0;
    this.#data[this.#length++] = y0;
    this.#data[this.#length++] = x1;
    this.#data[this.#length++] = y1;
  }

  toArray(): Float32Array {
    return this.#data.slice(0, this.#length);
  }
}
