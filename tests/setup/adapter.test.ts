import { expect, test } from "vitest";

test("the browser tier computes on the software WebGPU adapter", async () => {
  const adapter = await navigator.gpu.requestAdapter();
  expect(adapter?.info.architecture).toBe("swiftshader");
});

test("the browser tier is cross-origin isolated, as the served page is", () => {
  expect(crossOriginIsolated).toBe(true);
});

test("the browser tier has WebGL 2 beside WebGPU", () => {
  expect(document.createElement("canvas").getContext("webgl2")).not.toBeNull();
});
