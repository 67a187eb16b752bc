/** MC dropout in the built page, under its Content-Security-Policy: by keyboard, by finger, on every backend. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { expectSilentConsole, openPage, type PageOptions } from "./helpers";

interface Summary {
  readonly sentence: string;
  readonly status: string;
  readonly numSteps: number;
  /** Of the last step. */
  readonly loss: number;
  readonly made: { readonly backend: string } | null;
  readonly readouts: readonly { readonly name: string; readonly state: string }[];
}

const summaryOf = (page: Page): Promise<Summary> => page.evaluate("window.bayescape.summary()");
const statusOf = async (page: Page): Promise<string> => (await summaryOf(page)).status;
const settingOf = (page: Page, key: string): Promise<unknown> =>
  page.evaluate(`window.bayescape.settings()[${JSON.stringify(key)}]`);

async function openLab(search: string, options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ ...options, hash: `dropout?${search}` });
  await page.waitForFunction(() => "bayescape" in window);
  return page;
}

/** A run that is over in a moment. */
const SHORT = "maxSteps=60&width=8";
/** One that outlasts a test. */
const LONG = "maxSteps=100000";

describe("who makes the passes", () => {
  test.each([
    ["SIMD kernels in workers", "auto", "simd"],
    ["float64 in workers", "float64", "float64"],
    ["WGSL, where there is an adapter", "webgpu", "webgpu"],
  ])("%s", async (_name, wanted, backend) => {
    const page = await openLab(`data=article&backend=${wanted}`);
    await expect.poll(async () => (await summaryOf(page)).made?.backend).toBe(backend);
    const verdicts = (await summaryOf(page)).readouts.filter(({ name }) => name.startsWith("worst z"));
    expect(verdicts.map(({ state }) => state)).toEqual(["good", "good"]);
    expectSilentConsole(page);
  });

  test("workers, with a notice, where WebGPU is wanted and there is no adapter", async () => {
    const page = await openLab("data=article&backend=webgpu", { webgpu: false });
    await expect.poll(async () => (await summaryOf(page)).made?.backend).toBe("simd");
    await expect.poll(() => page.locator(".notice").count()).toBeGreaterThan(0);
    expectSilentConsole(page);
  });
});

describe("training", () => {
  test("ends by itself, and R begins the same run again", async () => {
    const page = await openLab(SHORT);
    await expect.poll(() => statusOf(page)).toBe("finished");
    const first = (await summaryOf(page)).loss;
    expect(first).toBeGreaterThan(0);
    await page.keyboard.press("r");
    await expect.poll(async () => (await summaryOf(page)).numSteps).toBe(0);
    await page.keyboard.press("Space");
    await expect.poll(() => statusOf(page)).toBe("finished");
    expect((await summaryOf(page)).loss).toBe(first);
    expectSilentConsole(page);
  });

  test("pauses and goes on with the space bar, and survives its worker", async () => {
    const page = await openLab(LONG);
    await expect.poll(async () => (await summaryOf(page)).numSteps).toBeGreaterThan(0);
    await page.evaluate("window.bayescape.killWorker()");
    await expect.poll(() => page.locator(".notice").first().textContent()).toContain("goes on from step");
    const before = (await summaryOf(page)).numSteps;
    await expect.poll(async () => (await summaryOf(page)).numSteps).toBeGreaterThan(before);
    await page.keyboard.press("Space");
    await expect.poll(() => statusOf(page)).toBe("paused");
    const { numSteps } = await summaryOf(page);
    await page.keyboard.press("Space");
    await expect.poll(async () => (await summaryOf(page)).numSteps).toBeGreaterThan(numSteps);
    expectSilentConsole(page);
  });

  test("does not begin by itself where motion is to be reduced", async () => {
    const page = await openLab(SHORT, { reducedMotion: "reduce" });
    await expect.poll(async () => (await summaryOf(page)).made).not.toBeNull();
    expect(await statusOf(page)).toBe("ready");
    await page.getByRole("button", { name: "Train", exact: true }).click();
    await expect.poll(() => statusOf(page)).toBe("finished");
  });
});

describe("by hand", () => {
  test("a finger puts a point down on a phone, and the set becomes one's own", async () => {
    const page = await openLab(SHORT, { width: 390, height: 844, hasTouch: true });
    await expect.poll(() => statusOf(page)).toBe("finished");
    const plot = await page.locator(".stage .u-over").first().boundingBox();
    if (plot === null) throw new Error("there is no plot to tap");
    await page.touchscreen.tap(plot.x + 0.5 * plot.width, plot.y + 0.12 * plot.height);
    await expect.poll(() => settingOf(page, "data")).toBe("own");
    expect(String(await settingOf(page, "points")).split(";")).toHaveLength(61);
    expectSilentConsole(page);
  });

  test("F flattens the surface, P shows passes one by one, and the link says both halves", async () => {
    const page = await openLab(SHORT);
    await expect.poll(() => statusOf(page)).toBe("finished");
    await page.keyboard.press("f");
    await expect.poll(() => settingOf(page, "view")).toBe("flat");
    await page.keyboard.press("p");
    const button = page.getByRole("button", { name: "One by one" });
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("Escape");
    await expect.poll(() => button.getAttribute("aria-pressed")).toBe("false");
    expect(new URL(page.url()).hash).toContain("view=flat");
    expectSilentConsole(page);
  });
});
