import type { DrawMatrix } from "../../../src/core/diagnostics";
import type { DrawBlock } from "../../../src/core/run";
import type { Target } from "../../../src/core/targets";

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

/** Draws of a block with a column more that says whether the proposal was accepted, [chain][draw][dimension + 1]. */
export function withAcceptedColumn({ positions, isAccepted, dimension }: DrawBlock): Float64Array {
  const rows = Array.from(isAccepted, (accepted, at) => [
    ...positions.subarray(at * dimension, (at + 1) * dimension),
    accepted,
  ]);
  return Float64Array.from(rows.flat());
}

/** Whose means a summary needs: parameters, squared distances from their own means, accepted, responsibility. */
export function naiveQuantities(target: Target, block: DrawBlock): DrawMatrix[] {
  const { numChains, numSteps: numDraws, dimension, positions } = block;
  const draws = Array.from(block.isAccepted, (_, at) => [
    ...positions.subarray(at * dimension, (at + 1) * dimension),
  ]);
  const { modes } = target;
  const parameters = target.parameterNames.map((_, i) => draws.map((draw) => draw[i]));
  const squares = parameters.map((values) => {
    const mean = meanOf(values);
    return values.map((value) => (value - mean) ** 2);
  });
  const shares = modes ? [draws.map((draw) => modes.responsibility(draw))] : [];
  return [...parameters, ...squares, [...block.isAccepted], ...shares].map((values) => ({
    values: Float64Array.from(values),
    numChains,
    numDraws,
  }));
}
