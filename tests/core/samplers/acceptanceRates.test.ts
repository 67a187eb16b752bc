import { describe, expect, test } from "vitest";
import { estimateAcceptance } from "../../../src/core/run";
import { samplerByKey } from "../../../src/core/samplers";
import { referenceTargets } from "../targets/referenceTargets";
import { createStandardNormal } from "./adHocTargets";
import { measuredRates, type Rate } from "./transitionRates";

const rwm = samplerByKey("rwm");

/** Five standard errors (a false alarm of 6e-7 a comparison), and the error of the exact rate. */
function expectRate(rate: Rate, exact: number, exactError: number): void {
  expect(rate.standardError).toBeLessThan(0.002);
  expect(Math.abs(rate.value - exact)).toBeLessThan(5 * rate.standardError + exactError);
}

const tabulated = referenceTargets.flatMap(({ name, target, acceptanceRates }) =>
  Object.entries(acceptanceRates).map(([stepSize, { value }]) => ({
    name: `${name} at step ${stepSize}`,
    target,
    stepSize: Number(stepSize),
    value,
  })),
);

describe.each(tabulated)("acceptance rate of $name", ({ target, stepSize, value }) => {
  const step = rwm.createStep(target, { stepSize });

  test("of 4000 chains from exact draws is the stationary rate (seed 31)", () => {
    const { accepted, probability } = measuredRates(target, step, 31);
    expectRate(accepted, value, 1e-4);
    expectRate(probability, value, 1e-4);
  });

  test("negative control: a step 5 % longer does not have that rate (seed 31)", () => {
    const longer = rwm.createStep(target, { stepSize: 1.05 * stepSize });
    const { accepted, probability } = measuredRates(target, longer, 31);
    expect(Math.abs(accepted.value - value)).toBeGreaterThan(5 * accepted.standardError + 1e-4);
    expect(Math.abs(probability.value - value)).toBeGreaterThan(5 * probability.standardError + 1e-4);
  });

  test("is what estimateAcceptance says (seed 32)", () => {
    const estimate = estimateAcceptance(target, step, 100_000, 32);
    expect(estimate.numDraws).toBe(100_000);
    expectRate(estimate, value, 1e-4);
  });
});

/**
 * Stationary acceptance rate on the standard normal: given a proposal at distance s r the mean of
 * min(1, ratio) is 2 Phi(-s r / 2), and r is chi with d degrees of freedom, so the rate is
 * P(|t_d| > s sqrt(d) / 2), Student's t; with theta = atan(s / 2) elementary for each d.
 */
function exactRate(dimension: number, stepSize: number): number {
  const theta = Math.atan(stepSize / 2);
  const [sine, cosine] = [Math.sin(theta), Math.cos(theta)];
  switch (dimension) {
    case 1:
      return (2 / Math.PI) * Math.atan(2 / stepSize);
    case 2:
      return 1 - sine;
    case 3:
      return 1 - (2 / Math.PI) * (theta + sine * cosine);
    case 5:
      return 1 - (2 / Math.PI) * (theta + sine * cosine * (1 + (2 / 3) * cosine ** 2));
    default:
      throw new RangeError(`dimension = ${dimension}; expected 1, 2, 3 or 5`);
  }
}

const onNormals = [1, 2, 3, 5].flatMap((dimension) =>
  [0.3, 1, 2.4].map((stepSize) => ({ dimension, stepSize })),
);

test.each(onNormals)("on the standard normal in dimension $dimension at step $stepSize (seed 33)", (each) => {
  const target = createStandardNormal(each.dimension);
  const step = rwm.createStep(target, { stepSize: each.stepSize });
  const { accepted, probability } = measuredRates(target, step, 33);
  const exact = exactRate(each.dimension, each.stepSize);
  expectRate(accepted, exact, 0);
  expectRate(probability, exact, 0);
  expectRate(estimateAcceptance(target, step, 100_000, 33), exact, 0);
});
