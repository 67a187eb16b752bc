import { expectWhole } from "../math/expectations";

/**
 * Whole numbers that sum to `total` and stand in the proportion of the weights, by largest remainders: each
 * share is cut to a whole number, and what is missing goes to the largest remainders, the first of equals.
 * No number is further than 1 from its exact share.
 * @param weights not negative, with a positive sum
 * @throws RangeError for a total or weights that are neither
 */
export function apportion(weights: ArrayLike<number>, total: number): number[] {
  expectWhole("total", total, 0);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    if (!(weights[i] >= 0 && weights[i] < Infinity)) {
      throw new RangeError(`weights[${i}] = ${weights[i]}; expected a finite number of at least 0`);
    }
    sum += weights[i];
  }
  if (!(sum > 0 && sum < Infinity)) throw new RangeError(`weights sum to ${sum}; expected a number above 0`);
  const exact = Array.from(weights, (weight) => (weight / sum) * total);
  const counts = exact.map(Math.floor);
  const missing = total - counts.reduce((a, b) => a + b, 0);
  const order = [...counts.keys()].sort((i, j) => exact[j] - counts[j] - (exact[i] - counts[i]) || i - j);
  for (const i of order.slice(0, missing)) counts[i] += 1;
  return counts;
}
