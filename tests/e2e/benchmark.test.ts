/** The benchmark in the built page: a tiny run ends, a cancelled one keeps its rows, results leave and come back. */
import { readFileSync } from "node:fs";
import type { JSHandle, Page } from "playwright";
import { expect, test } from "vitest";
import type { BenchmarkHandle } from "../../src/labs/benchmark/handle";
import { parseResults } from "../../src/labs/benchmark/results";
import { expectSilentConsole, openPage, type PageOptions } from "./helpers";

/** One workload on two backends, as short as settings allow. */
const TINY =
  "benchmark?runMala=false&runHmc=false&runGrid=false&runDropoutSmall=false&runDropoutLarge=false&onTuned=false&onRelaxed=false&onWebgpu=false&seconds=0.1&numChains=64&scaleWorkers=false&scaleChains=false";

async function openBenchmark(
  options: PageOptions = {},
): Promise<{ page: Page; lab: JSHandle<BenchmarkHandle> }> {
  const page = await openPage({ hash: TINY, ...options });
  await page.waitForFunction(() => "bayescape" in window);
  const lab = await page.evaluateHandle(() => window.bayescape as unknown as BenchmarkHandle);
  await lab.evaluate((handle) => handle.ready);
  return { page, lab };
}

const finished = (lab: JSHandle<BenchmarkHandle>) =>
  expect.poll(() => lab.evaluate((handle) => handle.isRunning()), { timeout: 60_000 }).toBe(false);

test("a tiny run shows a number for each row, downloads them and holds them against themselves", async () => {
  const { page, lab } = await openBenchmark();
  await expect.poll(() => page.locator(".bench-empty").textContent()).toContain("Random-walk Metropolis");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await finished(lab);
  await expect.poll(() => page.locator(".bench-table tbody tr").count()).toBe(2);
  expect(await page.locator(".bench-table td.bench-rate strong").allTextContents()).toEqual([
    expect.stringMatching(/^[\d.]+\s[kMG]$/),
    expect.stringMatching(/^[\d.]+\s[kMG]$/),
  ]);
  expect(await lab.evaluate((handle) => handle.results()?.isComplete)).toBe(true);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download JSON" }).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  const results = parseResults(text);
  expect(results.rows.map(({ backend, state, repeats }) => [backend, state, repeats.length])).toEqual([
    ["float64", "measured", 9],
    ["simd", "measured", 9],
  ]);

  await page.getByRole("button", { name: "Compare with earlier" }).click();
  await page.getByRole("textbox", { name: "JSON of an earlier run" }).fill("hello");
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect.poll(() => page.locator(".bench-problem").textContent()).toContain("not JSON");
  await page.getByRole("textbox", { name: "JSON of an earlier run" }).fill(text);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await expect
    .poll(() => page.locator("td.bench-earlier").allTextContents())
    .toEqual([expect.stringContaining("1.00"), expect.stringContaining("1.00")]);
  await page.getByRole("button", { name: "End comparison" }).click();
  await expect.poll(() => page.locator("td.bench-earlier").count()).toBe(0);
  expectSilentConsole(page);
});

test("a run that is cancelled keeps what it has, and another one can follow", async () => {
  const { page, lab } = await openBenchmark({ hash: TINY.replace("seconds=0.1", "seconds=20") });
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => page.locator(".bench-table tbody tr").count(), { timeout: 60_000 }).toBe(2);
  await page.keyboard.press("Escape");
  await finished(lab);
  const results = await lab.evaluate((handle) => handle.results());
  expect(results?.isComplete).toBe(false);
  expect(results?.rows.map(({ state }) => state)).toEqual(["measured", "measured"]);
  expect(results?.rows[1].repeats.length).toBeLessThan(80);
  expect(await page.locator(".bench-table td.bench-rate strong").count()).toBe(2);
  const again = await lab.evaluate((handle) => handle.run({ seconds: 0.1, backends: ["float64"] }));
  expect(again.rows.map(({ repeats }) => repeats.length)).toEqual([9]);
  expectSilentConsole(page);
});

test("passes under dropout of both sizes have numbers and no effective draws", async () => {
  const { page, lab } = await openBenchmark();
  const workloads = ["dropoutSmall", "dropoutLarge"];
  const results = await lab.evaluate((handle, keys) => handle.run({ workloads: keys }), workloads);
  expect(results.rows.map(({ workload, backend, state }) => `${workload} ${backend} ${state}`)).toEqual(
    workloads.flatMap((key) => [`${key} float64 measured`, `${key} simd measured`]),
  );
  await expect
    .poll(() => page.locator(".bench-table td.bench-ess").allTextContents())
    .toEqual(["–", "–", "–", "–"]);
  expect(await page.locator(".bench-group small").first().textContent()).toBe("passes × points");
  expectSilentConsole(page);
});

test("nothing chosen is said, and an adapter that is not there is a row with its reason", async () => {
  const { page, lab } = await openBenchmark({ webgpu: false });
  await lab.evaluate((handle) => handle.set({ runRwm: false }));
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => page.locator(".notice-problem").textContent()).toContain("choose a workload");
  const results = await lab.evaluate((handle) => handle.run({ workloads: ["grid"], backends: ["webgpu"] }));
  expect(results.rows.map(({ state, rate }) => [state, rate])).toEqual([["unavailable", null]]);
  await expect.poll(() => page.locator(".bench-reason").textContent()).toContain("no adapter");
  expectSilentConsole(page);
});
