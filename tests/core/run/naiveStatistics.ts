import type { DrawMatrix } from "../../../src/core/diagnostics";

export const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Standard error of the mean of independent values. */
export function standardErrorOf(values: number[]): number {
  const mean = meanOf(values);
  const squares = values.map((value) => (value - mean) ** 2);
  return Math.sqrt(meanOf(squares) / (values.length - 1));
}

/** Mean of each chain of a quantity. */
export function chainMeans({ values, numChains, numDraws }: DrawMatrix): number[] {
  return Array.from({ length: numChains }, (_, c) =>
    meanOf(values.subarray(c * numDraws, (c + 1) * numDraws)),
  );
}
