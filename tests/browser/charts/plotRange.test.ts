import { describe, expect, test } from "vitest";
import { axisContent, type PlotContent } from "../../../src/charts/plotContent";
import { isEmptyContent, plotRangeX, plotRangeY, type Range } from "../../../src/charts/plotRange";

const NAMES = { xName: "x", yName: "y" };
const style = { label: "a", colour: "red" };
const of = (...values: number[]): Float64Array => Float64Array.from(values);

function ranges(content: Partial<PlotContent>): [Range, Range] {
  const given = { ...NAMES, ...content };
  const onAxes = axisContent(given);
  const x = plotRangeX(given, onAxes);
  return [x, plotRangeY(given, onAxes, x)];
}

describe("ranges of a plot", () => {
  test("a density begins at 0 and has room above; its ends touch the edges", () => {
    const [x, y] = ranges({ curves: [{ ...style, x: of(2, 3, 4), y: of(0.5, 2, 1) }] });
    expect(x).toEqual([2, 4]);
    expect(y).toEqual([0, 2.16]);
  });

  test("negative values have room on both sides", () => {
    expect(ranges({ curves: [{ ...style, x: of(0, 1), y: of(-1, 1) }] })[1]).toEqual([-1.16, 1.16]);
  });

  test("points get room beside them, but not where a curve goes on", () => {
    expect(ranges({ points: [{ ...style, x: of(0, 10), y: of(1, 2) }] })[0]).toEqual([-0.5, 10.5]);
    const curves = [{ ...style, x: of(-1, 10), y: of(1, 1) }];
    expect(ranges({ curves, points: [{ ...style, x: of(0, 9), y: of(1, 2) }] })[0]).toEqual([-1, 10]);
  });

  test("only what lies within the given x range counts for y", () => {
    const curves = [{ ...style, x: of(0, 1, 2), y: of(1, 2, 100) }];
    expect(ranges({ xRange: [0, 1], curves })).toEqual([
      [0, 1],
      [0, 2.16],
    ]);
  });

  test("bars reach from 0 to their height, and half their width to the sides", () => {
    const [x, y] = ranges({ bars: [{ ...style, x: of(1, 2), height: of(-4, -2), width: 1 }] });
    expect(x).toEqual([0.4, 2.6]);
    expect(y[0]).toBeCloseTo(-4.32, 12);
    expect(y[1]).toBeCloseTo(0.32, 12);
  });

  test("bands count with both edges, values that are no numbers not at all", () => {
    const bands = [{ ...style, x: of(0, 1), low: of(-3, Number.NaN), high: of(1, Infinity) }];
    const [, y] = ranges({ bands });
    expect(y[0]).toBeCloseTo(-3.32, 12);
    expect(y[1]).toBeCloseTo(1.32, 12);
  });

  test("given ranges are taken as they are, on a logarithmic axis as powers of ten", () => {
    const given = { isLogX: true, xRange: [0.01, 100], yRange: [-5, 5] } satisfies Partial<PlotContent>;
    const [x, y] = ranges(given);
    expect(x[0]).toBeCloseTo(-2, 12);
    expect(x[1]).toBeCloseTo(2, 12);
    expect(y).toEqual([-5, 5]);
  });

  test("one value, and nothing at all, still make an axis", () => {
    expect(ranges({ points: [{ ...style, x: of(3), y: of(-2) }] })).toEqual([
      [2.5, 3.5],
      [-3, -1],
    ]);
    expect(ranges({ points: [{ ...style, x: of(3), y: of(0) }] })[1]).toEqual([0, 1]);
    expect(ranges({})).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  test("tells what there is nothing of", () => {
    const isEmpty = (content: Partial<PlotContent>): boolean =>
      isEmptyContent(axisContent({ ...NAMES, ...content }));
    expect(isEmpty({})).toBe(true);
    expect(isEmpty({ curves: [{ ...style, x: of(1), y: of(Number.NaN) }] })).toBe(true);
    expect(isEmpty({ isLogX: true, points: [{ ...style, x: of(-1), y: of(1) }] })).toBe(true);
    expect(isEmpty({ marks: [{ ...style, x: 0 }] })).toBe(false);
    expect(isEmpty({ points: [{ ...style, x: of(1), y: of(1) }] })).toBe(false);
  });
});

describe("content on the axes", () => {
  test("names what does not fit", () => {
    const x = of(1, 2);
    expect(() => ranges({ curves: [{ ...style, x, y: of(1) }] })).toThrow(
      'y of "a" has 1 values; expected 2, one for each x.',
    );
    expect(() => ranges({ bands: [{ ...style, x, low: x, high: of(1) }] })).toThrow('high of "a" has 1');
    expect(() => ranges({ bars: [{ ...style, x, height: x, width: 0 }] })).toThrow('width of "a" is 0');
    expect(() => ranges({ yRange: [1, 1] })).toThrow("yRange is [1, 1]");
    expect(() => ranges({ isLogX: true, xRange: [0, 1] })).toThrow("xRange begins at 0");
  });

  test("puts x on the axis and turns what cannot stand there into gaps", () => {
    const given = { ...NAMES, isLogX: true, curves: [{ ...style, x: of(-1, 0.1, 100), y: of(1, 2, 3) }] };
    const [curve] = axisContent(given).curves;
    expect(curve.x[1]).toBeCloseTo(-1, 12);
    expect(curve.x[2]).toBeCloseTo(2, 12);
    expect([...curve.y]).toEqual([Number.NaN, 2, 3]);
    expect([...given.curves[0].y]).toEqual([1, 2, 3]);
  });
});
