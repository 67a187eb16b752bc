import { describe, expect, test } from "vitest";
import { chainMoments, manyChainEss, meanOf, varianceOf } from "../../../src/core/diagnostics/index";
import { autoregressiveChains } from "./seededChains";

/** Variance of the mean of n draws of a stationary AR(1) chain with unit variance, exactly. */
function varianceOfMean(phi: number, n: number): number {
  return ((1 + phi) / (1 - phi) - (2 * phi * (1 - phi ** n)) / (n * (1 - phi) ** 2)) / n;
}

describe("ESS from many chains", () => {
  test("two chains of two draws, by hand", () => {
    // Draws 0, 2 and 4, 6: means 1 and 5, all together mean 3 and squared deviations 20.
    const summary = manyChainEss({
      means: Float64Array.of(1, 5),
      variances: Float64Array.of(2, 2),
      numDraws: 2,
    });
    expect(summary.mean).toBe(3);
    expect(summary.sd).toBeCloseTo(Math.sqrt(20 / 3), 14);
    expect(summary.mcseMean).toBeCloseTo(2, 14);
    expect(summary.ess).toBeCloseTo(20 / 3 / 4, 14);
    expect(summary.essRelativeError).toBeCloseTo(Math.sqrt(2), 14);
  });

  test("mean and standard deviation are those of all draws together", () => {
    const draws = autoregressiveChains(43, 50, 7, 0.4);
    const summary = manyChainEss(chainMoments(draws));
    expect(summary.mean).toBeCloseTo(meanOf(draws.values), 13);
    expect(summary.sd).toBeCloseTo(Math.sqrt(varianceOf(draws.values)), 13);
  });

  test("chains of one draw are worth a draw each", () => {
    const draws = autoregressiveChains(47, 100, 1, 0);
    expect(chainMoments(draws).variances[0]).toBeNaN();
    expect(manyChainEss(chainMoments(draws)).ess).toBeCloseTo(100, 10);
  });

  // Means of stationary Gaussian AR(1) chains are exactly normal, so (C - 1) mcseMean^2 / truth is
  // chi-square with 511 degrees of freedom, in 511 * [0.7233, 1.3365] but for one seed in a million.
  // The pooled variance adds a relative error of 0.9 % at most (phi 0.8); the slack is five times that.
  const [lowest, highest, slack] = [0.7232, 1.3366, 0.05];
  const numChains = 512;
  const numDraws = 200;

  test.each([0, 0.5, 0.8])("finds the ESS of AR(1) chains with phi %f (seed 53, false alarm 1e-6)", (phi) => {
    const summary = manyChainEss(chainMoments(autoregressiveChains(53, numChains, numDraws, phi)));
    const squaredError = varianceOfMean(phi, numDraws) / numChains;
    expect(summary.mcseMean ** 2 / squaredError).toBeGreaterThan(lowest);
    expect(summary.mcseMean ** 2 / squaredError).toBeLessThan(highest);
    expect(summary.ess * squaredError).toBeGreaterThan((1 - slack) / highest);
    expect(summary.ess * squaredError).toBeLessThan((1 + slack) / lowest);
    expect(Math.abs(summary.mean)).toBeLessThan(5 * Math.sqrt(squaredError));
  });

  test("negative control: the truth of phi 0.5 is out of bounds for chains with phi 0.8", () => {
    const summary = manyChainEss(chainMoments(autoregressiveChains(53, numChains, numDraws, 0.8)));
    expect((summary.ess * varianceOfMean(0.5, numDraws)) / numChains).toBeLessThan((1 - slack) / highest);
  });

  test("the stated relative error is that of repeated runs (seeds 1000 to 1399)", () => {
    // 400 repetitions know a standard deviation to 1 / sqrt(800) = 3.5 %; the first-order formula is
    // some 4 % short for 101 chains. 25 % are six sigma off, a false alarm of 1e-8.
    const estimates = Float64Array.from(
      { length: 400 },
      (_, run) => manyChainEss(chainMoments(autoregressiveChains(1000 + run, 101, 10, 0.3))).ess,
    );
    const observed = Math.sqrt(varianceOf(estimates)) / meanOf(estimates);
    const stated = manyChainEss(chainMoments(autoregressiveChains(1000, 101, 10, 0.3))).essRelativeError;
    expect(Math.abs(observed / stated - 1)).toBeLessThan(0.25);
  });

  test("equal chains that never moved have no ESS, and one chain is refused", () => {
    const still = { means: new Float64Array(3).fill(0.1), variances: new Float64Array(3), numDraws: 5 };
    expect(manyChainEss(still)).toMatchObject({ mean: 0.1, sd: 0, mcseMean: 0, ess: NaN });
    const one = { means: Float64Array.of(1), variances: Float64Array.of(1), numDraws: 5 };
    expect(() => manyChainEss(one)).toThrow("1 chain(s), expected at least 2");
  });
});
