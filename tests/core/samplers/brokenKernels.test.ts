/** Negative controls of the invariance test: each broken kernel, and the statistic that gives it away. */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { createStepInfo, initState, samplerByKey, type Step } from "../../../src/core/samplers";
import type { Target } from "../../../src/core/targets";
import { presetVariant, type Variant } from "../../contract/variants";
import { brokenSteps, slippedStep } from "./brokenKernels";
import { invarianceTest, scaleOf, type InvarianceTest, type Kernel } from "./invarianceTier";

/** Statistics that exceed their threshold on both targets; "first" and "second" are the coordinates. */
const CAUGHT_BY: Readonly<Record<string, readonly string[]>> = {
  "square root of the ratio": ["first", "second", "log density"],
  "square of the ratio": ["first", "second", "log density"],
  "ratio upside down": ["first", "second", "log density"],
  "no accept test": ["first", "second", "log density"],
  "drift without a Hastings term": ["first", "second", "log density"],
  "pull to the mean without a Hastings term": ["first", "second", "log density"],
  "wider steps farther out without a Hastings term": ["second", "log density"],
  "log density not taken over": ["first", "second", "log density"],
  "uniform from the words of the normals": ["first", "second", "log density"],
};

const unequal = presetVariant("mixture, Unequal mixture");

const tiers = new Map<Variant, InvarianceTest>();

/** The test on a target, prepared once. */
function tierOf(variant: Variant): InvarianceTest {
  const tier = tiers.get(variant) ?? invarianceTest(variant.target);
  tiers.set(variant, tier);
  return tier;
}

function kernelWith(target: Target, step: Step): Kernel {
  return { step, logDensity: (position) => target.logDensity(position) };
}

describe.each([unequal, presetVariant("meanLogSd")])("on $name", (variant) => {
  const { target } = variant;
  const steps = brokenSteps(target, scaleOf(target));

  test("every control is listed", () => expect(Object.keys(steps)).toEqual(Object.keys(CAUGHT_BY)));

  test.each(Object.keys(CAUGHT_BY))("%s is caught (seed 12)", (control) => {
    const excess = tierOf(variant).run(kernelWith(target, steps[control]), 12);
    const [first, second] = target.parameterNames;
    const caught = { first: excess[first], second: excess[second], "log density": excess["log density"] };
    for (const statistic of CAUGHT_BY[control]) {
      expect([statistic, caught[statistic as keyof typeof caught] > 1]).toEqual([statistic, true]);
    }
  });

  test("without a slip the controls' step is random-walk Metropolis, bit for bit", () => {
    const stepSize = scaleOf(target);
    const [ours, theirs] = [
      slippedStep(target, stepSize, {}),
      samplerByKey("rwm").createStep(target, { stepSize }),
    ].map((step) => {
      const state = initState(target, target.peaks[0]);
      const stream = Stream.from(13, 0, StreamPurpose.test);
      const info = createStepInfo(target.dimension);
      for (let i = 0; i < 200; i++) step(state, stream, info);
      return [...state.position, state.logDensity, info.isAccepted, ...stream.state];
    });
    expect(ours).toEqual(theirs);
  });
});

test("a log-sum-exp that forgets the weights is caught by the share of the first mode (seed 12)", () => {
  const { definition, target } = unequal;
  const forgetful = definition.create({ ...definition.presets[1].values, weight: 0.5 });
  const step = samplerByKey("rwm").createStep(forgetful, { stepSize: scaleOf(target) });
  const excess = tierOf(unequal).run(kernelWith(forgetful, step), 12);
  expect(excess["share of the first mode"]).toBeGreaterThan(1);
  expect(excess[target.parameterNames[0]]).toBeGreaterThan(1);
});
