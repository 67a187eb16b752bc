import { Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, samplers, type SamplerDefinition, type Step } from "../../../src/core/samplers";
import { checkedNumbers, type NumberValues } from "../../../src/core/settings";
import type { Target } from "../../../src/core/targets";
import { presetVariants } from "../../contract/variants";
import { marginalCdf } from "../targets/quadrature";
import {
  distanceBetween,
  distanceToCdf,
  numValuesNeeded,
  REFERENCE_RATIO,
  threshold,
} from "./kolmogorovSmirnov";

/** Transitions from the exact draws on; a single one has little power. */
const NUM_TRANSITIONS = 10;

/** What is compared of a target: each coordinate, the log density, and the share of the first mode. */
function statisticNames({ parameterNames, modes }: Target): string[] {
  return [...parameterNames, "log density", ...(modes ? ["share of the first mode"] : [])];
}

/** Comparisons of the whole tier, over which both errors are spread: every kernel, and the exact draws alone. */
export const numComparisons = presetVariants.reduce(
  (sum, { target }) => sum + samplers.length * statisticNames(target).length + target.dimension,
  0,
);
export const numChains = numValuesNeeded(numComparisons);

/** A step with the log density that it believes in; that of a broken kernel may be another than the target's. */
export interface Kernel {
  readonly step: Step;
  readonly logDensity: (position: ArrayLike<number>) => number;
}

/** A step of about the target's scale. */
export function scaleOf({ truth }: Target): number {
  return truth.sd.reduce((sum, sd) => sum + sd, 0) / truth.sd.length;
}

/** A sampler at its defaults, save that its step size, where it has one, is the target's scale. */
export function kernelOf(sampler: SamplerDefinition, target: Target): Kernel {
  const stepSize = sampler.settings.find(({ key }) => key === "stepSize");
  const values: NumberValues = stepSize
    ? { stepSize: Math.min(stepSize.max, Math.max(stepSize.min, scaleOf(target))) }
    : {};
  const step = sampler.createStep(target, checkedNumbers(sampler.settings, values));
  return { step, logDensity: (position) => target.logDensity(position) };
}

/** Sorted values of every statistic over chains that each start at an exact draw of the target. */
function sortedStatistics(
  target: Target,
  kernel: Kernel | null,
  count: number,
  seed: number,
): Float64Array[] {
  const { dimension, modes } = target;
  const stream = Stream.from(seed, 0, StreamPurpose.test);
  const state = { position: new Float64Array(dimension), logDensity: 0 };
  const info = createStepInfo(dimension);
  const values = statisticNames(target).map(() => new Float64Array(count));
  for (let chain = 0; chain < count; chain++) {
    target.truth.drawExact(stream, state.position);
    if (kernel) {
      state.logDensity = kernel.logDensity(state.position);
      for (let i = 0; i < NUM_TRANSITIONS; i++) kernel.step(state, stream, info);
    }
    for (let i = 0; i < dimension; i++) values[i][chain] = state.position[i];
    values[dimension][chain] = target.logDensity(state.position);
    if (modes) values[dimension + 1][chain] = modes.responsibility(state.position);
  }
  return values.map((each) => each.sort());
}

/** Distance over threshold, by statistic: above 1 the distribution is not the target's. */
export type Excess = Readonly<Record<string, number>>;

export interface InvarianceTest {
  /** The exact draws themselves, each coordinate against its exact distribution function. */
  readonly exactDraws: Excess;
  /** Whether a kernel leaves the target as it is. */
  readonly run: (kernel: Kernel, seed: number) => Excess;
}

/**
 * Prepares the test of kernels on a target. Coordinates are held against their exact distribution
 * functions, the other statistics against a second set of exact draws.
 */
export function invarianceTest(target: Target): InvarianceTest {
  const { dimension } = target;
  const names = statisticNames(target);
  const cdfs = Array.from({ length: dimension }, (_, axis) => marginalCdf(target, axis));
  const reference = sortedStatistics(target, null, REFERENCE_RATIO * numChains, 1_000_003);
  const toCdf = (sorted: Float64Array, axis: number): number =>
    distanceToCdf(sorted, cdfs[axis]) / threshold(numComparisons, sorted.length);
  const toReference = (sorted: Float64Array, i: number): number =>
    distanceBetween(sorted, reference[i]) / threshold(numComparisons, numChains / (1 + 1 / REFERENCE_RATIO));
  return {
    exactDraws: Object.fromEntries(cdfs.map((_, axis) => [names[axis], toCdf(reference[axis], axis)])),
    run: (kernel, seed) => {
      const values = sortedStatistics(target, kernel, numChains, seed);
      return Object.fromEntries(
        names.map((name, i) => [name, i < dimension ? toCdf(values[i], i) : toReference(values[i], i)]),
      );
    },
  };
}
