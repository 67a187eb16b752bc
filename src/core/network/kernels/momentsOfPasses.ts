import type { PassMoments } from "./passKernel";

/** @returns mean and variance (divisor numPasses - 1, NaN for a single pass) of the outputs at every point */
export function momentsOfPasses({ numPasses, shifts, sums, squares }: PassMoments): {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
} {
  return {
    mean: shifts.map((shift, point) => shift + sums[point] / numPasses),
    variance: squares.map(
      (square, point) => (square - (sums[point] * sums[point]) / numPasses) / (numPasses - 1),
    ),
  };
}
