import { describe, expect, test } from "vitest";
import { advanceEnsemble, createDrawBlock, createEnsembleState, type DrawBlock } from "../../../src/core/run";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { samplerByKey, type Step } from "../../../src/core/samplers";
import { createGradientMemory, finiteGradient } from "../../../src/core/samplers/gradientMemory";
import type { Target } from "../../../src/core/targets";
import { presetVariant } from "../../contract/variants";
import { createStandardNormal } from "./adHocTargets";
import { slippedLangevin } from "./brokenGradientKernels";
import { counted, laplace } from "./edgeTargets";
import { scaledSettings } from "./invarianceTier";

const { target: mixture } = presetVariant("mixture, Unequal mixture");

describe("the memory for a gradient", () => {
  test("gives what the target gives, and asks it once a position", () => {
    const { target, count } = counted(createStandardNormal(2));
    const memory = createGradientMemory(target);
    expect([...memory.at(Float64Array.of(1, -2))]).toEqual([-1, 2]);
    expect([...memory.at(Float64Array.of(1, -2))]).toEqual([-1, 2]);
    expect(count()).toBe(1);
    expect([...memory.at(Float64Array.of(1, 3))]).toEqual([-1, -3]);
    expect([...memory.at(Float64Array.of(0.5, 3))]).toEqual([-0.5, -3]);
    expect(count()).toBe(3);
  });

  test("keeps copies of what it is handed", () => {
    const { target, count } = counted(createStandardNormal(2));
    const memory = createGradientMemory(target);
    const [position, gradient] = [Float64Array.of(4, 5), Float64Array.of(-4, -5)];
    memory.keep(position, gradient);
    gradient.fill(7);
    expect([...memory.at(position)]).toEqual([-4, -5]);
    expect(count()).toBe(0);
    position[0] = 6;
    expect([...memory.at(position)]).toEqual([-6, -5]);
    expect(count()).toBe(1);
  });

  test("tells 0 from -0, where a gradient may differ", () => {
    const memory = createGradientMemory(createStandardNormal(1));
    expect(memory.at(Float64Array.of(0))[0]).toBe(-0);
    expect(memory.at(Float64Array.of(-0))[0]).toBe(0);
  });

  test("knows no position to begin with", () => {
    const { target, count } = counted(createStandardNormal(1));
    createGradientMemory(target).at(Float64Array.of(0));
    expect(count()).toBe(1);
  });
});

test("a gradient that is not finite becomes 0, component by component", () => {
  const gradient = new Float64Array(3);
  const given: Target = {
    ...createStandardNormal(3),
    logDensityAndGradient: (_, out) => {
      out.set([NaN, 2, -Infinity]);
      return -1.5;
    },
  };
  expect(finiteGradient(given, [0, 0, 0], gradient)).toBe(-1.5);
  expect([...gradient]).toEqual([0, 2, 0]);
  expect(finiteGradient(laplace, [0], new Float64Array(1))).toBe(-0);
});

const NUM_CHAINS = 6;

/** Draws of chains that start at exact draws, one step for all of them or one for each; in one block. */
function draws(target: Target, createStep: () => Step, isShared: boolean): DrawBlock[] {
  const { dimension } = target;
  const stream = Stream.from(61, 0, StreamPurpose.test);
  const positions = new Float64Array(NUM_CHAINS * dimension);
  for (let chain = 0; chain < NUM_CHAINS; chain++) {
    mixture.truth.drawExact(stream, positions.subarray(chain * dimension, (chain + 1) * dimension));
  }
  const advance = (first: number, count: number): DrawBlock => {
    const starts = positions.subarray(first * dimension, (first + count) * dimension);
    const block = createDrawBlock(count, 20, dimension);
    advanceEnsemble(createStep(), createEnsembleState(target, starts, 62, first), block);
    return block;
  };
  return isShared
    ? [advance(0, NUM_CHAINS)]
    : Array.from({ length: NUM_CHAINS }, (_, chain) => advance(chain, 1));
}

const positionsOf = (blocks: DrawBlock[]): number[] => blocks.flatMap(({ positions }) => [...positions]);

describe("chain after chain with one step", () => {
  test.each(["mala", "hmc"])("%s draws what each chain draws alone (seed 62)", (key) => {
    const sampler = samplerByKey(key);
    const createStep = (): Step => sampler.createStep(mixture, scaledSettings(sampler, mixture));
    expect(positionsOf(draws(mixture, createStep, true))).toEqual(
      positionsOf(draws(mixture, createStep, false)),
    );
  });

  test("negative control: a gradient kept from the chain before shows (seed 62)", () => {
    const blind = (): Step => slippedLangevin(mixture, 1, { blindMemory: true });
    const together = positionsOf(draws(mixture, blind, true));
    const alone = positionsOf(draws(mixture, blind, false));
    const perChain = together.length / NUM_CHAINS;
    expect(together.slice(0, perChain)).toEqual(alone.slice(0, perChain));
    expect(together.slice(perChain)).not.toEqual(alone.slice(perChain));
  });

  test.each([
    ["mala", 20 * NUM_CHAINS],
    ["hmc", 60 * NUM_CHAINS],
  ])("%s asks for the gradient where a chain stands once a block, not once a step", (key, moves) => {
    const { target, count } = counted(mixture);
    const values = { malaStepSize: 1, hmcStepSize: 0.5, pathLength: 1.5 };
    const createStep = (): Step => samplerByKey(key).createStep(target, values);
    draws(target, createStep, true);
    const atMost = moves + NUM_CHAINS;
    // The jitter makes some paths of HMC longer or shorter by a step, in the mean by none.
    expect(count()).toBeLessThan(key === "hmc" ? atMost + 0.2 * moves : atMost + 1);
    expect(count()).toBeGreaterThan(key === "hmc" ? atMost - 0.2 * moves : atMost - 1);
  });
});
