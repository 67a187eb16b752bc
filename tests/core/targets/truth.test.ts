import { describe, expect, test } from "vitest";
import type { Target } from "../../../src/core/targets";
import { extremeVariants, presetVariants, surfaceVariants } from "../../contract/variants";
import { planeOf } from "./planes";
import { integrate, integrateOver, lineOf, marginalCdf } from "./quadrature";
import { referenceTargets } from "./referenceTargets";

const axesOf = ({ dimension }: Target): number[] => Array.from({ length: dimension }, (_, axis) => axis);

describe.each(referenceTargets)("truth of $name against the reference", (reference) => {
  const { truth } = reference.target;

  test("mean and standard deviation to 1e-9", () => {
    for (const axis of axesOf(reference.target)) {
      const sd = Math.sqrt(reference.covariance[axis][axis]);
      expect(Math.abs(truth.mean[axis] - reference.mean[axis])).toBeLessThan(1e-9);
      expect(Math.abs(truth.sd[axis] - sd)).toBeLessThan(1e-9);
    }
  });

  test("normalising constant to 1e-9", () => {
    expect(Math.abs(truth.logNormalisingConstant - reference.logNormalisingConstant)).toBeLessThan(1e-9);
  });

  test("the marginal distribution function hits the quantiles to 1e-5", () => {
    for (const axis of axesOf(reference.target)) {
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

const lines = presetVariants.filter(({ target }) => target.dimension === 1);

test.each(lines)("the marginal of $name is its density, which integrates to one", ({ target }) => {
  const { truth, box } = target;
  const density = (x: number): number => Math.exp(target.logDensity([x]) - truth.logNormalisingConstant);
  const line = lineOf(target, 0);
  expect(Math.abs(integrateOver(line, density, 20_000) - 1)).toBeLessThan(1e-10);
  for (let i = 0; i <= 60; i++) {
    const x = box[0][0] + ((box[0][1] - box[0][0]) * i) / 60;
    expect(Math.abs(truth.marginalDensity(0, x) - density(x)) * truth.sd[0]).toBeLessThan(1e-12);
  }
});

describe.each(surfaceVariants)("truth of $name against its own log density", ({ target, definition }) => {
  const { truth } = target;
  const density = (x: number, y: number): number =>
    Math.exp(target.logDensity([x, y]) - truth.logNormalisingConstant);

  test("the density integrates to one (quadrature, 1e-10)", () => {
    const { ranges, at, determinant } = planeOf(definition.key, target);
    const densityAt = (a: number, b: number): number => density(...at(a, b)) * determinant(a, b);
    const mass = integrate((a) => integrate((b) => densityAt(a, b), ranges[1], 400), ranges[0], 400);
    expect(Math.abs(mass - 1)).toBeLessThan(1e-10);
  });

  test("marginal densities are the density with the other parameter integrated out", () => {
    const [xLine, yLine] = [lineOf(target, 0), lineOf(target, 1)];
    for (let i = 1; i < 60; i++) {
      const [x, y] = target.box.map(([low, high]) => low + ((high - low) * i) / 60);
      const marginalX = integrateOver(yLine, (other) => density(x, other), 20_000);
      const marginalY = integrateOver(xLine, (other) => density(other, y), 20_000);
      expect(Math.abs(truth.marginalDensity(0, x) - marginalX) * truth.sd[0]).toBeLessThan(1e-10);
      expect(Math.abs(truth.marginalDensity(1, y) - marginalY) * truth.sd[1]).toBeLessThan(1e-10);
    }
  });
});

// The extremes of every slider too: the narrowest width there is 0.1, several times the spacing.
const variants = [...presetVariants, ...extremeVariants].flatMap(({ name, target }) =>
  axesOf(target).map((axis) => ({ name, target, axis })),
);

test.each(variants)(
  "the marginal density of $name integrates to one and has the stated mean and sd (axis $axis)",
  ({ target, axis }) => {
    const { truth } = target;
    const [mean, sd] = [truth.mean[axis], truth.sd[axis]];
    const densities = new Map<number, number>();
    const densityAt = (x: number): number => {
      const density = densities.get(x) ?? truth.marginalDensity(axis, x);
      densities.set(x, density);
      return density;
    };
    const line = lineOf(target, axis);
    const moment = (f: (z: number) => number): number =>
      integrateOver(line, (x) => densityAt(x) * f((x - mean) / sd), 20_000);
    expect(Math.abs(moment(() => 1) - 1)).toBeLessThan(1e-9);
    expect(Math.abs(moment((z) => z))).toBeLessThan(1e-9);
    expect(Math.abs(moment((z) => z * z) - 1)).toBeLessThan(1e-9);
  },
);
