/** Negative controls of the invariance test for samplers that use the gradient, and what gives each away. */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, initState, samplerByKey, type Step } from "../../../src/core/samplers";
import { presetVariant } from "../../contract/variants";
import {
  brokenHamiltonianSteps,
  brokenLangevinSteps,
  slippedHamiltonian,
  slippedLangevin,
} from "./brokenGradientKernels";
import { invarianceTest, scaledSettings } from "./invarianceTier";

/** A tenth of the chains that the right kernels are held to: what these show, all would show the more. */
const NUM_CHAINS = 44_000;

/** Statistics that exceed their threshold on both targets; "first" and "second" are the coordinates. */
const CAUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  "Langevin correction missing": ["first", "second", "log density"],
  "Langevin correction the wrong way round": ["first", "second", "log density"],
  "Langevin without accept test": ["second", "log density"],
  "gradient of the wrong sign in the correction": ["first", "second", "log density"],
  "gradient of the position in both ways": ["second", "log density"],
  "first half step missing": ["first", "second", "log density"],
  "last half step missing": ["log density"],
  "path without accept test": ["second", "log density"],
  "kinetic energy left out": ["first", "second", "log density"],
  "momentum not refreshed": ["first", "second", "log density"],
  "one gradient all along the path": ["first", "second", "log density"],
  "longer paths on one side": ["second"],
};
const [mala, hmc] = [samplerByKey("mala"), samplerByKey("hmc")];

describe.each(["mixture, Unequal mixture", "meanLogSd"])("on %s", (name) => {
  const { target } = presetVariant(name);
  const { malaStepSize } = scaledSettings(mala, target, 1.3);
  const { hmcStepSize } = scaledSettings(hmc, target, 1.3);
  const tier = invarianceTest(target);
  const steps = {
    ...brokenLangevinSteps(target, malaStepSize),
    ...brokenHamiltonianSteps(target, hmcStepSize),
  };

  test("every control is listed", () => expect(Object.keys(steps)).toEqual(Object.keys(CAUGHT_BY)));

  test.each(Object.entries(steps))("%s is caught (seed 14)", (control, step) => {
    const excess = tier.run({ step, logDensity: (position) => target.logDensity(position) }, 14, NUM_CHAINS);
    const [first, second] = target.parameterNames;
    const caught = { first: excess[first], second: excess[second], "log density": excess["log density"] };
    for (const statistic of CAUGHT_BY[control]) {
      expect([statistic, caught[statistic as keyof typeof caught] > 1]).toEqual([statistic, true]);
    }
  });

  test.each([
    ["the Langevin", slippedLangevin(target, malaStepSize, {}), mala.createStep(target, { malaStepSize })],
    [
      "the Hamiltonian",
      slippedHamiltonian(target, hmcStepSize, {}),
      hmc.createStep(target, { hmcStepSize, pathLength: 2.5 * hmcStepSize }),
    ],
  ] as const)("without a slip %s controls' step is the sampler, bit for bit", (_, slipless, sampler) => {
    const [ours, theirs] = [slipless, sampler].map((step: Step) => {
      const state = initState(target, target.peaks[0]);
      const stream = Stream.from(13, 0, StreamPurpose.test);
      const info = createStepInfo(target.dimension);
      for (let i = 0; i < 200; i++) step(state, stream, info);
      return [...state.position, state.logDensity, info.isAccepted, ...stream.state];
    });
    expect(ours).toEqual(theirs);
  });
});
