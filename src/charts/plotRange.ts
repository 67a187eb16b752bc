import { toAxis, type AxisContent, type PlotContent } from "./plotContent";

export type Range = [number, number];

/** Room beside marks that end within the axis, and above the highest value, as shares of the axis. */
const SIDE_ROOM = 0.05;
const TOP_ROOM = 0.08;

/**
 * Horizontal range along the axis (log10 on a logarithmic one): the one given, else what curves and bands
 * cover, widened only as far as bars, points and marks ask for. [0, 1] when there is nothing.
 */
export function plotRangeX(given: PlotContent, content: AxisContent): Range {
  if (given.xRange !== undefined) {
    const isLogX = given.isLogX === true;
    return [toAxis(given.xRange[0], isLogX), toAxis(given.xRange[1], isLogX)];
  }
  const lines = new Extent();
  for (const { x } of [...content.curves, ...content.bands]) lines.addAll(x);
  const others = new Extent();
  for (const { left, right } of content.bars) {
    others.addAll(left);
    others.addAll(right);
  }
  for (const { x } of content.points) others.addAll(x);
  for (const { x } of content.marks) others.add(x);

  const all = new Extent();
  for (const end of [lines.min, lines.max, others.min, others.max]) all.add(end);
  if (all.isEmpty) return [0, 1];
  if (all.min === all.max) return [all.min - 0.5, all.max + 0.5];
  const room = SIDE_ROOM * (all.max - all.min);
  // Lines may run into the edge of the plot; a point or a bar may not.
  return [
    others.min <= all.min && others.min < lines.min ? all.min - room : all.min,
    others.max >= all.max && others.max > lines.max ? all.max + room : all.max,
  ];
}

/**
 * Vertical range: the one given, else what lies within the horizontal one. It begins at 0 where no value is
 * negative. [0, 1] when there is nothing.
 */
export function plotRangeY(given: PlotContent, content: AxisContent, xRange: Range): Range {
  if (given.yRange !== undefined) return [given.yRange[0], given.yRange[1]];
  const all = new Extent();
  const addWithin = (xs: Float64Array, ys: Float64Array): void => {
    for (const [i, x] of xs.entries()) if (x >= xRange[0] && x <= xRange[1]) all.add(ys[i]);
  };
  for (const { x, low, high } of content.bands) {
    addWithin(x, low);
    addWithin(x, high);
  }
  for (const { left, right, height } of content.bars) {
    for (const [i, value] of height.entries()) {
      if (right[i] < xRange[0] || left[i] > xRange[1]) continue;
      all.add(value);
      all.add(0);
    }
  }
  for (const { x, y, fill } of content.curves) {
    addWithin(x, y);
    if (fill) all.add(0);
  }
  for (const { x, y } of content.points) addWithin(x, y);

  if (all.isEmpty) return [0, 1];
  if (all.min >= 0) return all.max > 0 ? [0, all.max * (1 + TOP_ROOM)] : [0, 1];
  if (all.min === all.max) return [all.min - Math.abs(all.min) / 2, all.max + Math.abs(all.max) / 2];
  const room = TOP_ROOM * (all.max - all.min);
  return [all.min - room, all.max + room];
}

/** Whether there is any finite value to draw. */
export function isEmptyContent(content: AxisContent): boolean {
  const isFiniteNumber = (value: number): boolean => Number.isFinite(value);
  return !(
    content.bands.some(({ low, high }) => low.some((value, i) => Number.isFinite(value + high[i]))) ||
    content.bars.some(({ height }) => height.some(isFiniteNumber)) ||
    content.curves.some(({ y }) => y.some(isFiniteNumber)) ||
    content.points.some(({ y }) => y.some(isFiniteNumber)) ||
    content.marks.some(({ x }) => Number.isFinite(x))
  );
}

/** Least and greatest of the finite values added. */
class Extent {
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;

  get isEmpty(): boolean {
    return this.min > this.max;
  }

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
  }

  addAll(values: Float64Array): void {
    for (const value of values) this.add(value);
  }
}
