/**
 * Densities of equal bins over a range: count / (total · bin width), so that the bars' area is the share of
 * all draws that fell inside the range. No draws give zeros; a count that is not a number stays NaN.
 *
 * @param counts draws per bin
 * @param range lower end of the first and upper end of the last bin
 * @param total all draws, those outside the range included
 * @throws RangeError for a range that is empty or not finite
 */
export function binDensity(
  counts: Float64Array,
  range: readonly [number, number],
  total: number,
): Float64Array<ArrayBuffer> {
  const width = (range[1] - range[0]) / counts.length;
  if (counts.length > 0 && !(width > 0 && Number.isFinite(width))) {
    throw new RangeError(
      `range is [${range.join(", ")}]; expected two finite numbers, the first the smaller.`,
    );
  }
  return Float64Array.from(counts, (count) => (total > 0 ? count / (total * width) : 0));
}

/** The highest finite value, 0 when there is none above it. */
export function peak(values: ArrayLike<number>): number {
  let highest = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) highest = Math.max(highest, values[i]);
  }
  return highest;
}

const HEADROOM = 1.12;
const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/**
 * Top of the density axis. The exact curve decides it; bars that rise above push it up in steps, so that the
 * axis holds still while a histogram settles. Nothing is ever cut off.
 */
export function densityCeiling(exactPeak: number, binPeak: number): number {
  if (exactPeak <= 0 && binPeak <= 0) return 1;
  const base = exactPeak > 0 ? HEADROOM * exactPeak : Number(`1e${Math.floor(Math.log10(binPeak))}`);
  for (let scale = base; ; scale *= 10) {
    const step = STEPS.find((candidate) => candidate * scale >= 1.02 * binPeak);
    if (step !== undefined) return step * scale;
  }
}

/**
 * Mean height of a piecewise linear curve over [from, to], the fair partner of a bar over the same bin; the
 * curve is 0 outside its ends. NaN when the interval is empty.
 *
 * @param x increasing
 */
export function meanHeight(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) {
    const start = Math.max(from, x[i - 1]);
    const end = Math.min(to, x[i]);
    if (end <= start) continue;
    const slope = (y[i] - y[i - 1]) / (x[i] - x[i - 1]);
    area += (end - start) * (y[i - 1] + slope * ((start + end) / 2 - x[i - 1]));
  }
  return to > from ? area / (to - from) : Number.NaN;
}
