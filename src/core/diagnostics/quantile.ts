/** @throws RangeError unless the probability lies in [0, 1] */
export function assertProbability(probability: number): void {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`probability is ${probability}, expected a number in [0, 1]`);
  }
}

/**
 * Quantile of values that are already in ascending order; see `quantile`.
 * Equal neighbours give their value exactly, so that `value <= quantile` holds for ties.
 */
export function quantileOfSorted(sorted: Float64Array, probability: number): number {
  assertProbability(probability);
  const position = (sorted.length - 1) * probability;
  const below = Math.floor(position);
  const weight = position - below;
  const lower = sorted[below];
  const upper = sorted[Math.min(below + 1, sorted.length - 1)];
  return weight === 0 || lower === upper ? lower : (1 - weight) * lower + weight * upper;
}

/**
 * Sample quantile by linear interpolation between order statistics, with the k-th smallest of n
 * at probability (k - 1) / (n - 1): type 7 of Hyndman and Fan (1996), the default of R.
 * NaN where a value is NaN; a value may be infinite.
 */
export function quantile(values: Float64Array, probability: number): number {
  if (values.some(Number.isNaN)) return NaN;
  return quantileOfSorted(values.slice().sort(), probability);
}
