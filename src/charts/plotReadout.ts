import type { ReadoutPart } from "./chartHead";
import { formatValue } from "./formatValue";
import { fromAxis, type AxisContent, type Curve } from "./plotContent";
import type { PointId } from "./plotHit";
import type { Range } from "./plotRange";

/** A value is read to this share of its axis. */
const READING_PRECISION = 1 / 300;
/** More curves than this are read one at a time. */
const MOST_READ_AT_ONCE = 4;

/** What readings need to know of a plot; xRange along the axis. */
export interface ReadingFrame {
  xName: string;
  yName: string;
  isLogX: boolean;
  xRange: Range;
  yRange: Range;
}

/**
 * Linear interpolation of ys over increasing xs; NaN outside, in a gap, and where there is nothing.
 */
export function valueAt(xs: Float64Array, ys: Float64Array, x: number): number {
  const last = xs.length - 1;
  if (!(x >= xs[0] && x <= xs[last])) return Number.NaN;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle] <= x) low = middle;
    else high = middle;
  }
  if (x === xs[low]) return ys[low];
  if (x === xs[high]) return ys[high];
  return ys[low] + ((ys[high] - ys[low]) * (x - xs[low])) / (xs[high] - xs[low]);
}

/** The curves that a reader may want values of: those with a label that is theirs alone. */
export function readableCurves(curves: readonly Curve[]): Curve[] {
  const numOf = new Map<string, number>();
  for (const { label } of curves) numOf.set(label, (numOf.get(label) ?? 0) + 1);
  return curves.filter(({ label }) => label !== "" && numOf.get(label) === 1);
}

/** Whether there are so many curves to read that they are read one at a time. */
export function isReadOneByOne(curves: readonly Curve[]): boolean {
  return readableCurves(curves).length > MOST_READ_AT_ONCE;
}

/**
 * The curves read at x: all that have a value there when there are few; of many only the one whose value is
 * nearest to the pointer's height and within reach.
 */
export function curvesRead(
  curves: readonly Curve[],
  x: number,
  toY: (value: number) => number,
  top: number,
  reach: number,
): Curve[] {
  const present = readableCurves(curves).filter((curve) => Number.isFinite(valueAt(curve.x, curve.y, x)));
  if (!isReadOneByOne(curves)) return present;
  const distance = (curve: Curve): number => Math.abs(toY(valueAt(curve.x, curve.y, x)) - top);
  const within = present.filter((curve) => distance(curve) <= reach);
  return within.length === 0 ? [] : [within.reduce((a, b) => (distance(b) < distance(a) ? b : a))];
}

/** The text for a place on the horizontal axis: x, the curves read, then bars and bands there. */
export function readoutAt(
  content: AxisContent,
  frame: ReadingFrame,
  x: number,
  curves: readonly Curve[],
): ReadoutPart[] {
  const readY = (value: number): string => formatValue(value, precisionY(frame));
  const parts: ReadoutPart[] = [{ label: frame.xName, value: formatX(frame, x) }];
  for (const curve of curves) {
    const value = readY(valueAt(curve.x, curve.y, x));
    parts.push({ label: curve.label, value, isOptional: curve.isOptional === true });
  }
  for (const { label, left, right, height } of content.bars) {
    const bar = left.findIndex((from, i) => from <= x && x < right[i]);
    if (bar >= 0 && Number.isFinite(height[bar])) parts.push({ label, value: readY(height[bar]) });
  }
  for (const band of content.bands) {
    const [low, high] = [valueAt(band.x, band.low, x), valueAt(band.x, band.high, x)];
    if (!Number.isFinite(low + high)) continue;
    parts.push({ label: band.label, value: `${readY(low)} to ${readY(high)}`, isOptional: true });
  }
  return parts;
}

/** The text for one point. */
export function readoutOfPoint(content: AxisContent, frame: ReadingFrame, point: PointId): ReadoutPart[] {
  const { label, x, y } = content.points[point.set];
  return [
    { label: label === "" ? "point" : label, value: `${point.index + 1}`, isOptional: true },
    { label: frame.xName, value: formatX(frame, x[point.index]) },
    { label: frame.yName, value: formatValue(y[point.index], precisionY(frame)) },
  ];
}

/** The same, as it is spoken. */
export function pointInWords(content: AxisContent, frame: ReadingFrame, point: PointId): string {
  const [which, x, y] = readoutOfPoint(content, frame, point);
  const number = content.points[point.set].x.length;
  return `${which.label} ${which.value} of ${number}: ${x.label} ${x.value}, ${y.label} ${y.value}`;
}

function precisionY({ yRange }: ReadingFrame): number {
  return (yRange[1] - yRange[0]) * READING_PRECISION;
}

/** @param position along the axis */
function formatX({ isLogX, xRange }: ReadingFrame, position: number): string {
  const x = fromAxis(position, isLogX);
  // On a logarithmic axis a share of the axis is a share of the value.
  const share = (xRange[1] - xRange[0]) * READING_PRECISION;
  return formatValue(x, isLogX ? x * Math.min(0.5, share * Math.LN10) : share);
}
