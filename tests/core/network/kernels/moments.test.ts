/** Mean and spread of many passes against exact ones and against the readable core; wrong kernels are caught. */
import { describe, expect, test } from "vitest";
import {
  articleNetwork,
  drawPasses,
  exactCovariance,
  exactMoments,
  outputsAt,
} from "../../../../src/core/network";
import type { MaskSharing, Network, PassOutputs } from "../../../../src/core/network";
import { momentsOfPasses, PassKernel } from "../../../../src/core/network/kernels";
import type { PassKernelParts } from "../../../../src/core/network/kernels/passKernel";
import { momentScores, testNetwork, testStream } from "../networks";
import { brokenParts } from "./brokenParts";

const NUM_PASSES = 100_000;
const INPUTS = [-4, -0.5, 1, 3];
const SHARINGS = ["perPoint", "perPass"] satisfies MaskSharing[];

function exact(network: Network, x: number, rate: number): { mean: number; variance: number } {
  const truth = exactMoments(network, [x], rate);
  if (truth === null) throw new Error("expected exact moments");
  return truth;
}

/** The largest distance of the passes' means and variances from the exact ones, in standard errors. */
function largestScore(
  network: Network,
  rate: number,
  sharing: MaskSharing,
  seed: number,
  parts: Partial<PassKernelParts> = {},
): number {
  const kernel = new PassKernel(network, rate, seed, 0, parts);
  const passes = kernel.draw(INPUTS, NUM_PASSES, sharing);
  const scores = INPUTS.flatMap((x, point) => {
    const { mean, variance } = momentScores(outputsAt(passes, point), exact(network, x, rate));
    return [Math.abs(mean), Math.abs(variance)];
  });
  return Math.max(...scores);
}

// Each case is 8 scores of 100,000 passes: |z| < 5.5, false alarm below 8 x 4e-8. Seed 31.
describe("many passes have the exact mean and variance", () => {
  const networks: [string, Network, number][] = [
    ["the article's network", articleNetwork(), 0.3],
    ["the article's network at rate 0.95", articleNetwork(), 0.95],
    ["two layers", testNetwork([1, 6, 5, 1], "tanh", 4), 0.3],
    ["width 1", testNetwork([1, 1, 1], "tanh", 4), 0.4],
  ];
  for (const sharing of SHARINGS) {
    test.each(networks)(`of %s, masks ${sharing}`, (_name, network, rate) => {
      expect(largestScore(network, rate, sharing, 31)).toBeLessThan(5.5);
    });

    test.each(brokenParts)(`and it is caught where $name, masks ${sharing}`, ({ parts }) => {
      expect(largestScore(articleNetwork(), 0.3, sharing, 31, parts)).toBeGreaterThan(12);
      const deep = testNetwork([1, 6, 5, 1], "tanh", 4);
      expect(largestScore(deep, 0.3, sharing, 31, parts)).toBeGreaterThan(12);
    });
  }
});

// Two independent samples at 3 points, of 4,000 and 100,000 passes: |z| < 5, false alarm below 12 x 6e-7. Seeds 32, 33.
test.each(SHARINGS)("1-128-128-1 has the core's mean and variance, masks %s", (sharing) => {
  const network = testNetwork([1, 128, 128, 1], "relu");
  const inputs = [-1, 0.3, 2];
  const slow = drawPasses(network, inputs, { rate: 0.3, numPasses: 4000, sharing }, testStream(32));
  const fast = new PassKernel(network, 0.3, 33).draw(inputs, NUM_PASSES, sharing);
  for (let point = 0; point < inputs.length; point++) {
    const [a, b] = [slow, fast].map((passes) => describeSample(outputsAt(passes, point)));
    const score = (difference: number, varianceOfA: number, varianceOfB: number): number =>
      Math.abs(difference) / Math.sqrt(varianceOfA + varianceOfB);
    expect(score(a.mean - b.mean, a.varianceOfMean, b.varianceOfMean)).toBeLessThan(5);
    expect(score(a.variance - b.variance, a.varianceOfVariance, b.varianceOfVariance)).toBeLessThan(5);
  }
});

function describeSample(values: Float64Array) {
  const average = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const mean = average(values);
  const squares = values.map((value) => (value - mean) ** 2);
  const variance = average(squares);
  const fourth = average(squares.map((square) => (square - variance) ** 2));
  return {
    mean,
    variance,
    varianceOfMean: variance / values.length,
    varianceOfVariance: fourth / values.length,
  };
}

// |z| < 5, false alarm 6e-7 each. Seed 34.
test("points of a pass go together only where they share its mask", () => {
  const [network, rate] = [articleNetwork(), 0.3];
  const shared = exactCovariance(network, [1], [3], rate);
  const score = (sharing: MaskSharing, truth: number): number => {
    const passes = new PassKernel(network, rate, 34).draw([1, 3], NUM_PASSES, sharing);
    return scoreOfCovariance(network, rate, passes, truth);
  };
  expect(Math.abs(score("perPass", shared))).toBeLessThan(5);
  expect(Math.abs(score("perPoint", 0))).toBeLessThan(5);
  expect(Math.abs(score("perPass", 0))).toBeGreaterThan(20);
  expect(Math.abs(score("perPoint", shared))).toBeGreaterThan(20);
});

function scoreOfCovariance(network: Network, rate: number, passes: PassOutputs, truth: number): number {
  const [meanX, meanY] = [1, 3].map((x) => exact(network, x, rate).mean);
  const [at1, at3] = [outputsAt(passes, 0), outputsAt(passes, 1)];
  const products = at1.map((value, pass) => (value - meanX) * (at3[pass] - meanY));
  const variance = products.reduce((sum, product) => sum + (product - truth) ** 2, 0) / products.length;
  return momentScores(products, { mean: truth, variance }).mean;
}

describe("sums over passes", () => {
  const networks: [string, Network][] = [
    ["one layer", articleNetwork()],
    ["two layers", testNetwork([1, 9, 12, 1], "relu")],
  ];
  for (const sharing of SHARINGS) {
    test.each(networks)(
      `are those of the outputs, of calls in a row too: %s, ${sharing}`,
      (_name, network) => {
        // More points than a run takes, more passes too, and neither a whole number of vectors.
        const inputs = Array.from({ length: 67 }, (_, i) => 0.1 * (i + 1));
        const [drawing, summing] = [0, 1].map(() => new PassKernel(network, 0.3, 35));
        const counts = [1029, 1, 50];
        const parts = counts.map((count) => drawing.draw(inputs, count, sharing));
        const soFar = counts
          .slice(1)
          .reduce(
            (sums, count) => summing.moments(inputs, count, sharing, sums),
            summing.moments(inputs, counts[0], sharing),
          );
        const { mean, variance } = momentsOfPasses(soFar);
        expect(soFar.numPasses).toBe(1080);
        inputs.forEach((_, point) => {
          const values = Float64Array.from(parts.flatMap((part) => [...outputsAt(part, point)]));
          const sample = describeSample(values);
          const sd = Math.sqrt(sample.variance);
          expect(Math.abs(mean[point] - sample.mean) / sd).toBeLessThan(1e-6);
          expect((variance[point] * (1079 / 1080)) / sample.variance).toBeCloseTo(1, 5);
        });
      },
    );
  }
});
