import { expect, test } from "vitest";
import { coloursIn, labOf, openExplorer, positionsAfter, waitFor } from "./explorerPage";
import { expectSilentConsole, openPage } from "./helpers";

test("opens on the explorer: a surface, chains that move by themselves, numbers, a silent console", async () => {
  const { page, lab } = await openExplorer();
  expect(await page.title()).toBe("MCMC explorer · Bayescape");
  await waitFor(lab, (handle) => handle.numSteps() > 20, true);
  await waitFor(lab, (handle) => handle.surface()?.backend, "webgpu");
  await waitFor(lab, (handle) => handle.frames() > 2, true);
  const picture = await coloursIn(page, ".stage-canvas");
  expect(picture.count).toBeGreaterThan(500);
  expect(picture.topShare).toBeLessThan(0.9);
  await expect.poll(() => page.locator(".readouts").textContent()).toContain("transitions/s");
  await expect.poll(() => page.locator(".grid-line").textContent()).toContain("WebGPU");
  expectSilentConsole(page);
});

test("256 chains cover both modes and agree with the truth at a good step size", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?stepSize=2.4" });
  const positions = await positionsAfter(lab, 3000);
  const right = positions.filter((x, i) => i % 2 === 0 && x > 0).length;
  // Binomial(256, 1/2) leaves 128 ± 40 with probability 6e-7.
  expect(Math.abs(right - 128)).toBeLessThan(40);
  const summary = await lab.evaluate((handle) => handle.summary());
  expect(summary?.numDraws).toBe(2800);
  for (const { mean, sd, rhat, ess } of summary?.parameters ?? []) {
    // Each |z| < 5 has a false-alarm rate of about 2e-6 with 255 degrees of freedom.
    expect(Math.abs(mean.z)).toBeLessThan(5);
    expect(Math.abs(sd.z)).toBeLessThan(5);
    expect(rhat).toBeLessThan(1.01);
    expect(ess).toBeGreaterThan(400);
  }
  expect(Math.abs(summary?.firstMode?.z ?? NaN)).toBeLessThan(5);
  expect(Math.abs((summary?.acceptanceRate.value ?? NaN) - 0.3063)).toBeLessThan(0.003);
  await expect.poll(() => page.locator(".headline").textContent()).toContain("mix well");
});

test("the README's lines in the console do what they say", async () => {
  const { lab } = await openExplorer();
  const result = await lab.evaluate(async (handle) => {
    handle.set({ stepSize: 2.4, numChains: 1000 });
    await handle.reset();
    await handle.run(300);
    return {
      summary: handle.summary(),
      numPositions: handle.positions().length,
      numSteps: handle.numSteps(),
    };
  });
  expect(result.numSteps).toBe(300);
  expect(result.numPositions).toBe(2000);
  expect(result.summary?.numChains).toBe(1000);
  expect(Math.abs((result.summary?.acceptanceRate.value ?? NaN) - 0.3063)).toBeLessThan(0.01);
});

test("the number of workers may change while blocks are out", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?speed=2000&numChains=64" });
  for (const numWorkers of [1, 2, 1, 3, 2, 1]) {
    await lab.evaluate((handle, count) => handle.set({ numWorkers: count }), numWorkers);
    const before = await lab.evaluate((handle) => handle.numSteps());
    await expect.poll(() => lab.evaluate((handle) => handle.numSteps())).toBeGreaterThan(before);
  }
  expect(await page.locator(".notice-problem").count()).toBe(0);
  expectSilentConsole(page);
});

test("step 0.30 is said to mix slowly", async () => {
  const { page, lab } = await openExplorer();
  await positionsAfter(lab, 1500);
  await expect
    .poll(() => page.locator(".headline").textContent())
    .toMatch(/mix slowly between the modes.*86 % accepted/);
});

test("pause stops, a single step is one transition, run goes on, reset begins again", async () => {
  const { page, lab } = await openExplorer();
  await waitFor(lab, (handle) => handle.numSteps() > 5, true);
  await page.getByRole("button", { name: "Pause" }).click();
  // A block may still be out when the button is pressed.
  await page.waitForTimeout(500);
  const paused = await lab.evaluate((handle) => handle.numSteps());
  await page.waitForTimeout(500);
  expect(await lab.evaluate((handle) => handle.numSteps())).toBe(paused);
  await page.getByRole("button", { name: "Single step" }).click();
  await waitFor(lab, (handle) => handle.numSteps(), paused + 1);
  await page.getByRole("button", { name: /Reset: begin/ }).click();
  await waitFor(lab, (handle) => handle.numSteps(), 0);
  await page.keyboard.press("Space");
  await waitFor(lab, (handle) => handle.numSteps() > 5, true);
  expectSilentConsole(page);
});

test("the same link gives the same draws, bit for bit, with 1, 2 and 4 workers", async () => {
  const settings = "explorer?numChains=100&seed=77&stepSize=1.1&separation=5";
  const runs: number[][] = [];
  for (const numWorkers of [1, 2, 4]) {
    const { lab } = await openExplorer({ hash: `${settings}&numWorkers=${numWorkers}` });
    runs.push(await positionsAfter(lab, 137));
  }
  expect(runs[0]).toHaveLength(200);
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
  const { lab } = await openExplorer({ hash: settings.replace("77", "78") });
  expect(await positionsAfter(lab, 137)).not.toEqual(runs[0]);
});

test("the copied link of a paused run opens at the same moment with the same draws", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?numChains=64&separation=5.5&seed=9" });
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const positions = await positionsAfter(lab, 90);
  await page.getByRole("button", { name: "Copy link" }).click();
  await expect.poll(() => page.locator(".notice").textContent()).toContain("Link copied");
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await openPage({ hash: new URL(address).hash.slice(1) });
  const copy = await labOf(other);
  await waitFor(copy, (handle) => handle.numSteps(), 90);
  expect(await copy.evaluate((handle) => [...handle.positions()])).toEqual(positions);
  expect(await copy.evaluate((handle) => handle.settings().separation)).toBe(5.5);
});
