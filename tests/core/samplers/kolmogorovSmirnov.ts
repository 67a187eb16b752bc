/**
 * Kolmogorov-Smirnov distances with thresholds that bound both errors for a family of comparisons.
 *
 * Let alpha = 1e-6 / m for m comparisons (Bonferroni). For n independent values
 *   P(distance > t) <= 2 exp(-2 n t^2) where the distribution is right (Dvoretzky, Kiefer, Wolfowitz;
 *   constant of Massart 1990), so t = sqrt(ln(2 / alpha) / 2n) raises a false alarm in alpha of the runs;
 *   P(distance <= t) <= exp(-2 n (d - t)^2) where the distribution function is off by d somewhere
 *   (Hoeffding 1963 at that one point), so d - t = sqrt(ln(1 / alpha) / 2n) misses it in alpha of the runs.
 * Both hold for d = 0.01 once n = (sqrt(ln(2 / alpha)) + sqrt(ln(1 / alpha)))^2 / (2 d^2):
 *   m = 1:  (3.809 + 3.717)^2 / 2e-4 = 283,200;   m = 18:  (4.171 + 4.087)^2 / 2e-4 = 341,000.
 * Two samples of sizes n and r n count as n r / (r + 1) values, exactly so for the second bound and in
 * the limit of large samples for the first.
 */

const ERROR_RATE = 1e-6;
/** Distance in the distribution function that must not go unnoticed. */
export const SMALLEST_DISTANCE = 0.01;
/** A second sample has this many times the size of the first. */
export const REFERENCE_RATIO = 4;

/** Independent values needed so that each of some comparisons keeps both errors, two-sample ones included. */
export function numValuesNeeded(numComparisons: number): number {
  const alpha = ERROR_RATE / numComparisons;
  const root = Math.sqrt(Math.log(2 / alpha)) + Math.sqrt(Math.log(1 / alpha));
  const effective = root ** 2 / (2 * SMALLEST_DISTANCE ** 2);
  return Math.ceil(effective * (1 + 1 / REFERENCE_RATIO));
}

/** Distance above which one of some comparisons says that the distributions differ. */
export function threshold(numComparisons: number, effectiveNumValues: number): number {
  return Math.sqrt(Math.log((2 * numComparisons) / ERROR_RATE) / (2 * effectiveNumValues));
}

/** sup |empirical distribution function - cdf| of values in ascending order; Infinity where one is NaN. */
export function distanceToCdf(sorted: Float64Array, cdf: (value: number) => number): number {
  const n = sorted.length;
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const expected = cdf(sorted[i]);
    if (Number.isNaN(sorted[i]) || Number.isNaN(expected)) return Infinity;
    distance = Math.max(distance, expected - i / n, (i + 1) / n - expected);
  }
  return distance;
}

/** sup |difference of two empirical distribution functions|, each of values in ascending order; ties are met as one. */
export function distanceBetween(a: Float64Array, b: Float64Array): number {
  // NaN is sorted to the end.
  if (Number.isNaN(a[a.length - 1]) || Number.isNaN(b[b.length - 1])) return Infinity;
  let distance = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const value = Math.min(a[i], b[j]);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  return distance;
}
