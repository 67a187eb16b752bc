/** Every lab of the registry opens, in every size and both themes, in silence and with nothing clipped. */
import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { labs } from "../../src/labs";
import { coloursIn } from "./explorerPage";
import { expectSilentConsole, openPage } from "./helpers";
import { faultsOfLayout } from "./layout";

const sizes = [
  ["desktop", 1440, 900],
  ["laptop", 1280, 720],
  ["tablet", 900, 600],
  ["phone", 390, 844],
  ["narrow phone", 360, 640],
] as const;

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => "bayescape" in window);
  await page.evaluate("window.bayescape.ready");
}

/** How the head of a chart is laid out by its own styles; null where there is no chart. */
async function headDisplay(page: Page): Promise<string | null> {
  const head = page.locator(".chart-head").first();
  return (await head.count()) === 0 ? null : head.evaluate((element) => getComputedStyle(element).display);
}

describe.each(labs.map(({ key, title }) => [key, title] as const))("the lab %s", (key, title) => {
  test.each(sizes)("shows everything on a %s", async (_name, width, height) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await openPage({ width, height, colorScheme, hasTouch: width < 500, hash: key });
      await settled(page);
      const tabs = await page.locator(".tabs button").filter({ visible: true }).all();
      for (const tab of tabs.length > 0 ? tabs : [null]) {
        await tab?.click();
        const name = `${colorScheme}, ${(await tab?.textContent()) ?? "all"}`;
        expect(await faultsOfLayout(page), name).toEqual([]);
      }
      expectSilentConsole(page);
    }
  });

  test("says what it is, shows a picture and numbers, and can be reached from the others", async () => {
    const page = await openPage({ hash: labs.find((lab) => lab.key !== key)?.key ?? key });
    await settled(page);
    await page.getByRole("link", { name: title }).first().click();
    await expect.poll(() => page.title()).toBe(`${title} · Bayescape`);
    expect(await page.locator("h1").textContent()).toBe(title);
    await expect.poll(() => page.locator(".readouts td").count()).toBeGreaterThan(5);
    await expect.poll(async () => (await coloursIn(page, ".stage-canvas")).count).toBeGreaterThan(20);
    await expect.poll(() => page.locator(".shell > [aria-live=polite]").textContent()).not.toBe("");
    expect(await headDisplay(page)).toBe("flex");
    expectSilentConsole(page);
  });

  test("brings its settings back from its link", async () => {
    const page = await openPage({ hash: key });
    await settled(page);
    const slider = page.locator(".panel input[type=range]").filter({ visible: true }).first();
    const name = (await slider.getAttribute("data-key")) ?? "";
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => new URL(page.url()).hash).toContain(`${name}=`);
    const value = new URLSearchParams(new URL(page.url()).hash.split("?")[1]).get(name);
    const other = await openPage({ hash: new URL(page.url()).hash.slice(1) });
    await settled(other);
    expect(String(await other.evaluate(`window.bayescape.settings()[${JSON.stringify(name)}]`))).toBe(value);
    expectSilentConsole(other);
  });
});
