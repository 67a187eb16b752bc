/**
 * GPU chains that start at exact draws must still be exact draws after ten transitions, as in
 * tests/core/kernels/invariance.ts: a false alarm of the whole tier has probability 1e-6, and so has missing a
 * distance of 0.01 in one distribution function.
 */
import { Stream, StreamPurpose } from "../../../../src/core/random";
import type { GpuSamplerKey } from "../../../../src/engine/gpu/ensemble";
import { presetVariant, type Variant } from "../../../contract/variants";
import { exactPositions } from "../../../core/kernels/kernelRuns";
import {
  distanceBetween,
  distanceToCdf,
  numValuesNeeded,
  REFERENCE_RATIO,
  threshold,
} from "../../../core/samplers/kolmogorovSmirnov";
import { marginalCdf } from "../../../core/targets/quadrature";
import { gpuEnsembleOf, samplers, startState } from "./gpuRuns";

const NUM_TRANSITIONS = 10;

export const variants: readonly Variant[] = [
  "mixture, Equal mixture",
  "mixture, Unequal mixture",
  "banana",
  "funnel",
].map((name) => presetVariant(name));

/** Each coordinate and the log density, for every sampler. */
export const numComparisons = variants.reduce(
  (sum, { target }) => sum + samplers.length * (target.dimension + 1),
  0,
);
export const numChains = Math.max(290_000, numValuesNeeded(numComparisons));

export interface Changes {
  /** Breaks the shader. */
  readonly mend?: (code: string) => string;
  /** One transition a block, so that what is not written back is missing in the next. */
  readonly isOneByOne?: boolean;
}

/** Prepares the test of samplers on a target; what it gives are distances over their thresholds. */
export function gpuInvariance(
  variant: Variant,
  count = numChains,
): (sampler: GpuSamplerKey, seed: number, changes?: Changes) => Promise<number[]> {
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
  return async (sampler, seed, { mend, isOneByOne = false } = {}) => {
    const ensemble = await gpuEnsembleOf(variant, { sampler, numChains: count, ...(mend ? { mend } : {}) });
    ensemble.restore(startState(starts, count, seed));
    if (isOneByOne) for (let t = 0; t < NUM_TRANSITIONS; t++) await ensemble.advance(1);
    else await ensemble.advance(NUM_TRANSITIONS);
    const { positions } = await ensemble.state();
    ensemble.destroy();
    const ofCoordinates = cdfs.map((cdf, axis) => {
      const sorted = Float64Array.from(positions.subarray(axis * count, (axis + 1) * count)).sort();
      return distanceToCdf(sorted, cdf) / threshold(numComparisons, count);
    });
    const values = new Float64Array(count);
    for (let chain = 0; chain < count; chain++) {
      for (let i = 0; i < dimension; i++) draw[i] = positions[i * count + chain];
      values[chain] = target.logDensity(draw);
    }
    return [
      ...ofCoordinates,
      distanceBetween(values.sort(), reference) / threshold(numComparisons, effective),
    ];
  };
}
