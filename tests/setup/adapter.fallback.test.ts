import { expect, test } from "vitest";

test("the fallback tier has navigator.gpu but no adapter", async () => {
  expect("gpu" in navigator).toBe(true);
  expect(await navigator.gpu.requestAdapter()).toBeNull();
});
