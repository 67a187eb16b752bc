/** Equal bins over the values, as a density. */
export interface Histogram {
  readonly centres: Float64Array;
  readonly heights: Float64Array;
  readonly width: number;
}

const MOST_BINS = 40;
/** Passes that all agree get one bar, this share of their size wide. */
const SPIKE = 1e-3;

/** Some sqrt(n) bins from the least to the largest value; what is not finite is left out. */
export function histogramOf(values: ArrayLike<number>): Histogram {
  const known = Float64Array.from(values).filter((value) => Number.isFinite(value));
  let [low, high] = [Infinity, -Infinity];
  for (const value of known) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (known.length === 0) return { centres: known, heights: known, width: 1 };
  const size = Math.max(Math.abs(low), Math.abs(high), 1);
  if (high - low <= 1e-12 * size) {
    const width = SPIKE * size;
    return { centres: Float64Array.of(low), heights: Float64Array.of(1 / width), width };
  }
  const count = Math.max(1, Math.min(MOST_BINS, Math.round(Math.sqrt(known.length))));
  const width = (high - low) / count;
  const heights = new Float64Array(count);
  for (const value of known) {
    heights[Math.min(count - 1, Math.floor((value - low) / width))] += 1 / (known.length * width);
  }
  return { centres: heights.map((_, bin) => low + (bin + 0.5) * width), heights, width };
}

/** Density of a normal variable at places; a spike of no width has none. */
export function normalCurve(places: Float64Array, mean: number, sd: number): Float64Array {
  return places.map((x) => {
    const z = (x - mean) / sd;
    return Math.exp((-z * z) / 2) / (sd * Math.sqrt(2 * Math.PI));
  });
}
