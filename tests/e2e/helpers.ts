/**
 * Opens the built page in a real Chromium, and hears everything it says on the console.
 */
import { chromium, type Browser, type BrowserContext, type Page } from "playwright";
import { afterAll, afterEach, expect, inject } from "vitest";
import { findChromium, launchArguments } from "../../scripts/chromium.mjs";

export interface PageOptions {
  /** Size of the window in CSS pixels; 1280 by 800 unless given. */
  width?: number;
  height?: number;
  colorScheme?: "light" | "dark";
  reducedMotion?: "reduce" | "no-preference";
  /** Whether fingers rather than a mouse are used. */
  hasTouch?: boolean;
  /** The part of the link after the `?`, without it. */
  search?: string;
  /** The part of the link after the `#`, without it. */
  hash?: string;
  /** Whether WebGPU gives an adapter; true unless given. */
  webgpu?: boolean;
}

/** What Chromium's software WebGL says of its own about reading pixels back; no fault of the page. */
const DRIVER_WARNING = /^warning: .*GL Driver Message \(OpenGL, Performance, .*GPU stall due to ReadPixels/;

/** What Chromium says of its own when a page asks for the adapter that `webgpu: false` has taken away. */
const NO_ADAPTER_WARNING = /^warning: No available adapters\. /;

const browsers = new Map<boolean, Promise<Browser>>();
const contexts = new Set<BrowserContext>();
const heard = new WeakMap<Page, Heard>();

interface Heard {
  lines: string[];
  /** What the browser says of its own. */
  permitted: RegExp[];
}

/**
 * Opens the page and waits until it has loaded. The page is closed when the test ends.
 * Pages of one test file share a browser, each has storage of its own.
 */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  const webgpu = options.webgpu ?? true;
  const browser = await sharedBrowser(webgpu);
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? "light",
    reducedMotion: options.reducedMotion ?? "no-preference",
    hasTouch: options.hasTouch ?? false,
  });
  contexts.add(context);
  const page = await context.newPage();
  const permitted = webgpu ? [DRIVER_WARNING] : [DRIVER_WARNING, NO_ADAPTER_WARNING];
  heard.set(page, { lines: listen(page), permitted });
  await page.goto(pageUrl(options), { waitUntil: "load" });
  return page;
}

/** The address that `openPage` opens. */
export function pageUrl({ search, hash }: Pick<PageOptions, "search" | "hash"> = {}): string {
  const query = search === undefined ? "" : `?${search}`;
  const fragment = hash === undefined ? "" : `#${hash}`;
  return `${inject("baseUrl")}${query}${fragment}`;
}

/** Everything the page and its workers said or threw so far, but for what the browser says of its own. */
export function consoleLines(page: Page): string[] {
  const record = heard.get(page);
  if (record === undefined) throw new Error("consoleLines was given a page that openPage did not open.");
  return record.lines.filter((line) => !record.permitted.some((pattern) => pattern.test(line)));
}

/** Fails when anything was said on the console, threw, or could not be loaded. */
export function expectSilentConsole(page: Page): void {
  expect(consoleLines(page), "lines on the console").toEqual([]);
}

/** The lines grow as the page speaks. */
function listen(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => {
    const { url, lineNumber } = message.location();
    lines.push(`${message.type()}: ${message.text()} (${url}:${lineNumber})`);
  });
  page.on("pageerror", (error) => lines.push(`uncaught: ${error.stack ?? error.message}`));
  page.on("crash", () => lines.push("the page crashed"));
  page.on("requestfailed", (request) => {
    lines.push(`request failed: ${request.url()} ${request.failure()?.errorText ?? ""}`);
  });
  return lines;
}

function sharedBrowser(webgpu: boolean): Promise<Browser> {
  const open = browsers.get(webgpu);
  if (open) return open;
  const executablePath = findChromium()?.path;
  if (executablePath === undefined) throw new Error("No Chromium was found; `npm test` installs one.");
  const launched = chromium.launch({ executablePath, args: launchArguments({ webgpu }) });
  browsers.set(webgpu, launched);
  return launched;
}

afterEach(async () => {
  const open = [...contexts];
  contexts.clear();
  await Promise.all(open.map((context) => context.close()));
});

afterAll(async () => {
  const open = await Promise.all(browsers.values());
  browsers.clear();
  await Promise.all(open.map((browser) => browser.close()));
});
