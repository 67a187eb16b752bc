import { describe, expect, test } from "vitest";
import {
  articleInputs,
  articleNetwork,
  exactCovariance,
  exactMoments,
  exactShape,
  forwardPass,
  evaluateNetwork,
  networkOf,
} from "../../../src/core/network";
import type { Activation, Network } from "../../../src/core/network";
import { expectAllClose, expectClose, seedNumbers } from "../seedNumbers";
import { allMasks, testNetwork } from "./networks";

const reference = seedNumbers("mc_dropout") as {
  W1: number[];
  W2: number[];
  dropout_rate: number;
  x_test: number[];
  exact_mean: number[];
  exact_sd: number[];
  exact_skewness: number[];
  exact_excess_kurtosis: number[];
  sd_is_proportional_to_abs_x: { c_plus: number; c_minus: number };
};

function momentsAt(
  network: Network,
  x: readonly number[],
  rate: number,
): { mean: number; variance: number; sd: number } {
  const moments = exactMoments(network, x, rate);
  if (moments === null) throw new Error("expected exact moments");
  return moments;
}

/** Mean, variance and third and fourth moments over every mask, one forward pass each. */
function visitAll(network: Network, x: readonly number[], rate: number): readonly number[] {
  const outcomes = allMasks(network, rate).map(({ mask, probability }) => ({
    probability,
    output: forwardPass(network, x, mask, rate),
  }));
  const mean = outcomes.reduce((sum, { probability, output }) => sum + probability * output, 0);
  const central = (power: number): number =>
    outcomes.reduce((sum, { probability, output }) => sum + probability * (output - mean) ** power, 0);
  return [mean, central(2), central(3), central(4)];
}

describe("the article's network", () => {
  const network = articleNetwork();
  const { dropout_rate: rate, x_test: inputs } = reference;

  test("has the article's weights and inputs", () => {
    expectAllClose(network.weights[0], reference.W1, 1e-15);
    expectAllClose(network.weights[1], reference.W2, 1e-14);
    expect([...articleInputs()]).toEqual(inputs);
  });

  test("has the reference's mean, sd, skewness and kurtosis at every input", () => {
    const all = inputs.map((x) => ({ ...momentsAt(network, [x], rate), ...exactShape(network, [x], rate) }));
    expectAllClose(
      all.map(({ mean }) => mean),
      reference.exact_mean,
      1e-9,
    );
    expectAllClose(
      all.map(({ sd }) => sd),
      reference.exact_sd,
      1e-9,
    );
    expectAllClose(
      all.map(({ skewness }) => skewness),
      reference.exact_skewness,
      1e-9,
    );
    expectAllClose(
      all.map(({ excessKurtosis }) => excessKurtosis),
      reference.exact_excess_kurtosis,
      1e-9,
    );
  });

  test("has an sd proportional to |x|, and none at 0", () => {
    const { c_plus: plus, c_minus: minus } = reference.sd_is_proportional_to_abs_x;
    for (const x of [0.001, 1, 700]) {
      expectClose(momentsAt(network, [x], rate).sd, plus * x, 1e-12);
      expectClose(momentsAt(network, [-x], rate).sd, minus * x, 1e-12);
    }
    expect(momentsAt(network, [0], rate)).toEqual({ mean: 0, variance: 0, sd: 0 });
    expect(exactShape(network, [0], rate).skewness).toBeNaN();
  });
});

