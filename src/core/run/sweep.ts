import { manyChainEss } from "../diagnostics";
import { exp, log } from "../math/elementary";
import { Stream, StreamPurpose } from "../random";
import { createStepInfo, type SamplerDefinition } from "../samplers";
import type { NumberValues } from "../settings";
import type { Target } from "../targets/target";
import { startPositions } from "./start";

/** What one step size is worth. */
export interface SweepPoint {
  readonly stepSize: number;
  readonly acceptanceRate: number;
  /** Transitions that are worth one independent draw, of the quantity that fares worst. */
  readonly autocorrelationTime: number;
  /** True where the chains were too short to see it: then it is at least this long. */
  readonly isBound: boolean;
  /** Effective draws per evaluation of the density. */
  readonly essPerEvaluation: number;
  /** Of the two numbers before, from the number of chains alone. */
  readonly relativeError: number;
}

export interface SweepOptions {
  readonly numChains: number;
  /** Evaluations of the density that a point may take, in all chains. */
  readonly budget: number;
  readonly seed: number;
}

export const SWEEP: SweepOptions = { numChains: 256, budget: 600_000, seed: 20261122 };
export const NUM_SWEEP_POINTS = 24;
const LEAST_STEPS = 40;
const MOST_STEPS = 4000;
/** A run shorter than this many autocorrelation times has not seen them. */
const ENOUGH_TIMES = 10;

/** Step sizes of a sweep, evenly in the logarithm: from a fiftieth of the narrowest scale to twenty times the widest. */
export function sweepStepSizes(target: Target, sampler: SamplerDefinition): number[] {
  const setting = sampler.settings.find(({ key }) => key === sampler.stepSizeKey);
  if (!setting)
    throw new RangeError(`stepSizeKey = ${sampler.stepSizeKey}; expected a setting of ${sampler.key}`);
  const scales = target.box.map(([low, high], axis) => {
    const sd = target.truth.sd[axis];
    return sd > 0 && sd < Infinity ? sd : (high - low) / 9;
  });
  const low = Math.max(setting.min, Math.min(...scales) / 50);
  const high = Math.min(setting.max, Math.max(...scales) * 20);
  const ratio = log(high / low);
  return Array.from({ length: NUM_SWEEP_POINTS }, (_, i) =>
    Number((low * exp((ratio * i) / (NUM_SWEEP_POINTS - 1))).toPrecision(3)),
  );
}

/**
 * Runs many short chains at one step size, from exact draws where there are any, and asks what their draws are
 * worth: the spread of their means says it without any autocorrelation.
 * @param values settings of the sampler; the step size among them is replaced
 */
export function sweepPoint(
  target: Target,
  sampler: SamplerDefinition,
  values: NumberValues,
  stepSize: number,
  { numChains, budget, seed }: SweepOptions = SWEEP,
): SweepPoint {
  const { dimension, truth, modes } = target;
  const step = sampler.createStep(target, { ...values, [sampler.stepSizeKey]: stepSize });
  const info = createStepInfo(dimension);
  const hasExactDraws = truth.hasExactDraws !== false;
  const starts = hasExactDraws
    ? null
    : startPositions(target, { kind: "spread" }, { seed, numChains }, 0, numChains);
  const numQuantities = dimension + (modes ? 1 : 0);
  const means = Array.from({ length: numQuantities }, () => new Float64Array(numChains));
  const variances = Array.from({ length: numQuantities }, () => new Float64Array(numChains));
  const draws = Stream.from(seed, 0, StreamPurpose.exactDraws);
  const state = { position: new Float64Array(dimension), logDensity: 0 };
  let [accepted, evaluations, numSteps, numTransitions] = [0, 0, 0, 0];
  for (let chain = 0; chain < numChains; chain++) {
    const stream = Stream.from(seed, chain, StreamPurpose.sampler);
    if (starts) state.position.set(starts.subarray(chain * dimension, (chain + 1) * dimension));
    else truth.drawExact(draws, state.position);
    state.logDensity = target.logDensity(state.position);
    if (chain === 0) numSteps = affordableSteps();
    // Chains that begin anywhere have a way to go first.
    for (let s = starts ? numSteps : 0; s > 0; s--) step(state, stream, info);
    const sums = new Float64Array(numQuantities);
    const squares = new Float64Array(numQuantities);
    for (let s = 0; s < numSteps; s++) {
      step(state, stream, info);
      accepted += info.acceptanceProbability;
      evaluations += info.numEvaluations;
      for (let q = 0; q < numQuantities; q++) {
        const value = q < dimension ? state.position[q] : (modes?.responsibility(state.position) ?? 0);
        const centred = value - centreOf(q);
        sums[q] += centred;
        squares[q] += centred * centred;
      }
    }
    numTransitions += numSteps;
    for (let q = 0; q < numQuantities; q++) {
      means[q][chain] = sums[q] / numSteps;
      variances[q][chain] = (squares[q] - (sums[q] * sums[q]) / numSteps) / (numSteps - 1);
    }
  }
  let ess = Infinity;
  let relativeError = 0;
  for (let q = 0; q < numQuantities; q++) {
    const found = manyChainEss({ means: means[q], variances: variances[q], numDraws: numSteps });
    if (found.ess < ess) [ess, relativeError] = [found.ess, found.essRelativeError];
  }
  const autocorrelationTime = numTransitions / ess;
  return {
    stepSize,
    acceptanceRate: accepted / numTransitions,
    autocorrelationTime,
    isBound: !(numSteps > ENOUGH_TIMES * autocorrelationTime),
    essPerEvaluation: ess / evaluations,
    relativeError,
  };

  /** Sums about the middle of the box lose no digits. */
  function centreOf(quantity: number): number {
    return quantity < dimension ? target.peaks[0][quantity] : 0.5;
  }

  /** Transitions of each chain that the budget allows, from what the first ones took. */
  function affordableSteps(): number {
    const trial = { position: state.position.slice(), logDensity: state.logDensity };
    const stream = Stream.from(seed, 0, StreamPurpose.test);
    let taken = 0;
    for (let s = 0; s < 8; s++) {
      step(trial, stream, info);
      taken += info.numEvaluations / 8;
    }
    const wanted = Math.floor(budget / (numChains * Math.max(1, taken)));
    return Math.max(LEAST_STEPS, Math.min(MOST_STEPS, wanted));
  }
}
