/** The large network of the benchmark: what is said of it in closed form, against every mask of a small one. */
import { describe, expect, test } from "vitest";
import { passProblem } from "../../../src/core/benchmark";
import { settledNetwork } from "../../../src/core/benchmark/passNetworks";
import { settledCovariances } from "../../../src/core/benchmark/settledCovariance";
import { exactMoments, forwardPass, networkOf } from "../../../src/core/network";
import { allMasks, testNetwork } from "../network/networks";

const RATE = 0.3;

test("covariances are those over all masks, at rates and points of both signs", () => {
  for (const [width, seed, rate] of [
    [3, 1, 0.3],
    [4, 2, 0.6],
  ]) {
    const network = settledNetwork(width, seed);
    const inputs = [-4, -0.4, 0.7, 3];
    const masks = allMasks(network, rate);
    const outputs = inputs.map((x) => masks.map(({ mask }) => forwardPass(network, [x], mask, rate)));
    const over = (term: (i: number) => number): number =>
      masks.reduce((sum, { probability }, i) => sum + probability * term(i), 0);
    const means = outputs.map((values) => over((i) => values[i]));
    const found = settledCovariances(network, inputs, rate);
    inputs.forEach((_, a) =>
      inputs.forEach((__, b) => {
        const exact = over((i) => (outputs[a][i] - means[a]) * (outputs[b][i] - means[b]));
        expect(found[a * inputs.length + b]).toBeCloseTo(exact, 11);
      }),
    );
  }
});

test("variances are those of the core's exact moments at 128 units a layer", () => {
  const { network, inputs } = passProblem("dropoutLarge");
  const found = settledCovariances(network, inputs, RATE);
  for (const i of [0, 33, 50, 99]) {
    const exact = exactMoments(network, [inputs[i]], RATE)?.variance ?? NaN;
    expect(found[i * inputs.length + i] / exact).toBeCloseTo(1, 12);
  }
});

test("half of the second layer is on and half off, and both layers' masks carry variance", () => {
  const { network, inputs } = passProblem("dropoutLarge");
  const covariances = settledCovariances(network, inputs, RATE);
  const [, second, output] = network.weights;
  const isOn = Array.from({ length: 128 }, (_, k) => second[128 * k] > 0);
  expect(isOn.filter(Boolean)).toHaveLength(64);
  // Without second masks: the one-layer network of which the slopes are the output weights.
  const slopes = Float64Array.from({ length: 128 }, (_, j) =>
    isOn.reduce((sum, on, k) => sum + (on ? output[k] * second[128 * k + j] : 0), 0),
  );
  const linear = networkOf([1, 128, 1], "relu", [network.weights[0], slopes], [network.biases[0], [0]]);
  for (const i of [0, 50, 99]) {
    const ofFirst = exactMoments(linear, [inputs[i]], RATE)?.variance ?? NaN;
    const share = ofFirst / covariances[i * inputs.length + i];
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  }
});

describe("is refused", () => {
  test("where a unit of the second layer may be on or off", () => {
    expect(() => settledCovariances(testNetwork([1, 4, 4, 1], "relu"), [-1, 1], RATE)).toThrow(
      "can be on or off",
    );
  });

  test.each([
    ["one layer", testNetwork([1, 4, 1], "relu")],
    ["another activation", testNetwork([1, 4, 4, 1], "tanh")],
    ["two inputs", testNetwork([2, 4, 4, 1], "relu")],
  ])("%s", (_name, network) => {
    expect(() => settledCovariances(network, [1, 2], RATE)).toThrow(RangeError);
  });
});
