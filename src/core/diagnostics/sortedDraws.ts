import { assertDrawMatrix, splitChains } from "./drawMatrix";
import type { DrawMatrix } from "./drawMatrix";
import { quantileOfSorted } from "./quantile";
import { normalScores } from "./rankNormalize";
import { sortOrder } from "./sortOrder";

/** Draws with the one sort that every rank statistic shares. */
export interface SortedDraws {
  readonly draws: DrawMatrix;
  /** The draws of split chains; see `splitChains`. */
  readonly halves: DrawMatrix;
  /** All draws, ascending. */
  readonly sorted: Float64Array;
  /** Indices into halves.values, ascending by value. */
  readonly halvesOrder: Uint32Array;
}

/** Sorts once. Where a draw is NaN there is no order, and the answer is null. */
export function sortDraws(draws: DrawMatrix): SortedDraws | null {
  assertDrawMatrix(draws);
  const { values } = draws;
  if (values.some(Number.isNaN)) return null;
  const order = sortOrder(values);
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < sorted.length; i++) sorted[i] = values[order[i]];
  return { draws, halves: splitChains(draws), sorted, halvesOrder: orderOfHalves(draws, order) };
}

/** Order of the split draws from that of all draws: the same walk without the dropped middles. */
function orderOfHalves({ numChains, numDraws }: DrawMatrix, order: Uint32Array): Uint32Array {
  if (numDraws % 2 === 0) return order;
  const middle = (numDraws - 1) / 2;
  const kept = new Uint32Array(numChains * (numDraws - 1));
  let count = 0;
  for (const index of order) {
    const chain = Math.floor(index / numDraws);
    const draw = index - chain * numDraws;
    if (draw !== middle) kept[count++] = index - chain - (draw > middle ? 1 : 0);
  }
  return kept;
}

/** Rank-normalised split draws: what bulk R-hat and bulk ESS are computed from. */
export function bulkScores({ halves, halvesOrder }: SortedDraws): DrawMatrix {
  return { ...halves, values: normalScores(halves.values, halvesOrder) };
}

/**
 * Rank-normalised distances of the split draws from the median of all draws: what the folded R-hat
 * is computed from. Null where the median is infinite. The distances need no second sort: walking
 * away from the median on both sides and taking the nearer draw each time visits them in order.
 */
export function foldedScores({ halves, sorted, halvesOrder }: SortedDraws): DrawMatrix | null {
  const median = quantileOfSorted(sorted, 0.5);
  if (!Number.isFinite(median)) return null;
  const distances = halves.values.map((value) => Math.abs(value - median));

  const total = halvesOrder.length;
  const order = new Uint32Array(total);
  let right = 0;
  while (right < total && halves.values[halvesOrder[right]] < median) right++;
  let left = right - 1;
  for (let i = 0; i < total; i++) {
    const isLeftNearer =
      left >= 0 && (right === total || distances[halvesOrder[left]] < distances[halvesOrder[right]]);
    order[i] = halvesOrder[isLeftNearer ? left-- : right++];
  }
  return { ...halves, values: normalScores(distances, order) };
}

/** 1 where a split draw is at most `threshold`, else 0. */
export function splitIndicator({ halves }: SortedDraws, threshold: number): DrawMatrix {
  return { ...halves, values: halves.values.map((value) => (value <= threshold ? 1 : 0)) };
}

/** Whether the smallest and the largest draw, and so all of them, are finite. */
export function isFiniteThroughout({ sorted }: SortedDraws): boolean {
  return Number.isFinite(sorted[0]) && Number.isFinite(sorted[sorted.length - 1]);
}
