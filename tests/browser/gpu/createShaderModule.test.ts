import { expect, it, vi } from "vitest";
import { createShaderModule } from "../../../src/engine/gpu/createShaderModule";
import { sharedDevice } from "./sharedDevice";

it("compiles what is right, without a word", async () => {
  const { device } = await sharedDevice();
  const say = vi.spyOn(console, "error").mockReturnValue();
  const code = "@compute @workgroup_size(1) fn main() {}";
  expect(await createShaderModule(device, "Right shader", code)).toBeInstanceOf(GPUShaderModule);
  expect(say).not.toHaveBeenCalled();
  say.mockRestore();
});

it("rejects a shader that does not compile and shows the developer the source line", async () => {
  const { device } = await sharedDevice();
  const say = vi.spyOn(console, "error").mockReturnValue();
  const uncaptured = vi.fn();
  device.addEventListener("uncapturederror", uncaptured);
  const code = "fn half(x: f32) -> f32 {\n  return x * unknownFactor;\n}";
  await expect(createShaderModule(device, "Wrong shader", code)).rejects.toThrow(
    /^Wrong shader does not compile: line 2: .*unknownFactor/,
  );
  expect(say.mock.calls.flat().join("\n")).toContain("  return x * unknownFactor;");
  await device.queue.onSubmittedWorkDone();
  expect(uncaptured).not.toHaveBeenCalled();
  device.removeEventListener("uncapturederror", uncaptured);
  say.mockRestore();
});
