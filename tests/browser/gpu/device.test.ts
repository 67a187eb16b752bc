import { expect, it, vi } from "vitest";
import { gridOver } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { defaultsOf } from "../../../src/core/settings";
import { targetByKey } from "../../../src/core/targets";
import { acquireDevice } from "../../../src/engine/gpu/device";
import { computeGridOnGpu } from "../../../src/engine/gpu/gridOnGpu";
import { sharedDevice } from "./sharedDevice";

const [target, mixture] = ["meanLogSd", "mixture"].map((key) => {
  const definition = targetByKey(key);
  return definition.create(defaultsOf(definition.settings) as Record<string, number>);
});

it("shares one device, and says what it is", async () => {
  const [first, second] = await Promise.all([acquireDevice(), acquireDevice()]);
  expect(second).toBe(first);
  const { device, adapterName, isSoftware } = await sharedDevice();
  expect(device).toBeInstanceOf(GPUDevice);
  expect(adapterName).toMatch(/swiftshader/i);
  expect(isSoftware).toBe(true);
});

it("rejects a run in the midst of which the device is lost, and acquires another device", async () => {
  const { device, lost } = await sharedDevice();
  await computeGridOnGpu(device, target, gridOver(target, 16));
  const submit = vi.spyOn(device.queue, "submit");
  const run = computeGridOnGpu(device, target, gridOver(target, 1024));
  const another = computeGridOnGpu(device, target, gridOver(target, 64));
  // Far enough for both to be submitted, and their results not to be there.
  await Promise.resolve();
  expect(submit.mock.calls.length).toBeGreaterThan(2);
  device.destroy();
  await expect(run).rejects.toThrow("The graphics device was lost");
  await expect(another).rejects.toThrow("The graphics device was lost");
  expect(await lost).toMatch(/^The graphics device was lost.*a worker computes the surface/);

  const next = await sharedDevice();
  expect(next.device).not.toBe(device);
  const shape = gridOver(target, 32);
  const { values } = await computeGridOnGpu(next.device, target, shape);
  expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
});

it("rejects where the device is lost while the kernel compiles, and where it was lost before", async () => {
  const { device, lost } = await sharedDevice();
  const run = computeGridOnGpu(device, mixture, gridOver(mixture, 16));
  device.destroy();
  await expect(run).rejects.toThrow("The graphics device was lost");
  await lost;
  const after = computeGridOnGpu(device, target, gridOver(target, 16));
  await expect(after).rejects.toThrow("The graphics device was lost");
});
