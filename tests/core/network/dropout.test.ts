import { describe, expect, test } from "vitest";
import {
  articleNetwork,
  drawMasks,
  drawPasses,
  evaluateNetwork,
  exactCovariance,
  exactMoments,
  forwardPass,
  outputsAt,
} from "../../../src/core/network";
import type { MaskSharing, Network, PassOutputs } from "../../../src/core/network";
import { expectClose } from "../seedNumbers";
import { momentScores, testNetwork, testStream } from "./networks";

const NUM_PASSES = 20_000;
const INPUTS = [-4, -0.5, 1, 3];

/** The largest distance of the passes' means and variances from the exact ones, in standard errors. */
function largestScore(network: Network, passes: PassOutputs, rate: number): number {
  const scores = INPUTS.flatMap((x, point) => {
    const truth = exactMoments(network, [x], rate);
    if (truth === null) throw new Error("expected exact moments");
    const { mean, variance } = momentScores(outputsAt(passes, point), truth);
    return [Math.abs(mean), Math.abs(variance)];
  });
  return Math.max(...scores);
}

describe("masks", () => {
  const network = testNetwork([1, 500, 500, 1], "relu");

  // 100,000 units: |z| < 5, false alarm 5.7e-7 a rate. Seed 21.
  test.each([0.001, 0.3, 0.5, 0.95])("drop at rate %f", (rate) => {
    const kept = drawMasks(network, rate, 100, testStream(21));
    const numDropped = kept.reduce((sum, bit) => sum + 1 - bit, 0);
    const score = (numDropped - rate * kept.length) / Math.sqrt(rate * (1 - rate) * kept.length);
    expect(kept.length).toBe(100_000);
    expect(Math.abs(score)).toBeLessThan(5);
  });

  test("drop nothing at rate 0, take one word a unit at every rate, and nest", () => {
    const rates = [0, 0.3, 0.95];
    const streams = rates.map(() => testStream(21));
    const [none, some, most] = rates.map((rate, i) => drawMasks(network, rate, 1, streams[i]));
    expect(none.every((bit) => bit === 1)).toBe(true);
    expect(most.every((bit, unit) => bit <= some[unit])).toBe(true);
    expect(streams[1].state).toEqual(streams[0].state);
    expect(streams[2].state).toEqual(streams[0].state);
  });

  test.each([1, -0.1, NaN, 1.5])("rate %f is refused", (rate) => {
    const act = (): unknown => drawMasks(network, rate, 1, testStream(1));
    expect(act).toThrow(RangeError);
    expect(act).toThrow(`dropoutRate = ${rate}; expected a number from 0 to less than 1`);
  });
});

describe("a pass", () => {
  test("keeps a unit scaled by 1 / (1 - rate) or drops it, worked out by hand", () => {
    const network = testNetwork([1, 2, 1], "tanh");
    const [w, v] = network.weights;
    const [b, c] = network.biases;
    const unit = Math.tanh(b[1] + w[1] * 0.6);
    expectClose(forwardPass(network, [0.6], Uint8Array.of(0, 1), 0.2), c[0] + (v[1] * unit) / 0.8, 1e-14);
    expect(forwardPass(network, [0.6], Uint8Array.of(0, 0), 0.2)).toBe(c[0]);
  });

  test("at rate 0 is the network itself, to the bit", () => {
    const network = testNetwork([2, 9, 7, 1], "tanh");
    const inputs = [0.1, 0.2, -3, 4];
    const options = { rate: 0, numPasses: 3, sharing: "perPoint" } as const;
    const { outputs } = drawPasses(network, inputs, options, testStream(2));
    const plain = [evaluateNetwork(network, [0.1, 0.2]), evaluateNetwork(network, [-3, 4])];
    expect([...outputs]).toEqual([...plain, ...plain, ...plain]);
  });

  test("refuses a mask that does not fit", () => {
    const act = (): unknown => forwardPass(testNetwork([1, 2, 1], "relu"), [1], new Uint8Array(3), 0.5);
    expect(act).toThrow(RangeError);
    expect(act).toThrow("mask has 3 unit(s); expected 2");
  });
});

// Each case is 8 scores of 20,000 passes: |z| < 5, false alarm below 8 x 1e-6. Seeds 31 and 32.
describe("many passes have the exact mean and variance", () => {
  const networks: [string, Network, number][] = [
    ["the article's network", articleNetwork(), 0.3],
    ["the article's network at rate 0.95", articleNetwork(), 0.95],
    ["two layers", testNetwork([1, 6, 5, 1], "tanh", 4), 0.3],
    ["width 1", testNetwork([1, 1, 1], "tanh", 4), 0.4],
  ];
  for (const sharing of ["perPoint", "perPass"] satisfies MaskSharing[]) {
    test.each(networks)(`of %s, masks ${sharing}`, (_name, network, rate) => {
      const passes = drawPasses(network, INPUTS, { rate, numPasses: NUM_PASSES, sharing }, testStream(31));
      expect(largestScore(network, passes, rate)).toBeLessThan(5);
    });
  }

  test("and a missing 1 / (1 - rate) is caught", () => {
    const [network, rate] = [articleNetwork(), 0.3];
    const options = { rate, numPasses: NUM_PASSES, sharing: "perPoint" } as const;
    const passes = drawPasses(network, INPUTS, options, testStream(31));
    // One layer without output bias: leaving the scale out scales the output.
    const broken = { ...passes, outputs: passes.outputs.map((output) => output * (1 - rate)) };
    expect(largestScore(network, broken, rate)).toBeGreaterThan(20);
  });

  test("and a mask reused across passes is caught", () => {
    const [network, rate] = [articleNetwork(), 0.3];
    const mask = drawMasks(network, rate, 1, testStream(31));
    const reused = INPUTS.map((x) => forwardPass(network, [x], mask, rate));
    const outputs = Float64Array.from({ length: NUM_PASSES * 4 }, (_, i) => reused[i % 4]);
    const broken = { numPasses: NUM_PASSES, numPoints: 4, outputs };
    expect(largestScore(network, broken, rate)).toBeGreaterThan(20);
  });

  test("and points of a pass go together only where they share its mask", () => {
    const [network, rate] = [articleNetwork(), 0.3];
    const score = (sharing: MaskSharing, truth: number): number => {
      const options = { rate, numPasses: NUM_PASSES, sharing };
      const passes = drawPasses(network, [1, 3], options, testStream(32));
      const [meanX, meanY] = [1, 3].map((x) => exactMoments(network, [x], rate)?.mean ?? NaN);
      const [at1, at3] = [outputsAt(passes, 0), outputsAt(passes, 1)];
      const products = at1.map((value, pass) => (value - meanX) * (at3[pass] - meanY));
      return momentScores(products, { mean: truth, variance: varianceOfProducts(products, truth) }).mean;
    };
    const shared = exactCovariance(network, [1], [3], rate);
    expect(Math.abs(score("perPass", shared))).toBeLessThan(5);
    expect(Math.abs(score("perPoint", 0))).toBeLessThan(5);
    expect(Math.abs(score("perPass", 0))).toBeGreaterThan(20);
    expect(Math.abs(score("perPoint", shared))).toBeGreaterThan(20);
  });
});

function varianceOfProducts(products: Float64Array, mean: number): number {
  return products.reduce((sum, product) => sum + (product - mean) ** 2, 0) / products.length;
}
