import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../src/core/random";
import {
  createStepInfo,
  initState,
  samplers,
  type SamplerDefinition,
  type Step,
} from "../../src/core/samplers";
import { checkedNumbers, type NumberValues } from "../../src/core/settings";
import { advanceEnsemble, copyEnsembleState, createDrawBlock, createEnsembleState } from "../../src/core/run";
import { scaledSettings } from "../core/samplers/invarianceTier";
import { presetVariants } from "./variants";

/** The defaults, and each setting at the least and the largest value. */
function valuesToTry({ settings }: SamplerDefinition): NumberValues[] {
  return [{}, ...settings.flatMap(({ key, min, max }) => [{ [key]: min }, { [key]: max }])];
}

const combinations = presetVariants.flatMap(({ name, target }) =>
  samplers.flatMap((sampler) =>
    valuesToTry(sampler).map((values) => {
      const createStep = (): Step => sampler.createStep(target, checkedNumbers(sampler.settings, values));
      return {
        name: `${sampler.key} ${JSON.stringify(values)} on ${name}`,
        target,
        createStep,
        step: createStep(),
      };
    }),
  ),
);

describe.each(combinations)("$name", ({ target, createStep, step }) => {
  test("300 transitions from each peak keep state and info true to their definitions", () => {
    for (const peak of target.peaks) {
      const stream = Stream.from(4, 0, StreamPurpose.test);
      const state = initState(target, peak);
      const info = createStepInfo(target.dimension);
      const { position } = state;
      for (let i = 0; i < 300; i++) {
        const before = position.slice();
        step(state, stream, info);
        expect(state.position).toBe(position);
        expect(state.logDensity).toBe(target.logDensity(position));
        expect(Number.isFinite(state.logDensity)).toBe(true);
        expect(info.acceptanceProbability >= 0 && info.acceptanceProbability <= 1).toBe(true);
        expect(position).toEqual(info.isAccepted ? info.proposal : before);
        expect(info.proposal).not.toEqual(before);
        expect(info.proposal.some(Number.isNaN) || Number.isNaN(info.energyError)).toBe(false);
        expect(Number.isInteger(info.numEvaluations) && info.numEvaluations >= 1).toBe(true);
      }
    }
  });

  test("the same stream gives the same transitions, whatever the memory held before", () => {
    const run = (dirt: number): number[] => {
      const stream = Stream.from(5, 0, StreamPurpose.test);
      const state = initState(target, target.peaks[0]);
      const info = createStepInfo(target.dimension);
      info.proposal.fill(dirt);
      info.acceptanceProbability = dirt;
      return Array.from({ length: 50 }, () => {
        step(state, stream, info);
        return [...state.position, state.logDensity, info.acceptanceProbability];
      }).flat();
    };
    expect(run(NaN)).toEqual(run(0.5));
  });

  test("one step serves several chains: nothing of one is left for the next", () => {
    const advance = (state: ReturnType<typeof initState>, stream: Stream): void =>
      step(state, stream, createStepInfo(target.dimension));
    const alone = initState(target, target.peaks[0]);
    const aloneStream = Stream.from(6, 0, StreamPurpose.test);
    const together = initState(target, target.peaks[0]);
    const togetherStream = Stream.from(6, 0, StreamPurpose.test);
    const other = initState(target, target.truth.mean);
    const otherStream = Stream.from(6, 1, StreamPurpose.test);
    for (let i = 0; i < 50; i++) {
      advance(alone, aloneStream);
      advance(together, togetherStream);
      advance(other, otherStream);
      expect(together).toEqual(alone);
    }
  });

  test("a run that is cut, and goes on with another step, draws the same bits", () => {
    const [numChains, numSteps] = [5, 12];
    const starts = Float64Array.from(Array.from({ length: numChains }, () => target.peaks[0]).flat());
    const begin = createEnsembleState(target, starts, 8, 0);
    const whole = createDrawBlock(numChains, 2 * numSteps, target.dimension);
    advanceEnsemble(step, copyEnsembleState(begin), whole);
    const state = copyEnsembleState(begin);
    advanceEnsemble(step, state, createDrawBlock(numChains, numSteps, target.dimension));
    const rest = createDrawBlock(numChains, numSteps, target.dimension);
    advanceEnsemble(createStep(), copyEnsembleState(state), rest);
    for (let chain = 0; chain < numChains; chain++) {
      const [from, until] = [2 * chain + 1, 2 * chain + 2].map((half) => half * numSteps);
      const ofRest = (values: Float64Array): Float64Array =>
        values.slice((values.length / numChains) * chain, (values.length / numChains) * (chain + 1));
      const { dimension } = target;
      expect(ofRest(rest.positions)).toEqual(whole.positions.slice(from * dimension, until * dimension));
      expect(ofRest(rest.logDensities)).toEqual(whole.logDensities.slice(from, until));
    }
  });
});

const atTheTargetsScale = presetVariants.flatMap(({ name, target }) =>
  samplers.map((sampler) => ({
    name: `${sampler.key} on ${name}`,
    target,
    step: sampler.createStep(target, scaledSettings(sampler, target)),
  })),
);

test.each(atTheTargetsScale)(
  "$name accepts some proposals and rejects others (seed 7)",
  ({ target, step }) => {
    const stream = Stream.from(7, 0, StreamPurpose.test);
    const state = initState(target, target.peaks[0]);
    const info = createStepInfo(target.dimension);
    let numAccepted = 0;
    for (let i = 0; i < 1000; i++) {
      step(state, stream, info);
      if (info.isAccepted) numAccepted += 1;
    }
    expect(numAccepted).toBeGreaterThan(5);
    expect(numAccepted).toBeLessThan(998);
  },
);
