import { describe, expect, test } from "vitest";
import {
  coverage,
  drawPasses,
  ensembleOutputs,
  evaluateNetwork,
  normalBand,
  outputsAt,
  passLogScore,
  summarizeClasses,
  summarizePasses,
} from "../../../src/core/network";
import type { PassOutputs } from "../../../src/core/network";
import { expectAllClose, expectClose } from "../seedNumbers";
import { testNetwork, testStream } from "./networks";

/** Four passes over three points. */
const PASSES: PassOutputs = {
  numPasses: 4,
  numPoints: 3,
  outputs: Float64Array.of(1, 5, 0, 2, 5, -8, 4, 5, 8, 3, 5, 4),
};

describe("passes are summed up", () => {
  test("point by point, worked out by hand", () => {
    const { mean, modelSd, totalSd, quantiles } = summarizePasses(PASSES, {
      probabilities: [0, 0.5, 1],
      noiseVariance: 2,
    });
    const variances = [5 / 3, 0, 140 / 3];
    expect([...mean]).toEqual([2.5, 5, 1]);
    expectAllClose(modelSd, variances.map(Math.sqrt), 1e-14);
    expectAllClose(
      totalSd,
      variances.map((variance) => Math.sqrt(variance + 2)),
      1e-14,
    );
    expect(quantiles.map((values) => [...values])).toEqual([
      [1, 5, -8],
      [2.5, 5, 2],
      [4, 5, 8],
    ]);
    expect([...PASSES.outputs.subarray(3, 6)]).toEqual([2, 5, -8]);
  });

  test("a single pass has a mean and no sd", () => {
    const { mean, modelSd } = summarizePasses({ numPasses: 1, numPoints: 1, outputs: Float64Array.of(3) });
    expect(mean[0]).toBe(3);
    expect(modelSd[0]).toBeNaN();
  });

  test("an ensemble looks like passes", () => {
    const networks = [1, 2, 3].map((seed) => testNetwork([2, 5, 1], "tanh", seed));
    const inputs = [0.1, 0.2, -1, 3];
    const { numPasses, numPoints, outputs } = ensembleOutputs(networks, inputs);
    expect([numPasses, numPoints]).toEqual([3, 2]);
    networks.forEach((network, member) => {
      expect(outputs[2 * member]).toBe(evaluateNetwork(network, [0.1, 0.2]));
      expect(outputs[2 * member + 1]).toBe(evaluateNetwork(network, [-1, 3]));
    });
    expect([...outputsAt({ numPasses, numPoints, outputs }, 1)]).toEqual([
      outputs[1],
      outputs[3],
      outputs[5],
    ]);
  });

  test("passes replay from their stream", () => {
    const network = testNetwork([1, 5, 1], "relu");
    const options = { rate: 0.5, numPasses: 20, sharing: "perPass" } as const;
    const first = drawPasses(network, [1, 2], options, testStream(9));
    expect(drawPasses(network, [1, 2], options, testStream(9))).toEqual(first);
    expect(drawPasses(network, [1, 2], options, testStream(10))).not.toEqual(first);
  });
});

describe("two classes", () => {
  test("doubt of each pass is noise, doubt between passes is the model's", () => {
    const certain = Math.log(999_999);
    // At the first point every pass tosses a coin; at the second half the passes swear by each class.
    const passes = { numPasses: 2, numPoints: 2, outputs: Float64Array.of(0, certain, 0, -certain) };
    const { probability, totalEntropy, noiseEntropy, modelEntropy } = summarizeClasses(passes);
    expectAllClose(probability, [0.5, 0.5], 1e-14);
    expectAllClose(totalEntropy, [Math.LN2, Math.LN2], 1e-14);
    const left = -(1e-6 * Math.log(1e-6) + (1 - 1e-6) * Math.log(1 - 1e-6));
    expectAllClose(noiseEntropy, [Math.LN2, left], 1e-9);
    expect(modelEntropy[0]).toBeLessThan(1e-15);
    expectClose(modelEntropy[1], Math.LN2 - left, 1e-12);
  });

  test("odds beyond all numbers are still a probability", () => {
    const passes = { numPasses: 2, numPoints: 2, outputs: Float64Array.of(900, -900, 900, -900) };
    const { probability, totalEntropy } = summarizeClasses(passes);
    expect([...probability]).toEqual([1, 0]);
    expect([...totalEntropy]).toEqual([0, 0]);
  });
});

describe("scores", () => {
  test("log score is the mean log of the mixture's density", () => {
    const values = [2, 4.5, -1];
    const density = (point: number): number => {
      const terms = [...outputsAt(PASSES, point)].map(
        (output) => Math.exp(-((values[point] - output) ** 2) / (2 * 0.3)) / Math.sqrt(2 * Math.PI * 0.3),
      );
      return terms.reduce((sum, term) => sum + term, 0) / terms.length;
    };
    const expected = [0, 1, 2].reduce((sum, point) => sum + Math.log(density(point)), 0) / 3;
    expectClose(passLogScore(PASSES, values, 0.3), expected, 1e-13);
  });

  test("log score far from every pass is low and finite", () => {
    const score = passLogScore(PASSES, [1e4, 5, 0], 0.01);
    expectClose(score, -((1e4 - 4) ** 2) / 0.02 / 3, 1e-6);
  });

  test("a band covers what lies in it", () => {
    const band = normalBand(Float64Array.of(0, 0, 0, 0), Float64Array.of(1, 1, 2, 2), 0.9);
    expectAllClose(
      band.upper,
      [1.6448536269514722, 1.6448536269514722, 3.2897072539029444, 3.2897072539029444],
      1e-14,
    );
    expect([...band.lower]).toEqual([...band.upper].map((value) => -value));
    const truth = [1.7, -1.6, -3.3, band.upper[3]];
    expect(coverage(band, truth)).toBe(0.5);
    expect(coverage(band, truth, (point) => point !== 0)).toBe(2 / 3);
    expect(coverage(band, truth, () => false)).toBeNaN();
  });

  test.each<[string, () => unknown, string]>([
    [
      "noiseVariance",
      () => passLogScore(PASSES, [1, 2, 3], 0),
      "noiseVariance = 0; expected a finite number above 0",
    ],
    ["values", () => passLogScore(PASSES, [1, 2], 1), "values has 2 value(s); expected 3, one a point"],
    ["mass", () => normalBand(Float64Array.of(0), Float64Array.of(1), 1), "mass = 1"],
    ["negative noise", () => summarizePasses(PASSES, { noiseVariance: -1 }), "noiseVariance = -1"],
    ["probability", () => summarizePasses(PASSES, { probabilities: [2] }), "probability = 2"],
    ["ensemble", () => ensembleOutputs([], [1]), "ensemble has 0 networks"],
    [
      "numPasses",
      () =>
        drawPasses(
          testNetwork([1, 1, 1], "relu"),
          [1],
          { rate: 0, numPasses: 0, sharing: "perPass" },
          testStream(1),
        ),
      "numPasses = 0",
    ],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});
