/** What is refused, and what a call does when its device goes. */
import { expect, test, vi } from "vitest";
import { drawPassesOnGpu, fitsGpuPasses, GpuPasses } from "../../../../src/engine/gpu/passes";
import { testNetwork } from "../../../core/network/networks";
import { sharedDevice } from "../sharedDevice";
import { gpuPassesOf, replacing } from "./passScores";

const network = testNetwork([1, 8, 1], "relu");
const options = { rate: 0.3, numPasses: 64, sharing: "perPoint" } as const;

async function ownDevice(): Promise<GPUDevice> {
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("no adapter");
  return await adapter.requestDevice();
}

test("a shader that does not compile: its line for the developer, an error for the caller", async () => {
  const say = vi.spyOn(console, "error").mockReturnValue();
  const create = gpuPassesOf(
    network,
    replacing("var undecided = 0xffffffffu;", "var undecided = unheardOf;"),
  );
  await expect(create).rejects.toThrow(
    /^Passes of 1-8-1 networks \(relu\) does not compile: line \d+: .*unheardOf/,
  );
  expect(say.mock.calls.flat().join("\n")).toContain("var undecided = unheardOf;");
  say.mockRestore();
});

test("a device that is lost in the middle: all calls are rejected with an error that says so", async () => {
  const device = await ownDevice();
  const passes = await GpuPasses.create(device, testNetwork([1, 64, 64, 1], "relu"));
  const inputs = Float64Array.from({ length: 100 }, (_, i) => i / 50 - 1);
  const calls = [
    passes.draw(inputs, { ...options, numPasses: 20_000 }, 1),
    passes.passMoments(inputs, { ...options, numPasses: 20_000 }, 1),
  ];
  const outcomes = Promise.allSettled(calls);
  await new Promise((resolve) => setTimeout(resolve, 20));
  device.destroy();
  for (const outcome of await outcomes) {
    expect(outcome.status).toBe("rejected");
    if (outcome.status === "rejected")
      expect(String(outcome.reason)).toContain("The graphics device was lost");
  }
  await expect(passes.draw([1], options, 1)).rejects.toThrow("The graphics device was lost");
  await expect(drawPassesOnGpu(device, network, [1], options, 1)).rejects.toThrow(
    "The graphics device was lost",
  );
});

test("disposed of in the middle: calls are rejected, and so are later ones", async () => {
  const passes = await gpuPassesOf(testNetwork([1, 64, 64, 1], "relu"));
  const inputs = Float64Array.from({ length: 100 }, (_, i) => i / 50 - 1);
  const call = passes.draw(inputs, { ...options, numPasses: 20_000 }, 1);
  const outcome = expect(call).rejects.toThrow("disposed of");
  await new Promise((resolve) => setTimeout(resolve, 20));
  passes.dispose();
  passes.dispose();
  await outcome;
  await expect(passes.passMoments([1], options, 1)).rejects.toThrow("disposed of");
  // The device is as good as before.
  const { device } = await sharedDevice();
  expect((await drawPassesOnGpu(device, network, [1], options, 1)).outputs).toHaveLength(64);
});

test.each([
  [{ rate: 1 }, "dropoutRate = 1; expected a number from 0 to less than 1"],
  [{ numPasses: 0 }, "numPasses = 0"],
  [
    { numPasses: 2 ** 31 },
    /2147483648 passes at 2 points take 17179869184 bytes; this graphics card allows \d+/,
  ],
])("refused: options %o", async (change, message) => {
  const { device } = await sharedDevice();
  const draw = drawPassesOnGpu(device, network, [1, 2], { ...options, ...change }, 1);
  await expect(draw).rejects.toThrow(RangeError);
  await expect(draw).rejects.toThrow(message);
});

test("refused: seeds, inputs and weights that make no sense in float32", async () => {
  const { device } = await sharedDevice();
  await expect(drawPassesOnGpu(device, network, [1], options, -1)).rejects.toThrow("seed = -1");
  await expect(drawPassesOnGpu(device, network, [], options, 1)).rejects.toThrow("inputs have 0 value(s)");
  await expect(drawPassesOnGpu(device, network, [1, 1e39], options, 1)).rejects.toThrow(
    "inputs holds 1e+39 at 1; expected finite numbers of float32",
  );
  const huge = testNetwork([1, 8, 1], "relu");
  huge.weights[1][2] = 1e60;
  // 8 weights and 8 biases come before.
  await expect(drawPassesOnGpu(device, huge, [1], options, 1)).rejects.toThrow("network holds 1e+60 at 18");
});

test.each([[[3, 8, 1]], [[1, 129, 1]], [[1, 8, 129, 1]], [[1, 4, 4, 4, 1]]])("refused: %j", async (sizes) => {
  const { device } = await sharedDevice();
  const unfit = testNetwork(sizes, "relu");
  expect(fitsGpuPasses(unfit)).toBe(false);
  await expect(GpuPasses.create(device, unfit)).rejects.toThrow(
    `a network ${sizes.join("-")} on the graphics card`,
  );
});
