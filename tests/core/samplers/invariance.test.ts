/**
 * Chains that start at exact draws must still be exact draws after ten transitions. Over all comparisons
 * here a false alarm has probability 1e-6, and so has missing a distance of 0.01 in the distribution
 * function. Three samplers on three variants of targets make 39 comparisons, their exact draws alone included:
 * these need 356,000 independent values (kolmogorovSmirnov.ts has the arithmetic), and 446,000 chains where the
 * other sample has four times as many. More targets and samplers raise these numbers by themselves.
 * brokenKernels.test.ts and brokenGradientKernels.test.ts show what the same test does to kernels that are wrong.
 */
import { beforeAll, describe, expect, test } from "vitest";
import { samplers } from "../../../src/core/samplers";
import { presetVariants } from "../../contract/variants";
import { invarianceTest, kernelOf, numChains, type InvarianceTest } from "./invarianceTier";

test("there are chains enough", () => expect(numChains).toBeGreaterThanOrEqual(290_000));

describe.each(presetVariants)("$name", ({ target }) => {
  let tier: InvarianceTest;
  beforeAll(() => {
    tier = invarianceTest(target);
  });

  test("exact draws follow the exact marginal distributions (seed 1000003)", () => {
    expect(Math.max(...Object.values(tier.exactDraws))).toBeLessThan(1);
  });

  test.each(samplers)("is left as it is by $key (seed 11)", (sampler) => {
    const excess = tier.run(kernelOf(sampler, target), 11);
    expect(Object.keys(excess)).toContain("log density");
    expect(Math.max(...Object.values(excess))).toBeLessThan(1);
  });
});
