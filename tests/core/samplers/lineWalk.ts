import { Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, samplerByKey } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";

export const NUM_CHAINS = 1000;

export interface LineWalk {
  /** [chain], means over the steps of a chain */
  readonly acceptance: Float64Array;
  readonly signChanges: Float64Array;
  readonly squaredJumps: Float64Array;
  readonly x: { readonly means: Float64Array; readonly variances: Float64Array };
  readonly isPositive: { readonly means: Float64Array; readonly variances: Float64Array };
}

/**
 * Random-walk Metropolis on a target on the line. The chains start at exact draws, so that they are
 * stationary from their first step on.
 */
export function walkOnTheLine(target: Target, stepSize: number, numSteps: number, seed: number): LineWalk {
  const step = samplerByKey("rwm").createStep(target, { stepSize });
  const perChain = (): Float64Array => new Float64Array(NUM_CHAINS);
  const [acceptance, signChanges, squaredJumps] = [perChain(), perChain(), perChain()];
  const x = { means: perChain(), variances: perChain() };
  const isPositive = { means: perChain(), variances: perChain() };
  const info = createStepInfo(1);
  const state = { position: new Float64Array(1), logDensity: 0 };
  const [centre] = target.truth.mean;
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    const stream = Stream.from(seed, chain, StreamPurpose.test);
    target.truth.drawExact(stream, state.position);
    state.logDensity = target.logDensity(state.position);
    let [numAccepted, numChanges, jumps, sum, squares, numPositive] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i < numSteps; i++) {
      const before = state.position[0];
      step(state, stream, info);
      const after = state.position[0];
      if (info.isAccepted) numAccepted += 1;
      if (after > 0 !== before > 0) numChanges += 1;
      if (after > 0) numPositive += 1;
      jumps += (after - before) * (after - before);
      sum += after - centre;
      squares += (after - centre) * (after - centre);
    }
    acceptance[chain] = numAccepted / numSteps;
    signChanges[chain] = numChanges / numSteps;
    squaredJumps[chain] = jumps / numSteps;
    x.means[chain] = sum / numSteps;
    x.variances[chain] = (squares - (sum * sum) / numSteps) / (numSteps - 1);
    isPositive.means[chain] = numPositive / numSteps;
    isPositive.variances[chain] = (numPositive * (1 - numPositive / numSteps)) / (numSteps - 1);
  }
  return { acceptance, signChanges, squaredJumps, x, isPositive };
}
