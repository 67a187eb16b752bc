import { beforeAll, describe, expect, test } from "vitest";
import {
  mcseQuantile,
  mcseSd,
  quantile,
  summarizeDraws,
  type DrawMatrix,
  type DrawSummary,
} from "../../../src/core/diagnostics";
import { runChains } from "../../../src/core/run";
import { samplers, type SamplerDefinition } from "../../../src/core/samplers";
import { targetByKey, type Target } from "../../../src/core/targets";
import { marginalCdf, widenedBox } from "../targets/quadrature";
import { plainVariants, scaledSettings } from "./invarianceTier";

const NUM_CHAINS = 8;
const NUM_SAMPLES = 20_000;

/** Value at which a rising function takes the given level, by bisection. */
function inverse(f: (x: number) => number, level: number, [low, high]: readonly [number, number]): number {
  let [below, above] = [low, high];
  for (let i = 0; i < 60; i++) {
    const middle = (below + above) / 2;
    if (f(middle) < level) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

/** Draws of each parameter, and of the share of the first mode where there is one. */
function quantitiesOf(target: Target, draws: Float64Array, numChains: number): DrawMatrix[] {
  const { dimension, modes } = target;
  const numDraws = draws.length / dimension;
  const each = (f: (position: Float64Array) => number): Float64Array =>
    Float64Array.from({ length: numDraws }, (_, n) => f(draws.subarray(n * dimension, (n + 1) * dimension)));
  const wanted = Array.from({ length: dimension }, (_, i) => each((position) => position[i]));
  if (modes) wanted.push(each((position) => modes.responsibility(position)));
  return wanted.map((values) => ({ values, numChains, numDraws: values.length / numChains }));
}

/** Transitions for a draw that is kept: what follows the gradient seldom crosses from mode to mode. */
const THINNING: Readonly<Record<string, number>> = { mala: 10, hmc: 3 };

/** Draws of a long run, [chain][draw][dimension]. */
function longRun(sampler: SamplerDefinition, target: Target, seed: number): Float64Array {
  const { dimension } = target;
  // About the steps at which each forgets fastest.
  const settings = scaledSettings(sampler, target, sampler.key === "rwm" ? 1.6 : 1);
  const thinning = target.modes ? (THINNING[sampler.key] ?? 1) : 1;
  const numSamples = NUM_SAMPLES * thinning;
  const options = { target, sampler, settings, numChains: NUM_CHAINS, numWarmup: 1000, numSamples, seed };
  const { draws } = runChains(options);
  return draws.filter((_, i) => Math.floor(i / dimension) % thinning === 0);
}

const combinations = plainVariants.flatMap(({ name, target }) =>
  samplers.map((sampler) => ({ name: `${sampler.key} on ${name}`, sampler, target })),
);

// Up to 13 z-values a combination at |z| < 5: a false alarm of 7e-6. Chains start all over the box. Seed 51.
describe.each(combinations)("a long run of $name", ({ sampler, target }) => {
  let quantities: DrawMatrix[];
  let summaries: DrawSummary[];
  beforeAll(() => {
    quantities = quantitiesOf(target, longRun(sampler, target, 51), NUM_CHAINS);
    summaries = quantities.map((quantity) => summarizeDraws(quantity));
  });

  test("has converged: R-hat below 1.01, ESS of at least 400", () => {
    summaries.forEach(({ rhat, essBulk, essTail }, i) => {
      expect(rhat).toBeLessThan(1.01);
      expect(essBulk).toBeGreaterThanOrEqual(400);
      // The upper quantile of a share is 1, and has no tail beyond.
      expect(i < target.dimension ? essTail : Infinity).toBeGreaterThanOrEqual(400);
    });
  });

  test("finds means and standard deviations", () => {
    const { mean, sd } = target.truth;
    mean.forEach((truth, axis) => {
      const summary = summaries[axis];
      expect(Math.abs((summary.mean - truth) / summary.mcseMean)).toBeLessThan(5);
      expect(Math.abs((summary.sd - sd[axis]) / mcseSd(quantities[axis]))).toBeLessThan(5);
    });
  });

  test("finds quantiles", () => {
    target.box.forEach((_, axis) => {
      const cdf = marginalCdf(target, axis);
      for (const probability of [0.05, 0.25, 0.5, 0.95]) {
        const truth = inverse(cdf, probability, widenedBox(target)[axis]);
        const error = quantile(quantities[axis].values, probability) - truth;
        expect(Math.abs(error / mcseQuantile(quantities[axis], probability))).toBeLessThan(5);
      }
    });
  });
});

const multimodal = combinations.flatMap((each) =>
  each.target.modes ? [{ ...each, modes: each.target.modes }] : [],
);

test.each(multimodal)("a long run of $name finds the share of the first mode (seed 52)", (each) => {
  const { sampler, target, modes } = each;
  const draws = longRun(sampler, target, 52);
  const { mean, mcseMean } = summarizeDraws(quantitiesOf(target, draws, NUM_CHAINS)[target.dimension]);
  expect(Math.abs((mean - modes.shares[0]) / mcseMean)).toBeLessThan(5);
});

test("negative control: chains that never leave the first mode look converged, and only z tells (seed 54)", () => {
  const target = targetByKey("mixture").create({
    ...targetByKey("mixture").presets[0].values,
    separation: 8,
  });
  const start = { kind: "mode", mode: 0 } as const;
  const options = { target, settings: { stepSize: 1 }, start, numChains: 4, numWarmup: 100, seed: 54 };
  const { draws } = runChains({ ...options, numSamples: 2000 });
  expect(draws.every((value, i) => i % 2 === 1 || value < 0)).toBe(true);
  const [x, , share] = quantitiesOf(target, draws, 4).map((quantity) => summarizeDraws(quantity));
  expect(x.rhat).toBeLessThan(1.01);
  expect(Math.min(x.essBulk, x.essTail)).toBeGreaterThanOrEqual(400);
  expect(Math.abs((x.mean - target.truth.mean[0]) / x.mcseMean)).toBeGreaterThan(5);
  expect(Math.abs((share.mean - 0.5) / share.mcseMean)).toBeGreaterThan(5);
});
