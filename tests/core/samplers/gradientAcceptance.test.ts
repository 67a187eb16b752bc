import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { estimateAcceptance } from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import type { NumberValues } from "../../../src/core/settings";
import type { Target } from "../../../src/core/targets";
import { createStandardNormal } from "./adHocTargets";
import { plainVariants, scaledSettings } from "./invarianceTier";
import { measuredRates, rateOf, type Rate } from "./transitionRates";

/** Distance of two independent rates, in standard errors. */
function zOf(a: Rate, b: Rate): number {
  return Math.abs(a.value - b.value) / Math.hypot(a.standardError, b.standardError);
}

/** Shares of 1, 2, ... leapfrog steps among paths 0.8 to 1.2 times as long as pathLength. */
function sharesOfSteps(stepSize: number, pathLength: number): number[] {
  const [shortest, longest] = [0.8, 1.2].map((factor) => (factor * pathLength) / stepSize);
  return Array.from({ length: Math.ceil(longest + 1) }, (_, i) => {
    // i + 1 steps are those of lengths from i + 1/2 to i + 3/2, in steps; shorter ones are one step too.
    const low = i === 0 ? -Infinity : i + 0.5;
    const inside = Math.min(longest, i + 1.5) - Math.max(shortest, low);
    return Math.max(0, inside) / (longest - shortest);
  });
}

/**
 * Stationary acceptance rate on the standard normal after so many leapfrog steps, MALA being one. The path is a
 * linear map M of (x, p) of determinant 1, with singular values s and 1 / s for each coordinate. A volume-
 * conserving path that can be walked back is accepted at the rate 2 P(energy does not grow), and that is, with
 * chi-squares of d degrees of freedom, 2 P(s^2 F <= 1) for an F-distributed F: (4 / pi) atan(1 / s) for d = 1 and
 * 2 / (1 + s^2) for d = 2.
 */
function exactRate(dimension: 1 | 2, stepSize: number, numSteps: number): number {
  const e = stepSize;
  const once = [1 - (e * e) / 2, e, -e * (1 - (e * e) / 4), 1 - (e * e) / 2];
  let m = [1, 0, 0, 1];
  for (let n = 0; n < numSteps; n++) {
    m = [0, 1, 2, 3].map((i) => once[i & 2] * m[i & 1] + once[(i & 2) + 1] * m[2 + (i & 1)]);
  }
  const trace = m.reduce((sum, entry) => sum + entry * entry, 0);
  const s2 = (trace + Math.sqrt(Math.max(0, trace * trace - 4))) / 2;
  return dimension === 1 ? (4 / Math.PI) * Math.atan(1 / Math.sqrt(s2)) : 2 / (1 + s2);
}

const onNormals = ([1, 2] as const).flatMap((dimension) => [
  ...[0.5, 1.2, 2.2].map((stepSize) => ({
    key: "mala",
    dimension,
    values: { malaStepSize: stepSize },
    exact: exactRate(dimension, stepSize, 1),
  })),
  ...[
    [0.9, 3],
    [1.6, 3],
    [1.3, 8],
  ].map(([hmcStepSize, pathLength]) => ({
    key: "hmc",
    dimension,
    values: { hmcStepSize, pathLength },
    exact: sharesOfSteps(hmcStepSize, pathLength).reduce(
      (sum, share, i) => sum + share * exactRate(dimension, hmcStepSize, i + 1),
      0,
    ),
  })),
]);

// Three comparisons each at five standard errors: a false alarm of 1.7e-6 each. Seed 35.
describe.each(onNormals)("$key $values on the standard normal in dimension $dimension", (each) => {
  const target = createStandardNormal(each.dimension);
  const exact: Rate = { value: each.exact, standardError: 0 };
  const step = samplerByKey(each.key).createStep(target, each.values);

  test("accepts at the exact rate (seed 35)", () => {
    const { accepted, probability } = measuredRates(target, step, 35);
    expect(accepted.standardError).toBeLessThan(0.002);
    expect(zOf(accepted, exact)).toBeLessThan(5);
    expect(zOf(probability, exact)).toBeLessThan(5);
    expect(zOf(estimateAcceptance(target, step, 50_000, 35), exact)).toBeLessThan(5);
  });
});

