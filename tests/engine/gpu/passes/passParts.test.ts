/** What surrounds the kernels: how networks are packed, what fits, and how sums are added up. */
import { describe, expect, test } from "vitest";
import { fitsGpuPasses, layoutConstants, packNetwork } from "../../../../src/engine/gpu/passes/packNetwork";
import { mustHold, passesOfPart } from "../../../../src/engine/gpu/passes/passLimits";
import { addTotals, emptyPassTotals, momentsOfTotals } from "../../../../src/engine/gpu/passes/passMoments";
import { dropThreshold } from "../../../../src/engine/gpu/passes/passRounds";
import { passShader } from "../../../../src/engine/gpu/passes/passShader";
import { testNetwork } from "../../../core/network/networks";

describe("packed networks", () => {
  test.each([[[1, 5, 1]], [[2, 3, 1]], [[2, 4, 3, 1]]])(
    "%j: each layer is where the constants say",
    (sizes) => {
      const network = testNetwork(sizes, "tanh");
      const packed = packNetwork(network);
      const constants = new Map(
        [...layoutConstants(network).matchAll(/^const (\w+) = (\d+)u;$/gm)].map(([, name, value]) => [
          name,
          Number(value),
        ]),
      );
      expect(constants.get("NUM_INPUTS")).toBe(sizes[0]);
      let total = 0;
      network.weights.forEach((weights, i) => {
        const isOutput = i === network.weights.length - 1;
        const place = isOutput ? "OUTPUT_" : "";
        const number = isOutput ? "" : `${i + 1}_`;
        const weightsAt = constants.get(isOutput ? "OUTPUT_WEIGHTS_AT" : `WEIGHTS_${number}AT`) ?? NaN;
        const biasesAt = constants.get(isOutput ? `${place}BIAS_AT` : `BIASES_${number}AT`) ?? NaN;
        if (!isOutput) expect(constants.get(`WIDTH_${i + 1}`)).toBe(sizes[i + 1]);
        const biases = network.biases[i];
        expect(packed.slice(weightsAt, weightsAt + weights.length)).toEqual(Float32Array.from(weights));
        expect(packed.slice(biasesAt, biasesAt + biases.length)).toEqual(Float32Array.from(biases));
        total += weights.length + biases.length;
      });
      expect(packed).toHaveLength(total);
    },
  );

  test("a number beyond float32 is refused", () => {
    const network = testNetwork([1, 2, 1], "relu");
    network.biases[0][1] = -4e38;
    expect(() => packNetwork(network)).toThrow(
      "network holds -4e+38 at 3; expected finite numbers of float32",
    );
  });

  test.each([
    [[1, 1, 1], true],
    [[2, 128, 128, 1], true],
    [[3, 8, 1], false],
    [[1, 129, 1], false],
    [[1, 8, 129, 1], false],
    [[1, 8, 8, 8, 1], false],
  ])("there is a kernel for %j: %s", (sizes, fits) => {
    expect(fitsGpuPasses({ sizes })).toBe(fits);
  });

  test("the shader differs in its sizes, and not in its weights", () => {
    const code = passShader(testNetwork([1, 4, 1], "relu", 1));
    expect(passShader(testNetwork([1, 4, 1], "relu", 2))).toBe(code);
    expect(passShader(testNetwork([1, 5, 1], "relu", 1))).not.toBe(code);
    expect(passShader(testNetwork([1, 4, 1], "tanh", 1))).not.toBe(code);
    expect(code).not.toContain("fn addSecondLayerUnit");
    expect(passShader(testNetwork([1, 4, 4, 1], "relu"))).toContain("fn addSecondLayerUnit");
  });
});

describe("limits", () => {
  const limits = { maxStorageBufferBindingSize: 1000, maxBufferSize: 800 };

  test("the smaller one counts", () => {
    expect(() => mustHold(limits, 800, "7 things")).not.toThrow();
    expect(() => mustHold(limits, 801, "7 things")).toThrow(
      "7 things take 801 bytes; this graphics card allows 800 in a buffer",
    );
  });

  test("a part is whole groups of 1024 passes, as many as fit, and at least one", () => {
    // 33 sums of 8 bytes a point and group.
    expect(passesOfPart({ ...limits, maxBufferSize: 264 * 3 + 8 }, 1)).toBe(3 * 1024);
    expect(passesOfPart(limits, 100)).toBe(1024);
    const roomy = { maxStorageBufferBindingSize: 2 ** 31, maxBufferSize: 2 ** 31 };
    expect(passesOfPart(roomy, 100) * 100).toBeLessThan(2 ** 26);
  });
});

test("rates are thresholds of 32 bits", () => {
  expect([0, 2 ** -32, 0.3, 0.5, 1 - 2 ** -32].map(dropThreshold)).toEqual([
    0, 1, 1288490189, 2147483648, 4294967295,
  ]);
  // Not 2^32, which as a word would be 0.
  expect(dropThreshold(1 - 2 ** -53)).toBe(4294967295);
});

describe("sums", () => {
  test("of groups and points become means and sds", () => {
    // Passes 3, 4, 5, 8 and 10, 10, 10, 10 as differences from 4 and 9, in two groups.
    const totals = emptyPassTotals(2);
    addTotals(totals, Float32Array.of(-1, 1, 2, 2));
    addTotals(totals, Float32Array.of(1, 1, 1, 1, 4, 16, 1, 1));
    const { mean, modelSd, numPasses, numPoints } = momentsOfTotals(totals, [4, 9], 4);
    expect([numPasses, numPoints]).toEqual([4, 2]);
    expect([...mean]).toEqual([5, 10]);
    expect(modelSd[0]).toBeCloseTo(Math.sqrt(14 / 3), 14);
    expect(modelSd[1]).toBe(0);
  });

  test("no rounding makes an sd of a negative variance", () => {
    const totals = emptyPassTotals(1);
    addTotals(totals, Float32Array.of(3, 2.9999));
    expect([...momentsOfTotals(totals, [0], 3).modelSd]).toEqual([0]);
  });

  test("a single pass has no sd", () => {
    const totals = emptyPassTotals(1);
    addTotals(totals, Float32Array.of(2, 4));
    expect([...momentsOfTotals(totals, [1], 1).mean]).toEqual([3]);
    expect([...momentsOfTotals(totals, [1], 1).modelSd]).toEqual([NaN]);
  });
});
