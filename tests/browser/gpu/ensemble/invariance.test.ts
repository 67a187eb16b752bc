import { describe, expect, test } from "vitest";
import { gpuInvariance, numChains, variants } from "./gpuInvariance";
import { samplers } from "./gpuRuns";

test("there are enough chains to see a distance of 0.01", () => {
  expect(numChains).toBeGreaterThanOrEqual(290_000);
});

describe.each(variants)("$name stays what it is (seed 12)", (variant) => {
  const invariance = gpuInvariance(variant);

  test.each(samplers)("%s", async (sampler) => {
    expect(Math.max(...(await invariance(sampler, 12)))).toBeLessThan(1);
  });
});
