import { describe, expect, test } from "vitest";
import type { ContinuousDistribution } from "../../../src/core/conjugate";
import {
  betaDistribution,
  betaLogEvidence,
  betaPosterior,
  gammaDistribution,
  highestDensityRegion,
  logMassBetween,
  normalDistribution,
  truncatedDistribution,
} from "../../../src/core/conjugate";
import { logNormalCdf } from "../../../src/core/math/errorFunction";
import { expectClose } from "../seedNumbers";

describe("a truncated distribution", () => {
  test.each<[string, ContinuousDistribution, number, number]>([
    ["Beta(7, 5) to [0, 0.5]", betaDistribution(7, 5), 0, 0.5],
    ["Beta(73, 29) to [0, 0.5]", betaDistribution(73, 29), 0, 0.5],
    ["Beta(73, 29) to [0.5, 0.9]", betaDistribution(73, 29), 0.5, 0.9],
    ["Beta(1, 1) to [0.2, 0.3]", betaDistribution(1, 1), 0.2, 0.3],
    ["Gamma(78, 26) to [0, 2.5]", gammaDistribution(78, 26), 0, 2.5],
    ["Gamma(1.2, 2) to [0, 90]", gammaDistribution(1.2, 2), 0, 90],
    ["Beta(1.1, 1.3) to [0, 0.99]", betaDistribution(1.1, 1.3), 0, 0.99],
    ["Beta(3, 1.05) to [0.1, 1]", betaDistribution(3, 1.05), 0.1, 1],
    ["Gamma(2, 1) to [4, Infinity)", gammaDistribution(2, 1), 4, Infinity],
    ["a normal to [-1, 3]", normalDistribution(5.7, 0.8), -1, 3],
    ["a normal to everything", normalDistribution(5.7, 0.8), -Infinity, Infinity],
  ])("%s is the whole one over the mass inside", (_name, whole, low, high) => {
    const part = truncatedDistribution(whole, low, high);
    const inside =
      whole.cdf(low) < 0.5 ? whole.cdf(high) - whole.cdf(low) : whole.survival(low) - whole.survival(high);
    expectClose(Math.exp(part.logMass), inside, 1e-11, "mass");
    const [start, end] = part.support;
    for (const p of [0.001, 0.2, 0.5, 0.9]) {
      const x = part.quantile(p);
      expect(x > start && x < end).toBe(true);
      expectClose(part.cdf(x), p, 1e-11, "cdf of the quantile");
      expectClose(part.survival(x), 1 - p, 1e-11, "survival");
      expectClose(part.pdf(x), whole.pdf(x) / inside, 1e-10, "pdf");
      const below = whole.cdf(x) - whole.cdf(start);
      expect(Math.abs(below / inside - p)).toBeLessThan(1e-10);
    }
    expect([part.quantile(0), part.quantile(1)]).toEqual([start, end]);
    expect(part.cdf(start)).toBe(0);
    expect(part.cdf(end)).toBe(1);
    if (Number.isFinite(high)) expect(part.pdf(high + 0.1)).toBe(0);
  });

  test("mean and sd of a normal cut at its mean: a half-normal", () => {
    const half = truncatedDistribution(normalDistribution(2, 3), 2, Infinity);
    expectClose(half.mean, 2 + 3 * Math.sqrt(2 / Math.PI), 1e-12);
    expectClose(half.sd, 3 * Math.sqrt(1 - 2 / Math.PI), 1e-11);
    expectClose(half.logMass, -Math.LN2, 1e-12);
  });

  test("mean and sd hold where the density rises like a root at its end", () => {
    // What is cut off is nothing: these are the whole one's.
    const part = truncatedDistribution(gammaDistribution(1.2, 2), 0, 90);
    expectClose(part.mean, 0.6, 1e-11);
    expectClose(part.sd, Math.sqrt(0.3), 1e-11);
    const { mean, sd } = truncatedDistribution(betaDistribution(1.1, 1.05), -1, 2);
    expectClose(mean, 1.1 / 2.15, 1e-11);
    expectClose(sd, Math.sqrt((1.1 * 1.05) / 3.15) / 2.15, 1e-11);
  });

  test("the mass alone is that of the distribution", () => {
    const whole = gammaDistribution(1.7, 0.3);
    expect(logMassBetween(whole, 2, 7)).toBe(truncatedDistribution(whole, 2, 7).logMass);
    expect(() => logMassBetween(whole, 7, 7)).toThrow(/expected low < high/);
  });

  test("works where the mass inside is too small for a double", () => {
    const far = truncatedDistribution(normalDistribution(0, 1), -Infinity, -50);
    expectClose(far.logMass, logNormalCdf(-50), 1e-12);
    expect(Math.exp(far.logMass)).toBe(0);
    // So far out the density falls like exp(50 x).
    expect(Math.abs(far.mean + 50.02)).toBeLessThan(1e-4);
    const [low, high] = highestDensityRegion(far, 0.95)[0];
    expect(high).toBe(-50);
    expect(low).toBeGreaterThan(-50.06);
  });
});

describe("a prior without mass near the truth", () => {
  const whole = { alpha: 1, beta: 1 };
  const prior = truncatedDistribution(betaDistribution(1, 1), 0, 0.5);

  test.each([10, 100, 1000, 100_000])(
    "%i flips, 70 %% heads: the posterior piles up at the limit",
    (numFlips) => {
      const counts = { heads: 0.7 * numFlips, tails: numFlips - 0.7 * numFlips };
      const { alpha, beta } = betaPosterior(whole, counts);
      const posterior = truncatedDistribution(betaDistribution(alpha, beta), 0, 0.5);
      expect(posterior.mode).toBe(0.5);
      expect(posterior.mean).toBeLessThan(0.5);
      // Near the limit the density goes like exp(slope (x - 0.5)), slope = 4 (heads - tails) / 2.
      const slope = 2 * (counts.heads - counts.tails);
      if (numFlips >= 100) expect(Math.abs((0.5 - posterior.mean) * slope - 1)).toBeLessThan(40 / numFlips);
      // The evidence under the truncated prior is lower, and can never be higher than at the limit itself.
      const logEvidence = betaLogEvidence(whole, counts) + posterior.logMass - prior.logMass;
      expect(logEvidence).toBeLessThan(numFlips * Math.log(0.5));
      expect(logEvidence).toBeLessThan(betaLogEvidence(whole, counts));
    },
  );
});

describe("bad limits", () => {
  test.each<[string, () => unknown, string]>([
    [
      "reversed",
      () => truncatedDistribution(betaDistribution(2, 2), 0.5, 0.2),
      "limits [0.5, 0.2]; expected low < high",
    ],
    ["outside", () => truncatedDistribution(betaDistribution(2, 2), 1, 2), "within the support [0, 1]"],
    ["NaN", () => truncatedDistribution(normalDistribution(0, 1), NaN, 2), "limits [NaN, 2]"],
    ["two hills", () => truncatedDistribution(betaDistribution(0.5, 0.5), 0.1, 0.2), "shape = uShaped"],
    [
      "infinite",
      () => truncatedDistribution(betaDistribution(0.5, 2), 0, 0.5),
      "the density at 0 is Infinity",
    ],
  ])("%s", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
