import { Stream, StreamPurpose } from "../random";
import { createStepInfo, type Step } from "../samplers";
import type { Target } from "../targets/target";

/**
 * The exact stationary acceptance rate of a sampler, estimated without a chain: independent exact
 * draws of the target, one transition from each, the mean of its acceptance probability.
 * @returns value and its standard error (the draws are independent)
 */
export function estimateAcceptance(
  target: Target,
  step: Step,
  numDraws: number,
  seed: number,
): { value: number; standardError: number; numDraws: number } {
  const stream = Stream.from(seed, 0, StreamPurpose.exactDraws);
  const state = { position: new Float64Array(target.dimension), logDensity: 0 };
  const info = createStepInfo(target.dimension);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < numDraws; i++) {
    target.truth.drawExact(stream, state.position);
    state.logDensity = target.logDensity(state.position);
    step(state, stream, info);
    sum += info.acceptanceProbability;
    squares += info.acceptanceProbability * info.acceptanceProbability;
  }
  const value = sum / numDraws;
  return {
    value,
    standardError: Math.sqrt(Math.max(0, squares / numDraws - value * value) / numDraws),
    numDraws,
  };
}