describe("exact moments", () => {
  const cases: [string, readonly number[], Activation][] = [
    ["one layer", [1, 7, 1], "relu"],
    ["one layer, tanh", [2, 7, 1], "tanh"],
    ["width 1", [1, 1, 1], "tanh"],
    ["two layers", [1, 5, 4, 1], "relu"],
    ["two layers, tanh", [2, 5, 4, 1], "tanh"],
    ["two layers of width 1", [1, 1, 1, 1], "tanh"],
  ];
  for (const rate of [0.3, 0.95]) {
    test.each(cases)(`of %s at rate ${rate} are those of all masks`, (_name, sizes, activation) => {
      const network = testNetwork(sizes, activation, 5);
      network.biases[network.biases.length - 1][0] = 0.7;
      const x = [0.8, -1.3].slice(0, sizes[0]);
      const [mean, variance] = visitAll(network, x, rate);
      expect(variance).toBeGreaterThan(1e-6);
      const exact = momentsAt(network, x, rate);
      expectClose(exact.mean, mean, 1e-11);
      expectClose(exact.variance, variance, 1e-11);
      expect(exact.sd).toBe(Math.sqrt(exact.variance));
    });
  }

  test.each(cases)("shape of %s is that of all masks", (_name, sizes, activation) => {
    const network = testNetwork(sizes, activation, 5);
    network.biases[network.biases.length - 1][0] = 0.7;
    const x = [0.8, -1.3].slice(0, sizes[0]);
    const [mean, variance, third, fourth] = visitAll(network, x, 0.2);
    const { skewness, excessKurtosis, reach, partsKurtosis } = exactShape(network, x, 0.2);
    expectClose(skewness, third / variance ** 1.5, 1e-10);
    expectClose(excessKurtosis, fourth / variance ** 2 - 3, 1e-10);
    if (sizes.length === 4) {
      const misses = allMasks(network, 0.2).map(({ mask }) => forwardPass(network, x, mask, 0.2) - mean);
      expectClose(reach, Math.max(...misses.map(Math.abs)) / Math.sqrt(variance), 1e-10);
      expectClose(partsKurtosis, fourth / variance ** 2, 1e-10);
    }
  });

  test("parts of one layer are its units: of one alike in all but number, each has its share", () => {
    const [alone, four] = [1, 4].map((count) => {
      const ones = Array.from({ length: count }, () => 1);
      return networkOf([1, count, 1], "relu", [ones, ones], [ones.map(() => 0), [0]]);
    });
    for (const rate of [0.2, 0.7]) {
      const [, variance, , fourth] = visitAll(alone, [1], rate);
      const one = exactShape(alone, [1], rate);
      expectClose(one.partsKurtosis, fourth / variance ** 2, 1e-12);
      expectClose(one.reach, Math.max(1, rate / (1 - rate)) / Math.sqrt(variance), 1e-12);
      expectClose(exactShape(four, [1], rate).partsKurtosis, one.partsKurtosis / 4, 1e-12);
      expectClose(exactShape(four, [1], rate).reach, one.reach / 2, 1e-12);
    }
  });

  test("shape of two layers is not made up where masks are too many or nothing varies", () => {
    expect(exactShape(testNetwork([1, 64, 8, 1], "relu"), [1], 0.3).excessKurtosis).toBeNaN();
    expect(exactShape(testNetwork([1, 5, 4, 1], "tanh"), [1], 0).reach).toBeNaN();
  });

  test("covariance of two points of a pass is that of all masks", () => {
    const network = testNetwork([1, 6, 1], "relu", 5);
    const [x, y, rate] = [0.8, -0.4, 0.3];
    const [meanX, meanY] = [x, y].map((point) => momentsAt(network, [point], rate).mean);
    const expected = allMasks(network, rate).reduce((sum, { mask, probability }) => {
      const missX = forwardPass(network, [x], mask, rate) - meanX;
      return sum + probability * missX * (forwardPass(network, [y], mask, rate) - meanY);
    }, 0);
    expect(Math.abs(expected)).toBeGreaterThan(1e-4);
    expectClose(exactCovariance(network, [x], [y], rate), expected, 1e-10);
    expectClose(exactCovariance(network, [x], [x], rate), momentsAt(network, [x], rate).variance, 1e-12);
  });

  // Wider than any list of masks, but no mask takes a second-layer sum across 0.
  test("of two wide ReLU layers are sums where no unit can change sides", () => {
    const small = testNetwork([1, 5, 4, 1], "relu", 5);
    small.biases[1].set([30, -30, 30, 30]);
    const [mean, variance] = visitAll(small, [0.8], 0.3);
    expectClose(momentsAt(small, [0.8], 0.3).mean, mean, 1e-11);
    expectClose(momentsAt(small, [0.8], 0.3).variance, variance, 1e-11);
    // The same network with every first-layer unit split into ten alike is wide; all is as if dropout's spread
    // through the first layer were a tenth, which the formula for one unit of that weight gives.
    const split = (values: ArrayLike<number>, by: number): number[] =>
      Array.from(values).flatMap((value) => Array.from({ length: 10 }, () => value / by));
    const wide = networkOf(
      [1, 50, 4, 1],
      "relu",
      [split(small.weights[0], 1), split(small.weights[1], 10), small.weights[2]],
      [split(small.biases[0], 1), small.biases[1], small.biases[2]],
    );
    expectClose(momentsAt(wide, [0.8], 0.3).mean, mean, 1e-11);
    const unsplit = momentsAt(small, [0.8], 0.3).variance;
    const splitVariance = momentsAt(wide, [0.8], 0.3).variance;
    const secondLayerAlone = settledOutputSpread(small, 0.8, 0.3);
    expectClose(splitVariance - secondLayerAlone, (unsplit - secondLayerAlone) / 10, 1e-9);
  });

  test("are not made up where there are none", () => {
    expect(exactMoments(testNetwork([1, 64, 8, 1], "tanh"), [1], 0.3)).toBeNull();
    expect(exactMoments(testNetwork([1, 64, 8, 1], "relu"), [1], 0.3)).toBeNull();
    expect(exactMoments(testNetwork([1, 2, 2, 2, 1], "tanh"), [1], 0.3)).toBeNull();
  });

  test("at rate 0 are the output itself, at any depth", () => {
    for (const sizes of [
      [1, 3, 1],
      [1, 40, 40, 1],
      [1, 2, 2, 2, 1],
    ]) {
      const network = testNetwork(sizes, "tanh");
      expect(momentsAt(network, [0.4], 0)).toEqual({
        mean: evaluateNetwork(network, [0.4]),
        variance: 0,
        sd: 0,
      });
    }
  });

  test.each<[string, () => unknown, string]>([
    [
      "rate",
      () => exactMoments(testNetwork([1, 2, 1], "relu"), [1], 1),
      "dropoutRate = 1; expected a number",
    ],
    [
      "point",
      () => exactMoments(testNetwork([1, 2, 1], "relu"), [1, 2], 0.5),
      "point has 2 value(s); expected 1",
    ],
    ["depth", () => exactShape(testNetwork([1, 2, 2, 2, 1], "relu"), [1], 0.5), "expected 1 or 2"],
    [
      "depth",
      () => exactCovariance(testNetwork([1, 2, 2, 1], "relu"), [1], [1], 0.5),
      "2 hidden layers; expected 1",
    ],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

/** Variance that is left when only the second layer's units are dropped, all first-layer units being kept. */
function settledOutputSpread(network: Network, x: number, rate: number): number {
  const { weights, biases } = network;
  const first = biases[0].map((bias, j) => Math.max(0, bias + weights[0][j] * x));
  let sum = 0;
  biases[1].forEach((bias, k) => {
    let z = bias;
    first.forEach((value, j) => (z += weights[1][k * first.length + j] * value));
    sum += (weights[2][k] * Math.max(0, z)) ** 2;
  });
  return (rate / (1 - rate)) * sum;
}
