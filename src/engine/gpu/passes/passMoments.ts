/** What passes have at every point, summed up where they were made. */
export interface PassMoments {
  readonly numPasses: number;
  readonly numPoints: number;
  readonly mean: Float64Array;
  /** Divisor numPasses - 1; NaN for a single pass. */
  readonly modelSd: Float64Array;
}

/** Sums over passes, of differences from the output with nothing dropped. */
export interface PassTotals {
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

export function emptyPassTotals(numPoints: number): PassTotals {
  return { sums: new Float64Array(numPoints), squares: new Float64Array(numPoints) };
}

/** @param found [group][point], a sum and a sum of squares each */
export function addTotals({ sums, squares }: PassTotals, found: Float32Array): void {
  for (let i = 0; i < found.length / 2; i++) {
    const point = i % sums.length;
    sums[point] += found[2 * i];
    squares[point] += found[2 * i + 1];
  }
}

/** @param centres what the differences are from, as the card had them */
export function momentsOfTotals(
  { sums, squares }: PassTotals,
  centres: ArrayLike<number>,
  numPasses: number,
): PassMoments {
  // Rounding may leave less than nothing where all passes are alike; a single pass has no spread.
  const variances = squares.map((square, i) =>
    numPasses === 1 ? NaN : Math.max(0, square - (sums[i] * sums[i]) / numPasses) / (numPasses - 1),
  );
  return {
    numPasses,
    numPoints: sums.length,
    mean: sums.map((sum, i) => centres[i] + sum / numPasses),
    modelSd: variances.map(Math.sqrt),
  };
}
