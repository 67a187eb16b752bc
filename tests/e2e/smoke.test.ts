import type { Page } from "playwright";
import { expect, test } from "vitest";
import { consoleLines, expectSilentConsole, openPage } from "./helpers";

test.each([true, false])("the built page opens in silence, with WebGPU: %s", async (webgpu) => {
  const page = await openPage({ webgpu });
  expect(await page.title()).toContain("Bayescape");
  expectSilentConsole(page);
});

test("the page is served without cross-origin isolation", async () => {
  const page = await openPage();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
});

test("the WebGPU switch decides whether there is an adapter", async () => {
  const hasAdapter = (page: Page) =>
    page.evaluate(() => navigator.gpu.requestAdapter().then((adapter) => adapter !== null));
  expect(await hasAdapter(await openPage({ webgpu: true }))).toBe(true);
  const without = await openPage({ webgpu: false });
  expect(await hasAdapter(without)).toBe(false);
  expectSilentConsole(without);
});

test.each([
  ["a word", () => console.debug("heard")],
  ["an error", () => reportError(new Error("heard"))],
  ["a missing file", () => void fetch("heard.json")],
  ["a word of a worker", () => void new Worker("speaking.js")],
])("the console is not silent after %s", async (_what, speak) => {
  const page = await openPage();
  await page.route("**/speaking.js", (route) => {
    return route.fulfill({ contentType: "text/javascript", body: `console.log("heard")` });
  });
  await page.evaluate(speak);
  await expect.poll(() => consoleLines(page).join()).toContain("heard");
  expect(() => expectSilentConsole(page)).toThrow("lines on the console");
});
