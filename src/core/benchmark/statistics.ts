import { quantile } from "../diagnostics";

/** What repeats of a measurement say: the middle, and where eight in ten of them lie. */
export interface Spread {
  readonly median: number;
  /** 10 % quantile. */
  readonly low: number;
  /** 90 % quantile. */
  readonly high: number;
}

/**
 * Median and the 10 and 90 % quantiles, interpolated between the values.
 * @throws RangeError for no values
 */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new RangeError("values is empty; expected at least one");
  const all = Float64Array.from(values);
  return { median: quantile(all, 0.5), low: quantile(all, 0.1), high: quantile(all, 0.9) };
}
