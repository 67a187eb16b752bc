import { normalQuantile } from "../math/normalQuantile";
import { sortOrder } from "./sortOrder";

/**
 * Normal scores of values whose ascending order is known: z = normalQuantile((rank - 3/8) / (S + 1/4))
 * with ranks from 1 to S, ties sharing their average rank (Blom's offset; Vehtari et al. 2021).
 * @param order indices into `values`, ascending by value
 */
export function normalScores(values: Float64Array, order: Uint32Array): Float64Array {
  const total = order.length;
  const scores = new Float64Array(total);
  for (let start = 0, end = 0; start < total; start = end) {
    const value = values[order[start]];
    for (end = start + 1; end < total && values[order[end]] === value;) end++;
    const averageRank = (start + 1 + end) / 2;
    const score = normalQuantile((averageRank - 0.375) / (total + 0.25));
    for (let i = start; i < end; i++) scores[order[i]] = score;
  }
  return scores;
}

/** Each value replaced by the normal score of its rank among all of them; all NaN where one value is NaN. */
export function rankNormalize(values: Float64Array): Float64Array {
  if (values.some(Number.isNaN)) return new Float64Array(values.length).fill(NaN);
  return normalScores(values, sortOrder(values));
}
