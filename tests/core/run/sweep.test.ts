import { describe, expect, test } from "vitest";
import { integratedAutocorrelationTime } from "../../../src/core/diagnostics";
import { runChains, SWEEP, sweepPoint, sweepStepSizes } from "../../../src/core/run";
import { samplerByKey, samplers } from "../../../src/core/samplers";
import { targetByKey } from "../../../src/core/targets";
import { presetVariant } from "../../contract/variants";

const { target } = presetVariant("mixture, Equal mixture");
const rwm = samplerByKey("rwm");

describe("a point of the sweep", () => {
  // Seeded; with 256 chains each |error| < 5 relative standard errors fails once in two million.
  test("finds acceptance and autocorrelation time of the equal mixture", () => {
    const point = sweepPoint(target, rwm, { stepSize: 0.3 }, 2.4, { ...SWEEP, budget: 2_000_000 });
    expect(Math.abs(point.acceptanceRate - 0.3063)).toBeLessThan(0.003);
    const run = runChains({
      target,
      settings: { stepSize: 2.4 },
      numChains: 4,
      numWarmup: 500,
      numSamples: 100_000,
      seed: 5,
    });
    const long = integratedAutocorrelationTime({
      values: run.draws.filter((_, i) => i % 2 === 0),
      numChains: 4,
      numDraws: 100_000,
    });
    expect(Math.abs(point.autocorrelationTime / long - 1)).toBeLessThan(5 * point.relativeError + 0.05);
    expect(point.isBound).toBe(false);
    // A random walk evaluates the density once a step.
    expect(point.essPerEvaluation * point.autocorrelationTime).toBeCloseTo(1, 10);
  });

  // The mean is twice as wide as the log sd, so a timid walk is slowest along the first parameter.
  test("takes the parameter that fares worst", () => {
    const posterior = presetVariant("meanLogSd").target;
    const point = sweepPoint(posterior, rwm, {}, 0.05, { ...SWEEP, budget: 1_000_000 });
    const run = runChains({
      target: posterior,
      settings: { stepSize: 0.05 },
      numChains: 4,
      numWarmup: 1000,
      numSamples: 100_000,
      seed: 6,
    });
    const [first, second] = [0, 1].map((axis) =>
      integratedAutocorrelationTime({
        values: run.draws.filter((_, i) => i % 2 === axis),
        numChains: 4,
        numDraws: 100_000,
      }),
    );
    expect(first).toBeGreaterThan(1.8 * second);
    expect(Math.abs(point.autocorrelationTime / first - 1)).toBeLessThan(5 * point.relativeError + 0.05);
  });

  test("says that it is a bound where the chains are too short", () => {
    const point = sweepPoint(target, rwm, { stepSize: 0.3 }, 0.05);
    expect(point.isBound).toBe(true);
    expect(point.autocorrelationTime).toBeGreaterThan(500);
  });

  test("of a sampler with gradients counts all its evaluations", () => {
    const hmc = samplerByKey("hmc");
    const values = Object.fromEntries(hmc.settings.map((setting) => [setting.key, setting.default]));
    const point = sweepPoint(target, hmc, values, 0.2);
    expect(point.essPerEvaluation * point.autocorrelationTime).toBeLessThan(0.6);
    expect(point.acceptanceRate).toBeGreaterThan(0.9);
  });
});

test("the step sizes reach from timid to bold, within the range of the setting", () => {
  for (const sampler of samplers) {
    const setting = sampler.settings.find(({ key }) => key === sampler.stepSizeKey);
    const sizes = sweepStepSizes(target, sampler);
    expect(sizes).toHaveLength(24);
    expect(sizes[0]).toBeGreaterThanOrEqual(setting?.min ?? Infinity);
    expect(sizes[23]).toBeLessThanOrEqual(setting?.max ?? 0);
    expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
  }
  const narrow = targetByKey("meanLogSd").create({ numPoints: 20_000 });
  expect(sweepStepSizes(narrow, rwm)[0]).toBeLessThan(0.002);
});

test("the sweet spot of the equal mixture lies between 1.5 and 4", () => {
  const points = sweepStepSizes(target, rwm).map((size) =>
    sweepPoint(target, rwm, {}, size, { ...SWEEP, budget: 150_000 }),
  );
  const best = points.reduce((so, point) => (point.essPerEvaluation > so.essPerEvaluation ? point : so));
  expect(best.stepSize).toBeGreaterThan(1.5);
  expect(best.stepSize).toBeLessThan(4);
});
