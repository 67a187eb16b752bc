import { beforeAll, describe, expect, test } from "vitest";
import { presetVariants } from "../../contract/variants";
import { kernelInvariance, numChains, type KernelInvariance } from "./invariance";
import { kernels } from "./kernelRuns";

test("there are chains enough", () => expect(numChains).toBeGreaterThanOrEqual(290_000));

describe.each(presetVariants)("invariance of kernels, plain: $name", (variant) => {
  let invariance: KernelInvariance;
  beforeAll(() => {
    invariance = kernelInvariance(variant);
  });

  test.each(kernels)("$key leaves the target as it is (seed 11)", (kernel) => {
    const excess = invariance.run(kernel, false, 11);
    expect(excess).toHaveLength(variant.target.dimension + 1);
    expect(Math.max(...excess)).toBeLessThan(1);
  });
});