test("by hand: one step of size 1 is accepted at (4 / pi) atan(1 / s) with s^2 + 1 / s^2 = 33 / 16", () => {
  expect(exactRate(1, 1, 1)).toBeCloseTo(0.9208, 4);
  expect(sharesOfSteps(1, 2.5)).toEqual([0, 0.5, 0.5, 0]);
});

/** Central differences, so that nothing of the target's own gradient goes into the reference. */
function slope(target: Target, at: readonly number[]): number[] {
  return at.map((x, i) => {
    const h = 1e-5 * target.truth.sd[i];
    const value = (moved: number): number => target.logDensity(at.with(i, moved));
    return (value(x + h) - value(x - h)) / (2 * h);
  });
}

const squares = (vector: readonly number[]): number => vector.reduce((sum, x) => sum + x * x, 0);

/** log of p(x') q(x | x') / p(x) q(x' | x) for a Langevin proposal, densities written out. */
function langevinLogRatio(
  target: Target,
  x: number[],
  z: number[],
  { malaStepSize: e }: NumberValues,
): number {
  const centre = (at: number[]): number[] => {
    const gradient = slope(target, at);
    return at.map((value, i) => value + ((e * e) / 2) * gradient[i]);
  };
  const logProposal = (to: number[], from: number[]): number => {
    const around = centre(from);
    return -squares(to.map((value, i) => value - around[i])) / (2 * e * e);
  };
  const there = centre(x).map((value, i) => value + e * z[i]);
  return target.logDensity(there) - target.logDensity(x) + logProposal(x, there) - logProposal(there, x);
}

/** Minus the energy error of a path, its inner half steps taken together. */
function pathLogRatio(
  target: Target,
  x: number[],
  z: number[],
  { hmcStepSize: e, pathLength }: NumberValues,
  u: number,
): number {
  const numSteps = Math.max(1, Math.round((pathLength * (0.8 + 0.4 * u)) / e));
  let [q, p] = [x, z];
  for (let n = 0; n <= numSteps; n++) {
    const gradient = slope(target, q);
    const size = n === 0 || n === numSteps ? e / 2 : e;
    p = p.map((value, i) => value + size * gradient[i]);
    if (n < numSteps) q = q.map((value, i) => value + e * p[i]);
  }
  return target.logDensity(q) - squares(p) / 2 - target.logDensity(x) + squares(z) / 2;
}

/** The acceptance rate from independent exact draws and the textbook formulas. */
function textbookRate(target: Target, key: string, values: NumberValues, seed: number): Rate {
  const { dimension, truth } = target;
  const stream = Stream.from(seed, 0, StreamPurpose.test);
  const [at, noise] = [new Float64Array(dimension), new Float64Array(dimension)];
  return rateOf(
    Array.from({ length: 60_000 }, () => {
      truth.drawExact(stream, at);
      stream.normals(noise, dimension);
      const [x, z] = [[...at], [...noise]];
      const logRatio =
        key === "mala"
          ? langevinLogRatio(target, x, z, values)
          : pathLogRatio(target, x, z, values, stream.uniform());
      return Math.min(1, Math.exp(logRatio));
    }),
  );
}

const onTargets = plainVariants.flatMap(({ name, target }) =>
  ["mala", "hmc"].map((key) => ({ name, target, key })),
);

// Two comparisons each at five standard errors: a false alarm of 1.1e-6 each. Seeds 36 and 37.
describe.each(onTargets)("$key on $name", ({ target, key }) => {
  const sampler = samplerByKey(key);
  const values = scaledSettings(sampler, target, 1.2);
  const textbook = textbookRate(target, key, values, 37);

  test("accepts at the rate of the textbook's formulas, gradients by differences (seeds 36, 37)", () => {
    const { accepted, probability } = measuredRates(target, sampler.createStep(target, values), 36);
    expect(textbook.standardError).toBeLessThan(0.002);
    expect(zOf(accepted, textbook)).toBeLessThan(5);
    expect(zOf(probability, textbook)).toBeLessThan(5);
  });

  test("negative control: a step 10 % longer does not (seeds 36, 37)", () => {
    const step = sampler.createStep(target, scaledSettings(sampler, target, 1.32));
    const { accepted, probability } = measuredRates(target, step, 36);
    expect(zOf(accepted, textbook)).toBeGreaterThan(5);
    expect(zOf(probability, textbook)).toBeGreaterThan(5);
  });
});
