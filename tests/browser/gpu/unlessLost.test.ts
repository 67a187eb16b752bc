import { expect, it } from "vitest";
import { unlessLost } from "../../../src/engine/gpu/unlessLost";

/** A device of which only the loss matters, and what loses it. */
function makeDevice(): { device: GPUDevice; lose: () => void } {
  let lose = (): void => {};
  const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
    lose = () => resolve({ reason: "unknown", message: "unplugged" } as GPUDeviceLostInfo);
  });
  return { device: { lost } as GPUDevice, lose };
}

const NEVER = new Promise<number>(() => {});

it("hands on what the work gives", async () => {
  const { device } = makeDevice();
  expect(await unlessLost(device, Promise.resolve(7))).toBe(7);
  await expect(unlessLost(device, Promise.reject(new Error("own trouble")))).rejects.toThrow("own trouble");
});

it("rejects work that hangs as soon as the device is lost", async () => {
  const { device, lose } = makeDevice();
  const waiting = [unlessLost(device, NEVER), unlessLost(device, NEVER)];
  lose();
  for (const work of waiting) {
    await expect(work).rejects.toThrow("The graphics device was lost: unplugged");
  }
});

it("rejects work that hangs on a device that was lost before", async () => {
  const { device, lose } = makeDevice();
  const earlier = unlessLost(device, NEVER);
  lose();
  await expect(earlier).rejects.toThrow("lost");
  await expect(unlessLost(device, NEVER)).rejects.toThrow("The graphics device was lost: unplugged");
});

it("calls the loss by its name where the work fails of it", async () => {
  const { device, lose } = makeDevice();
  lose();
  const fail = async (): Promise<never> => {
    await device.lost;
    throw new Error("mapAsync was aborted");
  };
  await expect(unlessLost(device, fail())).rejects.toThrow("unplugged");
});
