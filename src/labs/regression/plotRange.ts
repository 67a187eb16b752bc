import type { Point } from "./dataText";

export type Range = readonly [number, number];

/** The axes of the plot of the data. */
export interface PlotView {
  readonly x: Range;
  readonly y: Range;
}

/**
 * Axes that hold the data in their middle half, so that there is as much beyond them as among them. They
 * depend on the points alone, seen or not, and stay still while the posterior changes.
 * @param sigmaNoise what the vertical axis goes by where y does not vary
 * @param sigmaPrior what it goes by where there is no point
 */
export function plotViewOf(points: readonly Point[], sigmaNoise: number, sigmaPrior: number): PlotView {
  if (points.length === 0) {
    const reach = 3 * Math.sqrt(sigmaNoise * sigmaNoise + sigmaPrior * sigmaPrior);
    return { x: [-4, 4], y: roundOut(-reach, reach) };
  }
  const [left, right] = extentOf(points.map(([x]) => x));
  const [low, high] = extentOf(points.map(([, y]) => y));
  const width = right - left || 2;
  const height = Math.max(high - low, 2 * sigmaNoise);
  return {
    x: roundOut(left - width / 2, right + width / 2),
    y: roundOut(low - 0.75 * height, high + 0.75 * height),
  };
}

function extentOf(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)];
}

/** The range widened to multiples of 1, 2 or 5 times a power of ten, a sixteenth of it or more. */
export function roundOut(low: number, high: number): [number, number] {
  const least = (high - low) / 16;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

/** So many places, evenly from one end of a range to the other, as numpy's linspace has them. */
export function evenly([from, to]: Range, count: number): Float64Array {
  const step = (to - from) / (count - 1);
  return Float64Array.from({ length: count }, (_, i) => (i === count - 1 ? to : from + i * step));
}
