import { describe, expect, it } from "vitest";
import { contourSegments } from "../../../src/core/grid/contour";

function field(nx: number, ny: number, f: (ix: number, iy: number) => number): Float64Array {
  return Float64Array.from({ length: nx * ny }, (_, i) => f(i % nx, Math.floor(i / nx)));
}

function segmentsOf(flat: Float32Array): [number, number, number, number][] {
  return Array.from({ length: flat.length / 4 }, (_, s) => [
    flat[4 * s],
    flat[4 * s + 1],
    flat[4 * s + 2],
    flat[4 * s + 3],
  ]);
}

describe("contourSegments", () => {
  it("traces a plane exactly, with the higher side on the left", () => {
    const segments = segmentsOf(
      contourSegments(
        field(5, 4, (ix) => 2 * ix),
        5,
        4,
        3,
      ),
    );
    expect(segments).toHaveLength(3);
    for (const [x0, y0, x1, y1] of segments) {
      expect([x0, x1]).toEqual([1.5, 1.5]);
      expect(y1 - y0).toBe(-1); // downwards: the left of that is the right of the picture, where the field is higher
    }
  });

  it("returns nothing where the level is never crossed", () => {
    const flat = field(6, 6, () => 1);
    expect(contourSegments(flat, 6, 6, 1)).toHaveLength(0);
    expect(contourSegments(flat, 6, 6, 2)).toHaveLength(0);
  });

  it("closes a circle counterclockwise, of the right length and radius", () => {
    const n = 201;
    const radius = 70.3;
    const hill = field(n, n, (ix, iy) => -Math.hypot(ix - 100, iy - 100));
    const segments = segmentsOf(contourSegments(hill, n, n, -radius));
    const starts = new Map(segments.map(([x0, y0]) => [`${x0},${y0}`, 1]));
    let length = 0;
    let doubleArea = 0;
    for (const [x0, y0, x1, y1] of segments) {
      expect(starts.has(`${x1},${y1}`)).toBe(true);
      expect(Math.abs(Math.hypot(x0 - 100, y0 - 100) - radius)).toBeLessThan(0.01);
      length += Math.hypot(x1 - x0, y1 - y0);
      doubleArea += (x0 - 100) * (y1 - 100) - (x1 - 100) * (y0 - 100);
    }
    expect(starts.size).toBe(segments.length); // every start once: one closed line, no branches
    expect(length).toBeCloseTo(2 * Math.PI * radius, 0);
    expect(doubleArea / 2 / (Math.PI * radius ** 2)).toBeCloseTo(1, 3); // positive: counterclockwise round the hill
  });

  it.each([
    {
      corners: [1, 0, 0, 1],
      isCentreHigh: true,
      joined: [
        [0.5, 0, 1, 0.5],
        [0.5, 1, 0, 0.5],
      ],
    },
    {
      corners: [1, 0, 0, 1],
      isCentreHigh: false,
      joined: [
        [0.5, 0, 0, 0.5],
        [0.5, 1, 1, 0.5],
      ],
    },
    {
      corners: [0, 1, 1, 0],
      isCentreHigh: true,
      joined: [
        [1, 0.5, 0.5, 1],
        [0, 0.5, 0.5, 0],
      ],
    },
    {
      corners: [0, 1, 1, 0],
      isCentreHigh: false,
      joined: [
        [1, 0.5, 0.5, 0],
        [0, 0.5, 0.5, 1],
      ],
    },
  ])(
    "joins a saddle by its centre: $corners, high centre $isCentreHigh",
    ({ corners, isCentreHigh, joined }) => {
      // Corners 0 and 1 cross level 0.5 half way; a level shifted by a hair decides the mean of the four.
      const level = isCentreHigh ? 0.4999999 : 0.5000001;
      const segments = segmentsOf(contourSegments(corners, 2, 2, level));
      expect(segments).toHaveLength(2);
      for (const [s, expected] of joined.entries()) {
        for (let k = 0; k < 4; k++) expect(segments[s][k]).toBeCloseTo(expected[k], 5);
      }
    },
  );

  it("hugs the last inside node where the neighbour is outside the support", () => {
    const outside = -3.0e38;
    const segments = segmentsOf(contourSegments([0, outside, 0, outside], 2, 2, -2));
    expect(segments).toHaveLength(1);
    for (const value of segments[0]) expect(Number.isFinite(value)).toBe(true);
    expect(segments[0][0]).toBeCloseTo(0, 6);
  });

  it("names a shape that does not fit", () => {
    expect(() => contourSegments([1, 2, 3], 2, 2, 0)).toThrow("got 3 values for a 2 x 2 grid");
    expect(() => contourSegments([1, 2], 1, 2, 0)).toThrow(RangeError);
  });
});
