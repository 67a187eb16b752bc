import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContinuousDistribution, Interval } from "../../../src/core/conjugate";
import {
  betaDistribution,
  equalTailInterval,
  gammaDistribution,
  highestDensityRegion,
  normalDistribution,
} from "../../../src/core/conjugate";
import { expectAllClose, expectClose } from "../seedNumbers";

const massIn = (distribution: ContinuousDistribution, region: readonly Interval[]): number =>
  region.reduce((sum, [low, high]) => sum + distribution.cdf(high) - distribution.cdf(low), 0);

describe("highest-density regions", () => {
  const shape = fc.double({ min: 0.3, max: 3000, noNaN: true });
  // Below 1 here, much of the mass lies so near to 1 that doubles cannot tell its points apart; at 1 and a
  // rounding more, the density turns downwards only beyond the last double.
  const mildShape = fc.double({ min: 1.05, max: 3000, noNaN: true });
  const mass = fc.double({ min: 0.01, max: 0.99, noNaN: true });

  test("carry their mass, are shortest, and equally dense at both ends", () => {
    fc.assert(
      fc.property(shape, mildShape, mass, (alpha, beta, wanted) => {
        fc.pre(Math.abs(alpha - 1) > 0.05);
        const distribution = betaDistribution(alpha, beta);
        const region = highestDensityRegion(distribution, wanted);
        expect(Math.abs(massIn(distribution, region) - wanted)).toBeLessThan(1e-10);
        // The shortest interval of this mass: slid up or down by a little probability it only grows.
        const [[low, high]] = region;
        const widthFrom = (below: number): number =>
          distribution.quantile(below + wanted) - distribution.quantile(below);
        for (const slid of [distribution.cdf(low) - 1e-3, distribution.cdf(low) + 1e-3]) {
          if (slid < 0 || slid + wanted > 1) continue;
          expect(widthFrom(slid)).toBeGreaterThan((high - low) * (1 - 1e-12));
        }
        // Beside 1 a rounding of the end moves its density by more than this.
        if (low > 0 && high < 0.99) {
          expect(Math.abs(distribution.logPdf(low) - distribution.logPdf(high))).toBeLessThan(1e-8);
        }
      }),
      { seed: 20260804, numRuns: 300 },
    );
  });

  test.each<[string, ContinuousDistribution, Interval]>([
    ["falls, Beta(1, 5)", betaDistribution(1, 5), [0, 1 - 0.05 ** 0.2]],
    ["rises, Beta(5, 1)", betaDistribution(5, 1), [0.05 ** 0.2, 1]],
    ["falls from infinity, Beta(0.5, 1)", betaDistribution(0.5, 1), [0, 0.95 ** 2]],
    ["is flat, Beta(1, 1)", betaDistribution(1, 1), [0.025, 0.975]],
    ["falls, Gamma(1, 2)", gammaDistribution(1, 2), [0, Math.log(20) / 2]],
    ["is normal", normalDistribution(3, 2), [3 - 2 * 1.959963984540054, 3 + 2 * 1.959963984540054]],
  ])("where the density %s", (_name, distribution, interval) => {
    const region = highestDensityRegion(distribution, 0.95);
    expect(region).toHaveLength(1);
    expectAllClose(region[0], interval, 1e-12);
  });

  test("of a density that is highest at both ends lie at both ends", () => {
    const distribution = betaDistribution(0.5, 0.5);
    const region = highestDensityRegion(distribution, 0.3);
    // The arcsine law: F(x) = 2 / pi arcsin(sqrt(x)), so 0.15 lies below sin(0.15 pi / 2)^2.
    const end = Math.sin((0.15 * Math.PI) / 2) ** 2;
    expect(region).toHaveLength(2);
    expectAllClose(region[0], [0, end], 1e-9);
    expectAllClose(region[1], [1 - end, 1], 1e-9);
    expect(distribution.mode).toBeNaN();
  });

  test("of all or nothing", () => {
    const distribution = betaDistribution(3, 4);
    expect(highestDensityRegion(distribution, 1)).toEqual([[0, 1]]);
    expect(highestDensityRegion(distribution, 0)).toEqual([[0.4, 0.4]]);
    expectClose(highestDensityRegion(distribution, 1e-6)[0][0], 0.4, 2e-6);
    const valley = betaDistribution(0.5, 0.5);
    expect(highestDensityRegion(valley, 0)).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(highestDensityRegion(valley, 1)).toEqual([[0, 1]]);
    expect(() => highestDensityRegion(distribution, 1.1)).toThrow(
      "mass = 1.1; expected a number from 0 to 1",
    );
    expect(() => equalTailInterval(distribution, NaN)).toThrow("mass = NaN");
  });
});

describe("Beta distributions at their ends", () => {
  test.each([
    [2, 3, 0, 0, NaN],
    [1, 4, 4, 0, 0],
    [0.5, 2, Infinity, 0, 0],
    [3, 1, 0, 3, 1],
    [0.5, 0.5, Infinity, Infinity, NaN],
    [0.5, 1, Infinity, 0.5, 0],
    [1, 1, 1, 1, NaN],
  ])("Beta(%f, %f): density %f at 0 and %f at 1", (alpha, beta, atZero, atOne, mode) => {
    const distribution = betaDistribution(alpha, beta);
    expectClose(distribution.pdf(0), atZero, 1e-14);
    expectClose(distribution.pdf(1), atOne, 1e-14);
    expect([distribution.pdf(-0.1), distribution.pdf(1.1)]).toEqual([0, 0]);
    expect([distribution.cdf(0), distribution.cdf(1), distribution.survival(0)]).toEqual([0, 1, 1]);
    if (alpha !== 2) expect(distribution.mode).toBe(mode);
    expect(distribution.logPdf(NaN)).toBeNaN();
  });
});
