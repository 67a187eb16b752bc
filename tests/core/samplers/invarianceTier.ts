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

/**
 * Variants of one scale all over: there a short step is short everywhere, and a run of ordinary length converges.
 */
export const plainVariants = presetVariants.filter(({ definition }) =>
  ["mixture", "meanLogSd"].includes(definition.key),
);

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

/**
 * How far a gradient reaches: the median over exact draws of 1 / sqrt(largest curvature of the log density along
 * an axis), by differences. Of a normal it is the narrowest conditional sd.
 */
function widthOf(target: Target): number {
  const { dimension, truth } = target;
  const stream = Stream.from(15, 0, StreamPurpose.test);
  const position = new Float64Array(dimension);
  const [above, below] = [new Float64Array(dimension), new Float64Array(dimension)];
  const widths = Array.from({ length: 301 }, () => {
    truth.drawExact(stream, position);
    const curvatures = truth.sd.map((sd, i) => {
      const [x, h] = [position[i], 1e-5 * sd];
      target.logDensityAndGradient(position.with(i, x + h), above);
      target.logDensityAndGradient(position.with(i, x - h), below);
      return Math.abs(above[i] - below[i]) / (2 * h);
    });
    return 1 / Math.sqrt(Math.max(...curvatures));
  });
  return widths.toSorted((a, b) => a - b)[150];
}

/** Step sizes over the width; those of the others are the target's scale. */
const STEP_OVER_WIDTH: Readonly<Record<string, number>> = { mala: 1.1, hmc: 0.9 };

/** A sampler's settings for a target: a step that suits it, or so many times that, and a path of two or three steps. */
export function scaledSettings(sampler: SamplerDefinition, target: Target, times = 1): NumberValues {
  const overWidth = STEP_OVER_WIDTH[sampler.key];
  const stepSize = times * (overWidth ? overWidth * widthOf(target) : scaleOf(target));
  const hasPath = sampler.settings.some(({ key }) => key === "pathLength");
  return checkedNumbers(sampler.settings, {
    [sampler.stepSizeKey]: stepSize,
    ...(hasPath ? { pathLength: 2.5 * stepSize } : {}),
  });
}

/** A sampler with a step that suits the target. */
export function kernelOf(sampler: SamplerDefinition, target: Target): Kernel {
  const step = sampler.createStep(target, scaledSettings(sampler, target));
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
  /** Whether a kernel leaves the target as it is; fewer chains than `numChains` tell less, and are no test of a right one. */
  readonly run: (kernel: Kernel, seed: number, count?: number) => Excess;
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
    distanceBetween(sorted, reference[i]) /
    threshold(numComparisons, 1 / (1 / sorted.length + 1 / reference[i].length));
  return {
    exactDraws: Object.fromEntries(cdfs.map((_, axis) => [names[axis], toCdf(reference[axis], axis)])),
    run: (kernel, seed, count = numChains) => {
      const values = sortedStatistics(target, kernel, count, seed);
      return Object.fromEntries(
        names.map((name, i) => [name, i < dimension ? toCdf(values[i], i) : toReference(values[i], i)]),
      );
    },
  };
}
