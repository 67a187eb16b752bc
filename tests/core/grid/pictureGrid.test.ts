import { describe, expect, test } from "vitest";
import {
  affordableNodes,
  evaluatePicture,
  nodeX,
  nodeY,
  pictureGrid,
  surfaceKind,
} from "../../../src/core/grid";
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";

const targetOf = (text: string) =>
  createFormulaTarget({ text, sliderValues: [], columnNames: [], columns: [] });

const TIME = [-20, 0] as const;

/** The largest difference of log densities from an expected one, both relative to their highest, where it matters. */
function worstDifference(values: Float32Array, expected: (at: number) => number): number {
  const highest = Math.max(...values);
  const expectedValues = Array.from(values, (_, at) => expected(at));
  const highestExpected = Math.max(...expectedValues);
  let worst = 0;
  values.forEach((value, at) => {
    const wanted = expectedValues[at] - highestExpected;
    if (wanted > -8) worst = Math.max(worst, Math.abs(value - highest - wanted));
  });
  return worst;
}

describe("the surface", () => {
  test("of one parameter is its curve, at every time", () => {
    const target = targetOf("parameters a\nnormal(a, 3, 0.5)");
    const shape = pictureGrid(target, 33, [0], TIME);
    expect(shape).toMatchObject({ nx: 33, ny: 2, yRange: TIME, axes: [0] });
    const values = evaluatePicture(target, shape);
    expect(values.slice(0, 33)).toEqual(values.slice(33));
    const at = (node: number): number => -0.5 * ((nodeX(shape, node % 33) - 3) / 0.5) ** 2;
    expect(worstDifference(values, at)).toBeLessThan(1e-5);
  });

  // A chain of normals: a ~ N(2, 1), b ~ N(a, 0.5), c ~ N(b, 0.25), so each pair is a normal known in closed form.
  const chain = "normal(a, 2, 1)\nnormal(b, a, 0.5)\nnormal(c, b, 0.25)";
  const variances = [1, 1.25, 1.3125, 1.3125 + 0.04];
  const covariance = (i: number, j: number): number => variances[Math.min(i, j)];
  const pairDensity = (i: number, j: number, x: number, y: number): number => {
    const [u, v] = [x - 2, y - 2];
    const [sii, sjj, sij] = [covariance(i, i), covariance(j, j), covariance(i, j)];
    return (-0.5 * (sjj * u * u - 2 * sij * u * v + sii * v * v)) / (sii * sjj - sij * sij);
  };

  test.each([
    [0, 1],
    [0, 2],
    [2, 1],
  ])("of three parameters is the marginal of those shown: %i and %i", (i, j) => {
    const target = targetOf(`parameters a, b, c\n${chain}`);
    const shape = pictureGrid(target, 25, [i, j], TIME);
    const values = evaluatePicture(target, shape);
    const at = (node: number): number =>
      pairDensity(i, j, nodeX(shape, node % 25), nodeY(shape, Math.floor(node / 25)));
    // The box cuts the tails of what is integrated over.
    expect(worstDifference(values, at)).toBeLessThan(5e-3);
  });

  test("of four is a marginal, too", () => {
    const target = targetOf(`parameters a, b, c, d\n${chain}\nnormal(d, c, 0.2)`);
    const shape = pictureGrid(target, 9, [3, 1], TIME);
    const values = evaluatePicture(target, shape);
    const at = (node: number): number =>
      pairDensity(3, 1, nodeX(shape, node % 9), nodeY(shape, Math.floor(node / 9)));
    // Conditional sds of 0.2 on nodes 0.3 apart: a rougher integral.
    expect(worstDifference(values, at)).toBeLessThan(0.1);
  });

  test("of more is a slice through the peak", () => {
    const target = targetOf(`parameters a, b, c, d, e\n${chain}\nnormal(d, c, 1)\nnormal(e, 0, 1)`);
    expect(surfaceKind(5)).toBe("slice");
    const shape = pictureGrid(target, 7, [4, 0], TIME);
    const values = evaluatePicture(target, shape);
    const at = (node: number): number => {
      const position = [...target.peaks[0]];
      position[4] = nodeX(shape, node % 7);
      position[0] = nodeY(shape, Math.floor(node / 7));
      return target.logDensity(position);
    };
    expect(worstDifference(values, at)).toBeLessThan(1e-4);
  });

  test("of two can be turned over", () => {
    const target = targetOf("normal(x, 0, 1) + normal(y, x * x, 1)");
    const [turned, usual] = [
      [1, 0],
      [0, 1],
    ].map((axes) => evaluatePicture(target, pictureGrid(target, 9, axes, TIME)));
    for (let ix = 0; ix < 9; ix++) {
      for (let iy = 0; iy < 9; iy++) expect(turned[iy * 9 + ix]).toBe(usual[ix * 9 + iy]);
    }
  });

  test("has no more nodes than can be integrated in a moment", () => {
    expect([1, 2, 3, 4, 5].map((dimension) => affordableNodes(dimension, 513))).toEqual([
      513, 513, 129, 65, 513,
    ]);
  });
});
