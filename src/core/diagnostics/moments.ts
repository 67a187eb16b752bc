import { assertDrawMatrix } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";

/** Per-chain moments: all that many-chain diagnostics need, so that draws can be forgotten. */
export interface ChainMoments {
  /** Mean of each chain. */
  readonly means: Float64Array;
  /** Variance within each chain, divisor numDraws - 1 (NaN for a single draw). */
  readonly variances: Float64Array;
  /** Number of draws behind each mean. */
  readonly numDraws: number;
}

/**
 * Mean of values[from, to). Deviations from the first value are summed, so a constant stretch
 * gives its value exactly and a large common offset costs no digits.
 */
export function meanOf(values: Float64Array, from = 0, to = values.length): number {
  const origin = values[from];
  // Infinity - Infinity would turn an infinite mean into NaN.
  const shift = Number.isFinite(origin) ? origin : 0;
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] - shift;
  return shift + sum / (to - from);
}

/** Sum of squared deviations of values[from, to) from `mean`. */
export function squaredDeviations(values: Float64Array, mean: number, from = 0, to = values.length): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += (values[i] - mean) * (values[i] - mean);
  return sum;
}

/** Variance with divisor n - 1; NaN for a single value. */
export function varianceOf(values: Float64Array, from = 0, to = values.length): number {
  return squaredDeviations(values, meanOf(values, from, to), from, to) / (to - from - 1);
}

/** Means and variances of every chain. */
export function chainMoments(draws: DrawMatrix): ChainMoments {
  assertDrawMatrix(draws);
  const { values, numChains, numDraws } = draws;
  const means = new Float64Array(numChains);
  const variances = new Float64Array(numChains);
  for (let chain = 0; chain < numChains; chain++) {
    const from = chain * numDraws;
    const to = from + numDraws;
    means[chain] = meanOf(values, from, to);
    variances[chain] = squaredDeviations(values, means[chain], from, to) / (numDraws - 1);
  }
  return { means, variances, numDraws };
}

/** @throws RangeError where the moments do not describe at least two chains of equal length */
export function assertChainMoments({ means, variances, numDraws }: ChainMoments): void {
  if (means.length !== variances.length) {
    throw new RangeError(
      `moments hold ${means.length} means and ${variances.length} variances, expected as many`,
    );
  }
  if (means.length < 2) {
    throw new RangeError(`moments describe ${means.length} chain(s), expected at least 2`);
  }
  if (!Number.isInteger(numDraws) || numDraws < 1) {
    throw new RangeError(`numDraws is ${numDraws}, expected a positive integer`);
  }
}
