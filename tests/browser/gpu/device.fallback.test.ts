import { afterEach, expect, it } from "vitest";
import { acquireDevice, type MissingDevice } from "../../../src/engine/gpu/device";

/** Shadows the browser's navigator.gpu until the test ends. */
function pretendGpu(gpu: unknown): void {
  Object.defineProperty(navigator, "gpu", { value: gpu, configurable: true });
}

function gpuWith(adapter: unknown): unknown {
  return { requestAdapter: async () => adapter };
}

const AMPLE = new Proxy({}, { get: () => 1e9 });

/** Each way to have no device: what the browser gives, and a word that the message must have. */
const WAYS: [reason: MissingDevice["reason"], pretend: () => void, word: RegExp][] = [
  ["noAdapter", () => {}, /no graphics card that it may use/],
  ["missing", () => pretendGpu(undefined), /no WebGPU/],
  [
    "limits",
    () => pretendGpu(gpuWith({ limits: { maxStorageBuffersPerShaderStage: 1 } })),
    /maxStorageBuffersPerShaderStage is 1, and 4 is needed/,
  ],
  [
    "failed",
    () =>
      pretendGpu(
        gpuWith({ limits: AMPLE, requestDevice: () => Promise.reject(new Error("driver crashed")) }),
      ),
    /no device \(driver crashed\)/,
  ],
];

afterEach(() => {
  Reflect.deleteProperty(navigator, "gpu");
});

it.each(WAYS)("%s: says so, and what still works", async (reason, pretend, word) => {
  pretend();
  const outcome = await acquireDevice();
  if ("device" in outcome) throw new Error("expected no device");
  expect(outcome.reason).toBe(reason);
  expect(outcome.message).toMatch(word);
  expect(outcome.message).toMatch(/A worker computes the surface instead/);
});

it("a device that comes as lost already counts as failed", async () => {
  const device = { lost: Promise.resolve({ reason: "unknown", message: "context gone." }) };
  pretendGpu(gpuWith({ limits: AMPLE, requestDevice: async () => device }));
  expect(await acquireDevice()).toMatchObject({
    reason: "failed",
    message: expect.stringContaining("(context gone)") as string,
  });
});

it("an adapter request that throws counts as failed", async () => {
  pretendGpu({ requestAdapter: () => Promise.reject(new TypeError("not allowed here")) });
  expect(await acquireDevice()).toMatchObject({ reason: "failed" });
});

it("the messages differ", async () => {
  const messages = new Set<string>();
  for (const [, pretend] of WAYS) {
    pretend();
    const outcome = await acquireDevice();
    messages.add("message" in outcome ? outcome.message : "a device");
    Reflect.deleteProperty(navigator, "gpu");
  }
  expect(messages.size).toBe(WAYS.length);
});

it("a failure is not kept: the next call tries anew", async () => {
  pretendGpu(undefined);
  expect(await acquireDevice()).toMatchObject({ reason: "missing" });
  Reflect.deleteProperty(navigator, "gpu");
  expect(await acquireDevice()).toMatchObject({ reason: "noAdapter" });
});
