import { Stream, StreamPurpose } from "../random";
import { createStepInfo, type Step } from "../samplers";
import type { Target } from "../targets/target";

/**
 * The exact stationary acceptance rate of a sampler, estimated without a chain: independent exact
 * draws of the target, one transition from each, the mean of its acceptance probability.
 * @param maxEvaluations of the density, after which fewer draws have to do
 * @returns value and its standard error (the draws are independent)
 */
export function estimateAcceptance(
  target: Target,
  step: Step,
  numDraws: number,
  seed: number,
  maxEvaluations = Infinity,
): { value: number; standardError: number; numDraws: number } {
  const stream = Stream.from(seed, 0, StreamPurpose.exactDraws);
  const state = { position: new Float64Array(target.dimension), logDensity: 0 };
  const info = createStepInfo(target.dimension);
  let sum = 0;
  let squares = 0;
  let evaluations = 0;
  let made = 0;
  while (made < numDraws && evaluations < maxEvaluations) {
    target.truth.drawExact(stream, state.position);
    state.logDensity = target.logDensity(state.position);
    step(state, stream, info);
    made += 1;
    evaluations += info.numEvaluations;
    sum += info.acceptanceProbability;
    squares += info.acceptanceProbability * info.acceptanceProbability;
  }
  const value = sum / made;
  return {
    value,
    standardError: Math.sqrt(Math.max(0, squares / made - value * value) / made),
    numDraws: made,
  };
}
