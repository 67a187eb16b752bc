import { describe, expect, test } from "vitest";
import { evaluateNetwork, initialNetwork, networkOf, numHiddenUnits } from "../../../src/core/network";
import type { Activation } from "../../../src/core/network";
import { expectClose } from "../seedNumbers";
import { expectSameBits, testNetwork, testStream } from "./networks";

describe("a network", () => {
  test("is what its weights say, worked out by hand", () => {
    const weights = [
      [1, -2, 0.5, 3],
      [2, -1],
    ];
    const biases = [[0.25, -1], [4]];
    const relu = networkOf([2, 2, 1], "relu", weights, biases);
    // Sums 1*3 - 2*1 + 0.25 = 1.25 and 0.5*3 + 3*1 - 1 = 3.5; then 2*1.25 - 3.5 + 4.
    expect(evaluateNetwork(relu, [3, 1])).toBe(3);
    // Sums -4.75 and 3.5: the first unit is dead.
    expect(evaluateNetwork(relu, [1, 3])).toBe(-1 * 8.5 + 4);
    const tanh = networkOf([2, 2, 1], "tanh", weights, biases);
    expectClose(evaluateNetwork(tanh, [3, 1]), 2 * Math.tanh(1.25) - Math.tanh(3.5) + 4, 1e-14);
  });

  test("a broken weight shows in the output instead of dying in a ReLU", () => {
    const network = testNetwork([1, 3, 1], "relu");
    network.weights[0][1] = NaN;
    expect(evaluateNetwork(network, [1])).toBeNaN();
  });

  // 50,000 normals: |z| < 5 for mean and variance, false alarm 4 x 5.7e-7. Seed 11.
  test.each<[Activation, number]>([
    ["relu", 2 / 50],
    ["tanh", 2 / 1050],
  ])("%s starts with the variance that keeps a signal's size", (activation, variance) => {
    const [weights] = initialNetwork([50, 1000, 1], activation, testStream(11)).weights;
    const count = weights.length;
    const mean = weights.reduce((sum, w) => sum + w, 0) / count;
    const meanSquare = weights.reduce((sum, w) => sum + w * w, 0) / count;
    expect(Math.abs(mean / Math.sqrt(variance / count))).toBeLessThan(5);
    expect(Math.abs((meanSquare / variance - 1) / Math.sqrt(2 / count))).toBeLessThan(5);
  });

  test("starts with biases 0 unless asked, the weights the same either way, and replays", () => {
    const plain = initialNetwork([1, 8, 8, 1], "relu", testStream(3));
    const spread = initialNetwork([1, 8, 8, 1], "relu", testStream(3), 1);
    expectSameBits(plain.weights, spread.weights);
    expect(plain.biases.every((values) => values.every((value) => value === 0))).toBe(true);
    expect(spread.biases.map((values) => values.some((value) => value !== 0))).toEqual([true, true, false]);
    expectSameBits(plain.weights, initialNetwork([1, 8, 8, 1], "relu", testStream(3)).weights);
    expect(numHiddenUnits(plain)).toBe(16);
  });

  test.each<[readonly number[], string]>([
    [[1, 1], "sizes = [1, 1]; expected the inputs, at least one hidden layer"],
    [[1, 0, 1], "sizes[1] = 0; expected a whole number of at least 1"],
    [[1, 2.5, 1], "sizes[1] = 2.5"],
    [[1, 3, 2], "number of outputs = 2; expected a whole number from 1 to 1"],
  ])("sizes %j are refused", (sizes, message) => {
    const act = (): unknown => initialNetwork(sizes, "relu", testStream(1));
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });

  test.each<[string, () => unknown, string]>([
    ["a layer too few", () => networkOf([1, 1, 1], "relu", [[1]], [[1], [1]]), "weights has 1 layer(s)"],
    ["a weight too many", () => networkOf([1, 1, 1], "relu", [[1, 2], [1]], [[1], [1]]), "weights[0] has 2"],
    [
      "a bias that is NaN",
      () => networkOf([1, 1, 1], "relu", [[1], [1]], [[1], [NaN]]),
      "biases[1][0] = NaN",
    ],
    ["a point of the wrong length", () => evaluateNetwork(testNetwork([2, 1, 1], "relu"), [1]), "expected 2"],
    ["biasSd", () => initialNetwork([1, 1, 1], "relu", testStream(1), -1), "biasSd = -1"],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
