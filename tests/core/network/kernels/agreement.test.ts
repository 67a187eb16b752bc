/** Kernel and readable core give the same passes under the same masks, within float32. */
import { describe, expect, test } from "vitest";
import { articleNetwork, evaluateNetwork, forwardPass } from "../../../../src/core/network";
import type { Activation, MaskSharing, Network } from "../../../../src/core/network";
import { drawPassesInVectors } from "../../../../src/core/network/kernels";
import { testNetwork, testStream } from "../networks";
import { mirroredMasks } from "./maskMirror";

const SHARINGS = ["perPoint", "perPass"] satisfies MaskSharing[];

function testInputs(network: Network, numPoints: number): number[] {
  const inputs = new Float64Array(numPoints * network.sizes[0]);
  testStream(9).normals(inputs, inputs.length);
  return [...inputs];
}

/** Largest distance of the kernel's passes from the core's, of the largest output there is or of 1. */
function largestError(
  network: Network,
  numPoints: number,
  options: { rate: number; numPasses: number; sharing: MaskSharing },
): number {
  const inputs = testInputs(network, numPoints);
  const maskOf = mirroredMasks(network, inputs, options, 7, 2);
  const { outputs } = drawPassesInVectors(network, inputs, options, 7, 2);
  const [numInputs] = network.sizes;
  let [error, size] = [0, 1];
  for (let pass = 0; pass < options.numPasses; pass++) {
    for (let point = 0; point < numPoints; point++) {
      const x = inputs.slice(point * numInputs, (point + 1) * numInputs);
      const expected = forwardPass(network, x, maskOf(pass, point), options.rate);
      const distance = Math.abs(outputs[pass * numPoints + point] - expected);
      error = Math.max(error, Number.isNaN(distance) ? Infinity : distance);
      size = Math.max(size, Math.abs(expected));
    }
  }
  return error / size;
}

// Some hundred roundings of 6e-8 each, most of which cancel; a wrong mask or unit misses by 1e-2 and more.
const TOLERANCE = 4e-6;

const SHAPES = [
  [1, 1, 1],
  [1, 7, 1],
  [1, 8, 1],
  [1, 32, 1],
  [2, 64, 1],
  [1, 128, 1],
  [3, 41, 1],
  [1, 1, 1, 1],
  [1, 5, 9, 1],
  [2, 33, 17, 1],
  [1, 128, 128, 1],
];

describe("passes under the masks that the kernel draws", () => {
  for (const activation of ["relu", "tanh"] satisfies Activation[]) {
    for (const sharing of SHARINGS) {
      test.each(SHAPES.map((sizes) => [sizes.join("-"), sizes] as const))(
        `%s, ${activation}, masks ${sharing}`,
        (_name, sizes) => {
          const network = testNetwork(sizes, activation);
          const options = { rate: 0.3, numPasses: 37, sharing };
          expect(largestError(network, 6, options)).toBeLessThan(TOLERANCE);
        },
      );
    }
  }

  for (const sharing of SHARINGS) {
    test(`with more passes than a run of the module makes, masks ${sharing}`, () => {
      const options = { rate: 0.3, numPasses: 1100, sharing };
      expect(largestError(testNetwork([1, 7, 1], "relu"), 3, options)).toBeLessThan(TOLERANCE);
      expect(largestError(testNetwork([1, 5, 9, 1], "relu"), 2, options)).toBeLessThan(TOLERANCE);
    });

    test(`with more points than a run of the module takes, masks ${sharing}`, () => {
      const options = { rate: 0.3, numPasses: 20, sharing };
      expect(largestError(articleNetwork(), 131, options)).toBeLessThan(TOLERANCE);
      expect(largestError(testNetwork([1, 5, 9, 1], "relu"), 131, options)).toBeLessThan(TOLERANCE);
    });

    test.each([1e-5, 0.5, 0.95, 0.9999])(`at rate %f, masks ${sharing}`, (rate) => {
      const options = { rate, numPasses: 400, sharing };
      expect(largestError(testNetwork([1, 32, 1], "tanh"), 3, options)).toBeLessThan(TOLERANCE);
      expect(largestError(testNetwork([1, 33, 17, 1], "relu"), 2, options)).toBeLessThan(TOLERANCE);
    });

    test(`at rate 0 all are the network itself, masks ${sharing}`, () => {
      const network = testNetwork([2, 33, 17, 1], "tanh");
      const inputs = testInputs(network, 5);
      const { outputs } = drawPassesInVectors(network, inputs, { rate: 0, numPasses: 900, sharing }, 3);
      expect(new Set(outputs).size).toBe(5);
      for (let point = 0; point < 5; point++) {
        const plain = evaluateNetwork(network, inputs.slice(2 * point, 2 * point + 2));
        expect(Math.abs(outputs[point] - plain)).toBeLessThan(1e-6);
      }
    });
  }

  test("where no unit is alive they are the bias", () => {
    const network = testNetwork([1, 9, 5, 1], "relu");
    network.biases[0].fill(-100);
    network.biases[1].fill(-100);
    network.biases[2][0] = 0.75;
    for (const sharing of SHARINGS) {
      const options = { rate: 0.3, numPasses: 20, sharing };
      const { outputs } = drawPassesInVectors(network, [0.1, 0.2], options, 3);
      expect(new Set(outputs)).toEqual(new Set([0.75]));
    }
  });
});
