/** Means, spreads and covariances of passes against the exact ones; a right kernel fails with the stated chance. */
import { describe, expect, test } from "vitest";
import { drawPasses, outputsAt, type MaskSharing } from "../../../../src/core/network";
import { drawPassesOnGpu } from "../../../../src/engine/gpu/passes";
import { meanOf, squaredDeviations } from "../../../../src/core/diagnostics/moments";
import { testNetwork, testStream } from "../../../core/network/networks";
import { sharedDevice } from "../sharedDevice";
import { article, gpuPassesOf, OPTIONS, POINTS, scoresOf, twoLayers } from "./passScores";

/** A normal score is beyond it, on either side, with probability 6e-7. */
const LIMIT = 5;
const SHARINGS: readonly MaskSharing[] = ["perPoint", "perPass"];

describe("against exact moments, 65,536 passes at 5 points (28 scores at most: false alarm 2e-5 a test)", () => {
  test.each([
    { name: "article's network", network: article, sharing: "perPoint", seed: 11 },
    { name: "article's network", network: article, sharing: "perPass", seed: 12 },
    { name: "1-10-24-1, tanh", network: twoLayers, sharing: "perPoint", seed: 13 },
    { name: "1-10-24-1, tanh", network: twoLayers, sharing: "perPass", seed: 14 },
    { name: "1-32-1, tanh", network: testNetwork([1, 32, 1], "tanh", 4), sharing: "perPass", seed: 15 },
    { name: "1-9-16-1, ReLU", network: testNetwork([1, 9, 16, 1], "relu", 5), sharing: "perPoint", seed: 16 },
  ] as const)("$name, $sharing, seed $seed", async ({ network, sharing, seed }) => {
    const { device } = await sharedDevice();
    const options = { ...OPTIONS, sharing };
    const scores = scoresOf(await drawPassesOnGpu(device, network, POINTS, options, seed), network, options);
    expect(scores.length).toBeGreaterThanOrEqual(25);
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(LIMIT);
  });

  test.each([0.05, 0.5, 0.95])("article's network at rate %d (seed 17)", async (rate) => {
    const { device } = await sharedDevice();
    const options = { rate, numPasses: OPTIONS.numPasses, sharing: "perPass" } as const;
    const scores = scoresOf(await drawPassesOnGpu(device, article, POINTS, options, 17), article, options);
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(LIMIT);
  });
});

/** Scores of the difference of two samples' means, and of their variances. */
function twoSampleScores(a: Float64Array, b: Float64Array): number[] {
  const squares = [a, b].map((values) => {
    const mean = meanOf(values);
    return values.map((value) => (value - mean) ** 2);
  });
  return [
    [a, b],
    [squares[0], squares[1]],
  ].map(([first, second]) => {
    const errors = [first, second].map(
      (values) => squaredDeviations(values, meanOf(values)) / values.length ** 2,
    );
    return (meanOf(first) - meanOf(second)) / Math.sqrt(errors[0] + errors[1]);
  });
}

test.each(["relu", "tanh"] as const)(
  "1-128-128-1 (%s) against the core's passes, 4096 of each (6 scores: false alarm 4e-6, seed 18)",
  async (activation) => {
    const { device } = await sharedDevice();
    const network = testNetwork([1, 128, 128, 1], activation, 6);
    const inputs = [-2, 0.3, 2.5];
    const options = { rate: 0.2, numPasses: 4096, sharing: "perPoint" } as const;
    const found = await drawPassesOnGpu(device, network, inputs, options, 18);
    const core = drawPasses(network, inputs, options, testStream(18));
    const scores = inputs.flatMap((_, i) => twoSampleScores(outputsAt(found, i), outputsAt(core, i)));
    expect(Math.max(...scores.map(Math.abs))).toBeLessThan(LIMIT);
  },
);

test.each(SHARINGS)("a network with two inputs, at one point twice (%s)", async (sharing) => {
  const passes = await gpuPassesOf(testNetwork([2, 64, 1], "relu", 7));
  const { outputs } = await passes.draw([1, -1, 1, -1], { ...OPTIONS, numPasses: 500, sharing }, 19);
  const numAlike = outputs.filter((value, i) => i % 2 === 0 && value === outputs[i + 1]).length;
  // With masks of their own two passes are alike only by chance: 64 units would have to agree.
  expect(numAlike).toBe(sharing === "perPass" ? 500 : 0);
  passes.dispose();
});
