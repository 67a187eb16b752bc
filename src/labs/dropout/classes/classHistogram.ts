import { outputsAt } from "../../../core/network";
import { logistic } from "../../../core/network/loss";
import type { PassOutputs } from "../../../core/network";

/** The passes' probabilities of class 1 at one input. */
export interface ClassHistogram {
  /** Edges of the bins, from 0 to 1, one more than bins. */
  readonly edges: Float64Array;
  readonly counts: Uint32Array;
  /** Density, so that the bins' areas sum to 1; of passes that are numbers. */
  readonly densities: Float64Array;
  readonly mean: number;
  /** Sd of the passes, divisor one less than their number; NaN for a single pass. */
  readonly sd: number;
}

/**
 * @param passes log odds of class 1
 * @param point index of the input
 * @throws RangeError where there is no such point
 */
export function classHistogram(passes: PassOutputs, point: number, numBins = 20): ClassHistogram {
  if (!(Number.isInteger(point) && point >= 0 && point < passes.numPoints)) {
    throw new RangeError(`point = ${point}; expected a whole number from 0 to ${passes.numPoints - 1}`);
  }
  const counts = new Uint32Array(numBins);
  const probabilities = outputsAt(passes, point).map(logistic);
  let [sum, numCounted] = [0, 0];
  for (const probability of probabilities) {
    sum += probability;
    if (!(probability >= 0)) continue;
    numCounted++;
    counts[Math.min(numBins - 1, Math.floor(numBins * probability))]++;
  }
  const mean = sum / passes.numPasses;
  let squares = 0;
  for (const probability of probabilities) squares += (probability - mean) ** 2;
  return {
    edges: Float64Array.from({ length: numBins + 1 }, (_, edge) => edge / numBins),
    counts,
    densities: Float64Array.from(counts, (count) => (numCounted === 0 ? 0 : (count * numBins) / numCounted)),
    mean,
    sd: Math.sqrt(squares / (passes.numPasses - 1)),
  };
}
