import type { Point } from "./pointText";

export type Range = readonly [number, number];

/** The axes of the plot of the data. */
export interface PlotView {
  readonly x: Range;
  readonly y: Range;
}

/** Data that fill less of the usual axes than this get axes of their own; so few are left where they are. */
const LEAST_SHARE = 1 / 6;
const FEW = 3;

/**
 * Axes with room beyond the data on both sides. They depend on the points alone and stay still while what is
 * computed from them changes; the usual ones stay as long as they can, so that a point stays where it was put.
 * @param sigmaNoise what the vertical axis goes by where y does not vary
 * @param usual where the lab's own data lie in the middle; other data of that size are shown there too
 */
export function plotViewOf(points: readonly Point[], sigmaNoise: number, usual: PlotView): PlotView {
  if (points.length === 0) return usual;
  const x = extentOf(points.map(([at]) => at));
  const y = extentOf(points.map(([, value]) => value));
  const isInside = isWithin(x, usual.x) && isWithin(y, usual.y);
  if (isInside && (points.length <= FEW || (fills(x, usual.x) && fills(y, usual.y)))) return usual;
  const width = x[1] - x[0] || 2;
  const height = Math.max(y[1] - y[0], 2 * sigmaNoise);
  return {
    x: roundOut(x[0] - width / 2, x[1] + width / 2),
    y: roundOut(y[0] - 0.75 * height, y[1] + 0.75 * height),
  };
}

function isWithin(range: Range, other: Range): boolean {
  return range[0] >= other[0] && range[1] <= other[1];
}

function fills(range: Range, other: Range): boolean {
  return range[1] - range[0] >= LEAST_SHARE * (other[1] - other[0]);
}

function extentOf(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** The range widened to multiples of 1, 2 or 5 times a power of ten, an eighth of it or more. */
export function roundOut(low: number, high: number): [number, number] {
  const least = (high - low) / 8;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/** So many places, evenly from one end of a range to the other, as numpy's linspace has them. */
export function evenly([from, to]: Range, count: number): Float64Array {
  const step = (to - from) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? to : from + i * step));
}
