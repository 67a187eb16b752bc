import { describe, expect, test } from "vitest";
import { presetVariants, extremeVariants } from "../../contract/variants";
import { integrate, marginalCdf, widenedBox } from "./quadrature";
import { referenceTargets } from "./referenceTargets";

const axes = [0, 1];

describe.each(referenceTargets)("truth of $name against the reference", (reference) => {
  const { truth } = reference.target;

  test("mean and standard deviation to 1e-9", () => {
    for (const axis of axes) {
      const sd = Math.sqrt(reference.covariance[axis][axis]);
      expect(Math.abs(truth.mean[axis] - reference.mean[axis])).toBeLessThan(1e-9);
      expect(Math.abs(truth.sd[axis] - sd)).toBeLessThan(1e-9);
    }
  });

  test("normalising constant to 1e-9", () => {
    expect(Math.abs(truth.logNormalisingConstant - reference.logNormalisingConstant)).toBeLessThan(1e-9);
  });

  test("the marginal distribution function hits the quantiles to 1e-5", () => {
    for (const axis of axes) {
      const cdf = marginalCdf(reference.target, axis);
      const quantiles = Object.entries(reference.quantiles[axis]);
      expect(quantiles.length).toBeGreaterThanOrEqual(5);
      for (const [probability, quantile] of quantiles) {
        expect(Math.abs(cdf(quantile) - Number(probability))).toBeLessThan(1e-5);
      }
    }
  });

  test("the tabulated acceptance rates are those of the reference", () => {
    const expected = Object.entries(reference.acceptanceRates).map(([stepSize, { value }]) => ({
      stepSize: Number(stepSize),
      value,
      error: 1e-4,
    }));
    expect(truth.acceptanceRates).toEqual(expected);
  });
});

describe.each(presetVariants)("truth of $name against its own log density", ({ target }) => {
  const { truth } = target;
  const box = widenedBox(target);
  const density = (x: number, y: number): number =>
    Math.exp(target.logDensity([x, y]) - truth.logNormalisingConstant);

  test("the density integrates to one (quadrature, 1e-10)", () => {
    const mass = integrate((x) => integrate((y) => density(x, y), box[1], 400), box[0], 400);
    expect(Math.abs(mass - 1)).toBeLessThan(1e-10);
  });

  test("marginal densities are the density with the other parameter integrated out", () => {
    for (let i = 1; i < 60; i++) {
      const [x, y] = target.box.map(([low, high]) => low + ((high - low) * i) / 60);
      const marginalX = integrate((other) => density(x, other), box[1], 400);
      const marginalY = integrate((other) => density(other, y), box[0], 400);
      expect(Math.abs(truth.marginalDensity(0, x) - marginalX) * truth.sd[0]).toBeLessThan(1e-10);
      expect(Math.abs(truth.marginalDensity(1, y) - marginalY) * truth.sd[1]).toBeLessThan(1e-10);
    }
  });
});

// The extremes of every slider too: the narrowest width there is 0.1, several times the spacing.
describe.each([...presetVariants, ...extremeVariants])("marginal densities of $name", ({ target }) => {
  const { truth } = target;
  const box = widenedBox(target, 4);

  test.each(axes)("integrate to one and have the stated mean and sd (axis %i)", (axis) => {
    const moment = (f: (x: number) => number): number =>
      integrate((x) => truth.marginalDensity(axis, x) * f(x), box[axis], 20_000);
    const [mean, sd] = [truth.mean[axis], truth.sd[axis]];
    expect(Math.abs(moment(() => 1) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(moment((x) => (x - mean) / sd))).toBeLessThan(1e-9);
    expect(Math.abs(moment((x) => ((x - mean) / sd) ** 2) - 1)).toBeLessThan(1e-9);
  });
});
