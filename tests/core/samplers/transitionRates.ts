import { Stream, StreamPurpose } from "../../../src/core/random";
import { advanceEnsemble, createDrawBlock, createEnsembleState } from "../../../src/core/run";
import type { Step } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";

export interface Rate {
  readonly value: number;
  readonly standardError: number;
}

/** Mean of independent values. */
export function rateOf(values: readonly number[]): Rate {
  const value = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - value) ** 2, 0);
  return { value, standardError: Math.sqrt(squares / (values.length - 1) / values.length) };
}

/** Shares of accepted proposals, and mean acceptance probabilities, of chains that start at exact draws. */
export function measuredRates(
  target: Target,
  step: Step,
  seed: number,
): { accepted: Rate; probability: Rate } {
  const [numChains, numSteps] = [4000, 100];
  const { dimension } = target;
  const stream = Stream.from(seed, 0, StreamPurpose.exactDraws);
  const positions = new Float64Array(numChains * dimension);
  for (let chain = 0; chain < numChains; chain++) {
    target.truth.drawExact(stream, positions.subarray(chain * dimension, (chain + 1) * dimension));
  }
  const block = createDrawBlock(numChains, numSteps, dimension);
  advanceEnsemble(step, createEnsembleState(target, positions, seed, 0), block);
  const perChain = (values: ArrayLike<number>): number[] =>
    Array.from({ length: numChains }, (_, chain) => {
      let sum = 0;
      for (let s = 0; s < numSteps; s++) sum += values[chain * numSteps + s];
      return sum / numSteps;
    });
  return {
    accepted: rateOf(perChain(block.isAccepted)),
    probability: rateOf(perChain(block.acceptanceProbabilities)),
  };
}
