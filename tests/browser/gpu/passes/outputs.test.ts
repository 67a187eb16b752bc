/** What a pass puts out is the core's, mask for mask. */
import { describe, expect, test } from "vitest";
import {
  evaluateNetwork,
  forwardPass,
  numHiddenUnits,
  summarizePasses,
  type Activation,
  type MaskSharing,
  type Network,
} from "../../../../src/core/network";
import { drawPassesOnGpu } from "../../../../src/engine/gpu/passes";
import { testNetwork } from "../../../core/network/networks";
import { sharedDevice } from "../sharedDevice";
import { blockMasks } from "./blockMasks";
import { gpuPassesOf } from "./passScores";

const SHAPES: readonly (readonly number[])[] = [
  [1, 1, 1],
  [1, 32, 1],
  [2, 64, 1],
  [1, 7, 5, 1],
  [2, 33, 16, 1],
  [1, 128, 128, 1],
];
const CASES = SHAPES.flatMap((sizes) =>
  (["relu", "tanh"] as const).map((activation): [string, readonly number[], Activation] => [
    `${sizes.join("-")} ${activation}`,
    sizes,
    activation,
  ]),
);
const SHARINGS: readonly MaskSharing[] = ["perPoint", "perPass"];
/** Of sums of up to 128 terms of size 1, in float32. */
const TOLERANCE = 1e-5;

function inputsOf({ sizes: [numInputs] }: Network, numPoints: number): Float64Array {
  return Float64Array.from({ length: numPoints * numInputs }, (_, i) => ((i * 0.37) % 6) - 3);
}

/** The largest difference, relative to 1 and the largest output. */
function distance(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(found.length).toBe(expected.length);
  let [most, size] = [0, 1];
  for (let i = 0; i < found.length; i++) {
    // Written so that NaN counts.
    if (!(Math.abs(found[i] - expected[i]) <= most)) most = Math.abs(found[i] - expected[i]);
    size = Math.max(size, Math.abs(expected[i]));
  }
  return most / size;
}

describe.each(CASES)("%s", (_name, sizes, activation) => {
  const network = testNetwork(sizes, activation);
  const inputs = inputsOf(network, 9);
  const pointAt = (point: number): Float64Array => inputs.slice(point * sizes[0], (point + 1) * sizes[0]);

  test.each(SHARINGS)("with nothing dropped it is the network itself (%s)", async (sharing) => {
    const { device } = await sharedDevice();
    const found = await drawPassesOnGpu(device, network, inputs, { rate: 0, numPasses: 3, sharing }, 5);
    const outputs = Array.from({ length: 27 }, (_, i) => evaluateNetwork(network, pointAt(i % 9)));
    expect(found.numPasses).toBe(3);
    expect(found.numPoints).toBe(9);
    expect(distance(found.outputs, outputs)).toBeLessThan(TOLERANCE);
  });

  test.each(SHARINGS)("every pass is the core's under the same mask (%s, seed 6)", async (sharing) => {
    const { device } = await sharedDevice();
    // Neither a whole number of blocks.
    const options = { rate: 0.4, numPasses: 75, sharing };
    const found = await drawPassesOnGpu(device, network, inputs, options, 6);
    const masks = [0, 1, 2].map((block) =>
      Array.from({ length: 9 }, (_, point) =>
        blockMasks(numHiddenUnits(network), 0.4, { seed: 6, block, point, sharing }),
      ),
    );
    const expected = found.outputs.map((_, i) => {
      const [pass, point] = [Math.floor(i / 9), i % 9];
      return forwardPass(network, pointAt(point), masks[pass >> 5][point][pass & 31], 0.4);
    });
    expect(distance(found.outputs, expected)).toBeLessThan(TOLERANCE);
  });
});

const network = testNetwork([1, 16, 1], "relu", 2);
const inputs = inputsOf(network, 50);
const options = { rate: 0.25, numPasses: 200, sharing: "perPoint" } as const;

test("the same seed gives the same outputs, another one others", async () => {
  const { device } = await sharedDevice();
  const draw = async (seed: number): Promise<Float64Array> =>
    (await drawPassesOnGpu(device, network, inputs, options, seed)).outputs;
  // At the same time, too.
  const [first, again, other] = await Promise.all([draw(0xffffffff), draw(0xffffffff), draw(0)]);
  expect(again).toEqual(first);
  expect(await draw(0xffffffff)).toEqual(first);
  expect(other.filter((value, i) => value !== first[i]).length).toBeGreaterThan(0.9 * first.length);
});

test("more passes, or more points, change none that were there", async () => {
  const passes = await gpuPassesOf(network);
  const few = await passes.draw(inputs.slice(0, 20), { ...options, numPasses: 70 }, 3);
  const many = await passes.draw(inputs, options, 3);
  const part = few.outputs.map((_, i) => many.outputs[Math.floor(i / 20) * 50 + (i % 20)]);
  expect(part).toEqual(few.outputs);
  passes.dispose();
});

test.each([0, 0.25, 0.95])("sums made on the card are those of the same passes (rate %d)", async (rate) => {
  const passes = await gpuPassesOf(testNetwork([1, 9, 6, 1], "tanh"));
  // Two groups of blocks and some, the last block incomplete.
  const chosen = { rate, numPasses: 2200, sharing: "perPoint" } as const;
  const found = await passes.passMoments(inputs, chosen, 4);
  const { mean, modelSd } = summarizePasses(await passes.draw(inputs, chosen, 4));
  expect(distance(found.mean, mean)).toBeLessThan(TOLERANCE);
  expect(distance(found.modelSd, modelSd)).toBeLessThan(TOLERANCE);
  expect(await passes.passMoments(inputs, chosen, 4)).toEqual(found);
  passes.dispose();
});

test("sums of more passes than are kept at a time, and of a single one", async () => {
  const passes = await gpuPassesOf(testNetwork([1, 2, 1], "relu"));
  const numPoints = 5000;
  const many = inputsOf(network, numPoints);
  // At 5000 points 6 groups of 1024 passes are kept at a time.
  const long = await passes.passMoments(many, { ...options, numPasses: 7000 }, 8);
  const few = await passes.draw(many.slice(0, 40), { ...options, numPasses: 7000 }, 8);
  const { mean, modelSd } = summarizePasses(few);
  expect(distance(long.mean.slice(0, 40), mean)).toBeLessThan(TOLERANCE);
  expect(distance(long.modelSd.slice(0, 40), modelSd)).toBeLessThan(TOLERANCE);
  const one = await passes.passMoments(many.slice(0, 3), { ...options, numPasses: 1 }, 8);
  expect(distance(one.mean, few.outputs.slice(0, 3))).toBeLessThan(TOLERANCE);
  expect([...one.modelSd]).toEqual([NaN, NaN, NaN]);
  passes.dispose();
});
