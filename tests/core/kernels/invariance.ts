/**
 * Chains of a kernel that start at exact draws must still be exact draws after ten transitions. A false alarm of the
 * whole tier has probability 1e-6, and so has missing a distance of 0.01 in one distribution function, as for the
 * float64 samplers (tests/core/samplers/kolmogorovSmirnov.ts has the arithmetic).
 */
import type { AcceptRule } from "../../../src/core/kernels";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { presetVariants, type Variant } from "../../contract/variants";
import {
  distanceBetween,
  distanceToCdf,
  numValuesNeeded,
  REFERENCE_RATIO,
  threshold,
} from "../samplers/kolmogorovSmirnov";
import { marginalCdf } from "../targets/quadrature";
import { ensembleOf, exactPositions, kernels, stepFor, type Kernel } from "./kernelRuns";

const NUM_TRANSITIONS = 10;

/** Each coordinate and the log density, for every kernel. */
export const numComparisons = presetVariants.reduce(
  (sum, { target }) => sum + kernels.length * (target.dimension + 1),
  0,
);
export const numChains = numValuesNeeded(numComparisons);

export interface KernelInvariance {
  /**
   * Distances over their thresholds: the coordinates' and the log density's.
   * @param changes `rule` and `repeatNumbers` break the kernel: another rule, and the same numbers for each transition
   */
  run(
    kernel: Kernel,
    isRelaxed: boolean,
    seed: number,
    changes?: { readonly rule?: AcceptRule; readonly repeatNumbers?: boolean },
  ): number[];
}

/** Prepares the test of kernels on a target. */
export function kernelInvariance(variant: Variant, count = numChains): KernelInvariance {
  const { target } = variant;
  const { dimension } = target;
  const starts = exactPositions(target, count, 41);
  const cdfs = Array.from({ length: dimension }, (_, axis) => marginalCdf(target, axis));
  const reference = new Float64Array(REFERENCE_RATIO * count);
  const [stream, draw] = [Stream.from(42, 0, StreamPurpose.exactDraws), new Float64Array(dimension)];
  for (let i = 0; i < reference.length; i++) {
    target.truth.drawExact(stream, draw);
    reference[i] = target.logDensity(draw);
  }
  reference.sort();
  const effective = 1 / (1 / count + 1 / reference.length);
  return {
    run: (kernel, isRelaxed, seed, { rule, repeatNumbers = false } = {}) => {
      const module = kernel.emit(target.density, { isRelaxed }, rule);
      const ensemble = ensembleOf(module, target, { numChains: count, stepSize: stepFor(kernel, variant) });
      ensemble.start(starts, seed);
      if (repeatNumbers) {
        const { words, pathWords } = ensemble.state();
        for (let i = 0; i < NUM_TRANSITIONS; i++) {
          ensemble.run(1);
          ensemble.restore({ positions: ensemble.state().positions, words, pathWords });
        }
      } else {
        ensemble.run(NUM_TRANSITIONS);
      }
      const { positions } = ensemble.state();
      const ofCoordinates = cdfs.map((cdf, axis) => {
        const sorted = Float64Array.from(positions.subarray(axis * count, (axis + 1) * count)).sort();
        return distanceToCdf(sorted, cdf) / threshold(numComparisons, count);
      });
      const values = new Float64Array(count);
      for (let chain = 0; chain < count; chain++) {
        for (let i = 0; i < dimension; i++) draw[i] = positions[i * count + chain];
        values[chain] = target.logDensity(draw);
      }
      const ofDensity = distanceBetween(values.sort(), reference) / threshold(numComparisons, effective);
      return [...ofCoordinates, ofDensity];
    },
  };
}
