import type { JSHandle, Page } from "playwright";
import { expect } from "vitest";
import type { ExplorerHandle } from "../../src/labs/explorer/handle";
import { openPage, type PageOptions } from "./helpers";

/** The explorer in a page: the page, and its scripting handle. */
export interface ExplorerPage {
  readonly page: Page;
  readonly lab: JSHandle<ExplorerHandle>;
}

/** The handle of the lab that a page shows now, once it is ready. */
export async function labOf(page: Page): Promise<JSHandle<ExplorerHandle>> {
  await page.waitForFunction(() => "bayescape" in window);
  const lab = await page.evaluateHandle(() => window.bayescape as unknown as ExplorerHandle);
  await lab.evaluate((handle) => handle.ready);
  return lab;
}

/** Opens the explorer and waits until its chains stand at their start. */
export async function openExplorer(options: PageOptions = {}): Promise<ExplorerPage> {
  const page = await openPage(options);
  return { page, lab: await labOf(page) };
}

/** Waits until a value of the lab is as wished. */
export async function waitFor(
  lab: JSHandle<ExplorerHandle>,
  read: (handle: ExplorerHandle) => unknown,
  wished: unknown,
): Promise<void> {
  await expect.poll(() => lab.evaluate(read), { timeout: 30_000, interval: 100 }).toEqual(wished);
}

/** Positions of all chains after a number of transitions from the start. */
export async function positionsAfter(lab: JSHandle<ExplorerHandle>, numSteps: number): Promise<number[]> {
  return lab.evaluate(async (handle, steps) => {
    handle.pause();
    await handle.reset();
    await handle.run(steps);
    return [...handle.positions()];
  }, numSteps);
}

/** The number of different colours in a part of the page, and of the most frequent one's share. */
export async function coloursIn(page: Page, selector: string): Promise<{ count: number; topShare: number }> {
  const image = await page.locator(selector).first().screenshot();
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    if (!context) throw new Error("no 2D context");
    context.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer);
    const counts = new Map<number, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    return { count: counts.size, topShare: Math.max(...counts.values()) / pixels.length };
  }, image.toString("base64"));
}
