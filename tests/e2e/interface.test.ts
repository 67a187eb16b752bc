import type { Page } from "playwright";
import { expect, test } from "vitest";
import { openExplorer, waitFor } from "./explorerPage";
import { expectSilentConsole, openPage } from "./helpers";

const hashOf = (page: Page): string => new URL(page.url()).hash;

test("a slider changes the run and the address; back and forward bring settings back", async () => {
  const { page, lab } = await openExplorer();
  const slider = page.locator(".panel input[data-key=separation]");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => hashOf(page)).toContain("separation=4.1");
  await slider.press("ArrowRight");
  await expect.poll(() => hashOf(page)).toContain("separation=4.2");
  await page.goBack();
  await waitFor(lab, (handle) => handle.settings().separation, 4.1);
  await page.goBack();
  await waitFor(lab, (handle) => handle.settings().separation, 4);
  await page.goForward();
  await waitFor(lab, (handle) => handle.settings().separation, 4.1);
  expectSilentConsole(page);
});

test("one key switches between the surface and the flat view of the same run", async () => {
  const { page, lab } = await openExplorer({ reducedMotion: "reduce" });
  await waitFor(lab, (handle) => handle.frames() > 2, true);
  await lab.evaluate((handle) => handle.run(50));
  const positions = await lab.evaluate((handle) => [...handle.positions()]);
  await page.keyboard.press("f");
  await waitFor(lab, (handle) => handle.settings().view, "flat");
  expect(await lab.evaluate((handle) => [...handle.positions()])).toEqual(positions);
  await page.keyboard.press("f");
  await waitFor(lab, (handle) => handle.settings().view, "surface");
});

test("a click on the surface chooses where all chains start", async () => {
  const { page, lab } = await openExplorer({
    hash: "explorer?start=point&startX=3&startY=2&numChains=9&view=flat",
  });
  await waitFor(lab, (handle) => handle.frames() > 2, true);
  await page.locator(".stage-canvas canvas").click({ position: { x: 300, y: 250 } });
  await waitFor(lab, (handle) => handle.settings().startX !== 3, true);
  const start = await lab.evaluate(async (handle) => {
    handle.pause();
    await handle.reset();
    const { startX, startY } = handle.settings();
    return { startX, startY, positions: [...handle.positions()] };
  });
  for (let chain = 0; chain < 9; chain++) {
    expect(start.positions.slice(2 * chain, 2 * chain + 2)).toEqual([start.startX, start.startY]);
  }
  expectSilentConsole(page);
});

test("every choice of target, start and view runs in silence, and presets fill the sliders", async () => {
  const { page, lab } = await openExplorer({ hash: "explorer?numChains=32" });
  for (const values of [
    { target: "meanLogSd", stepSize: 0.15 },
    { view: "flat" },
    { start: "mode1" },
    { target: "mixture", start: "mode2" },
    { traceOf: "second", showProposals: true, trail: 0 },
    { gridBackend: "worker", gridNodes: "65" },
    { numChains: 1 },
    { numChains: 4096, trail: 64 },
    { numWorkers: 3 },
  ]) {
    await lab.evaluate((handle, given) => handle.set(given), values);
    await lab.evaluate((handle) => handle.run(12));
  }
  await lab.evaluate((handle) => handle.set({ target: "mixture" }));
  await page.getByRole("button", { name: "Preset: unequal mixture" }).click();
  await waitFor(lab, (handle) => handle.settings().weight, 0.3);
  await lab.evaluate((handle) => handle.run(5));
  expectSilentConsole(page);
});

test("the medical test shows the accuracy that its text names", async () => {
  const page = await openPage({ hash: "medical" });
  const row = page.locator(".readouts tr").filter({ hasText: "accuracy" });
  await expect.poll(() => row.textContent()).toContain("90.05 %");
});
