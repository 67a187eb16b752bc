import { describe, expect, test } from "vitest";
import type { PassOutputs } from "../../../src/core/network";
import { boundaryOf } from "../../../src/labs/dropout/boundary";
import { histogramOf, normalCurve } from "../../../src/labs/dropout/histogram";
import { predictionSurface } from "../../../src/labs/dropout/predictionSurface";

const view = { y: [-4, 4] as const };
const places = Float64Array.of(0, 1);

/** Passes at two places and one more point that is none of the picture's. */
function passesOf(...columns: readonly number[][]): PassOutputs {
  const numPasses = columns[0].length;
  const outputs = Float64Array.from({ length: numPasses * 3 }, (_, i) => columns[i % 3][Math.floor(i / 3)]);
  return { numPasses, numPoints: 3, outputs };
}

/** Area below a column's density. */
function areaOf(
  { nx, ny, logDensity, yRange }: ReturnType<typeof predictionSurface>,
  column: number,
): number {
  let sum = 0;
  for (let row = 0; row < ny; row++) sum += Math.exp(logDensity[row * nx + column]);
  return (sum * (yRange[1] - yRange[0])) / (ny - 1);
}

describe("the surface of predictions", () => {
  test("is at every x the mixture of the passes, each with the noise of its place", () => {
    const [low, high] = [
      [-1.3, 0.7],
      [0.2, 1.1],
    ];
    const surface = predictionSurface(passesOf(low, high, [99, 99]), places, [0.3, 0.6], view);
    [low, high].forEach((centres, column) => {
      const sd = [0.3, 0.6][column];
      for (let row = 0; row < surface.ny; row += 7) {
        const y = -4 + (8 * row) / (surface.ny - 1);
        const exact =
          centres.reduce((sum, centre) => sum + normalCurve(Float64Array.of(y), centre, sd)[0], 0) / 2;
        const drawn = Math.exp(surface.logDensity[row * surface.nx + column]);
        // Bins shared by neighbours widen a kernel by less than a quarter of a bin squared.
        expect(Math.abs(drawn - exact), `column ${column}, y ${y}`).toBeLessThan(2e-3);
      }
      expect(areaOf(surface, column)).toBeCloseTo(1, 3);
    });
  });

  test("is widened where there is no noise, so that a function is still seen between rows", () => {
    const surface = predictionSurface(passesOf([0.01], [1], [0]), places, [0, 0.5], view);
    expect([...surface.kernelSds]).toEqual([8 * 0.012, 0.5]);
    expect(areaOf(surface, 0)).toBeCloseTo(1, 2);
  });

  test("is reached by the noise of passes just outside the picture", () => {
    const surface = predictionSurface(passesOf([-4.2], [4.2], [0]), places, [0.5, 0.5], view);
    const edge = normalCurve(Float64Array.of(0.2), 0, 0.5)[0];
    expect(Math.abs(Math.exp(surface.logDensity[0]) - edge)).toBeLessThan(2e-3);
    expect(Math.abs(Math.exp(surface.logDensity[surface.logDensity.length - 1]) - edge)).toBeLessThan(2e-3);
  });

  test("leaves out what lies beyond the picture or is no number", () => {
    const surface = predictionSurface(
      passesOf([0, 1e9, NaN, -Infinity], [0, 0, 0, 0], [0, 0, 0, 0]),
      places,
      [1, 1],
      view,
    );
    expect(areaOf(surface, 0)).toBeCloseTo(0.25, 3);
    expect(areaOf(surface, 1)).toBeCloseTo(1, 3);
  });
});

describe("the histogram", () => {
  test("holds every value once, as a density", () => {
    const values = Float64Array.from({ length: 1000 }, (_, i) => Math.sin(i));
    const { centres, heights, width } = histogramOf(values);
    expect(centres).toHaveLength(32);
    expect(heights.reduce((sum, height) => sum + height * width, 0)).toBeCloseTo(1, 12);
    const last = values.filter((value) => value >= centres[31] - width / 2).length;
    expect(heights[31]).toBeCloseTo(last / (1000 * width), 12);
  });

  test("has one bar where all agree, and none of nothing", () => {
    const { centres, heights, width } = histogramOf([2, 2, 2, NaN]);
    expect([...centres]).toEqual([2]);
    expect(heights[0] * width).toBeCloseTo(1, 12);
    expect(histogramOf([NaN, Infinity]).centres).toHaveLength(0);
  });
});

describe("the boundary of two classes", () => {
  const shape = { columns: 5, rows: 3, xRange: [0, 4], yRange: [0, 2] } as const;
  const grid = (value: (x: number, y: number) => number): number[] =>
    Array.from({ length: 15 }, (_, i) => value(i % 5, Math.floor(i / 5)));

  test("lies on the straight line where log odds cross 0", () => {
    const { x, y } = boundaryOf(
      grid((at) => at - 1.25),
      shape,
    );
    expect([...x]).toEqual([1.25, 1.25, 1.25]);
    expect([...y]).toEqual([0, 1, 2]);
    const across = boundaryOf(
      grid((_, at) => 0.5 - at),
      shape,
    );
    expect([...across.y]).toEqual([0.5, 0.5, 0.5, 0.5, 0.5]);
  });

  test("is nowhere in one class, nor between what is no number", () => {
    expect(
      boundaryOf(
        grid(() => 1),
        shape,
      ).x,
    ).toHaveLength(0);
    expect(
      boundaryOf(
        grid((x) => (x < 2 ? -1 : NaN)),
        shape,
      ).x,
    ).toHaveLength(0);
  });
});
