/**
 * Detailed balance: of a reversible chain in equilibrium the pairs (before, after) are distributed as
 * (after, before), so every antisymmetric function of the pair has mean zero. It is more than invariance
 * asks, and one transition from an exact draw suffices to see it.
 */
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../src/core/random";
import { createStepInfo, samplerByKey, samplers, type Step } from "../../src/core/samplers";
import type { Target } from "../../src/core/targets";
import { presetVariants } from "../contract/variants";
import { brokenHamiltonianSteps, brokenLangevinSteps } from "../core/samplers/brokenGradientKernels";
import { brokenSteps } from "../core/samplers/brokenKernels";
import { kernelOf, plainVariants, scaledSettings, scaleOf } from "../core/samplers/invarianceTier";

const NUM_PAIRS = 100_000;

/** f(before) g(after) - g(before) f(after) for some f and g of standardised coordinates a and b. */
const FUNCTIONS: readonly ((a: readonly number[], b: readonly number[]) => number)[] = [
  ([a], [b]) => b - a,
  ([, a], [, b]) => b - a,
  ([a], [b]) => b * b - a * a,
  ([, a], [, b]) => b * b - a * a,
  ([a], [b]) => a * b * (b - a),
  ([, a], [, b]) => a * b * (b - a),
  (a, b) => a[0] * b[1] - a[1] * b[0],
  ([a], [b]) => a ** 3 * b - a * b ** 3,
];

/** Largest |mean / standard error| of the functions over independent pairs. */
function largestZ(target: Target, step: Step, seed: number): number {
  const { truth, dimension } = target;
  const stream = Stream.from(seed, 0, StreamPurpose.test);
  const state = { position: new Float64Array(dimension), logDensity: 0 };
  const info = createStepInfo(dimension);
  // Those of the second parameter say nothing of a target that has but one.
  const functions = dimension === 1 ? FUNCTIONS.filter((f) => f([1], [2]) === f([1, 5], [2, 7])) : FUNCTIONS;
  const sums = functions.map(() => 0);
  const squares = functions.map(() => 0);
  const standardised = (): number[] => truth.mean.map((mean, i) => (state.position[i] - mean) / truth.sd[i]);
  for (let pair = 0; pair < NUM_PAIRS; pair++) {
    truth.drawExact(stream, state.position);
    state.logDensity = target.logDensity(state.position);
    const before = standardised();
    step(state, stream, info);
    if (!info.isAccepted) continue;
    const after = standardised();
    functions.forEach((f, i) => {
      const value = f(before, after);
      sums[i] += value;
      squares[i] += value * value;
    });
  }
  return Math.max(...sums.map((sum, i) => Math.abs(sum) / Math.sqrt(squares[i])));
}

// Eight z-values a target at |z| < 5.5: a false alarm of 3e-7. Seed 7.
describe.each(presetVariants)("on $name", ({ target }) => {
  test.each(samplers)("$key is reversible", (sampler) => {
    expect(largestZ(target, kernelOf(sampler, target).step, 7)).toBeLessThan(5.5);
  });
});

describe.each(plainVariants)("on $name", ({ target }) => {
  const stepSize = scaleOf(target);

  test.each([
    "square root of the ratio",
    "square of the ratio",
    "ratio upside down",
    "drift without a Hastings term",
    "wider steps farther out without a Hastings term",
    "uniform from the words of the normals",
  ])("negative control: %s is not", (control) => {
    expect(largestZ(target, brokenSteps(target, stepSize)[control], 7)).toBeGreaterThan(5.5);
  });

  test.each([
    "Langevin correction missing",
    "Langevin correction the wrong way round",
    "gradient of the wrong sign in the correction",
    "gradient of the position in both ways",
  ])("negative control: %s is not", (control) => {
    const { malaStepSize } = scaledSettings(samplerByKey("mala"), target);
    const z = largestZ(target, brokenLangevinSteps(target, malaStepSize)[control], 7);
    expect(z).toBeGreaterThan(5.5);
  });

  test.each([
    "first half step missing",
    "kinetic energy left out",
    "one gradient all along the path",
    "longer paths on one side",
  ])("negative control: %s is not", (control) => {
    const { hmcStepSize } = scaledSettings(samplerByKey("hmc"), target);
    const z = largestZ(target, brokenHamiltonianSteps(target, hmcStepSize)[control], 7);
    expect(z).toBeGreaterThan(5.5);
  });
});
