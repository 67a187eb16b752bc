/**
 * How fluid the explorer's page is while many chains run: pictures and animation frames a second, the longest task on
 * the page's thread, transitions a second. `node tests/bench/pagePerformance.mjs` builds the site, serves it and
 * prints a line for each link. Nothing is asserted: the machine decides.
 */
import { chromium } from "playwright";
import { build, preview } from "vite";
import { ensureChromium, launchArguments } from "../../scripts/chromium.mjs";

const LINKS = ["explorer?numChains=1024", "explorer?numChains=1024&speed=100000", "explorer?numChains=4096"];
const SETTLE_MS = 5000;
const MEASURE_MS = 8000;

await build({ logLevel: "warn" });
const server = await preview({ logLevel: "warn", preview: { port: 4177 } });
const address = server.resolvedUrls.local[0];
const executablePath = ensureChromium();
const browser = await chromium.launch({
  executablePath,
  args: launchArguments({ webgpu: true }),
});
for (const link of LINKS) console.log(link, JSON.stringify(await measure(link)));
await browser.close();
await server.close();

async function measure(link) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}#${link}`);
  await page.waitForFunction(() => "bayescape" in window);
  const readyMs = await page.evaluate(async () => {
    await window.bayescape.ready;
    return Math.round(performance.now());
  });
  await page.waitForTimeout(SETTLE_MS);
  const measured = await page.evaluate(async (milliseconds) => {
    const tasks = [];
    const observer = new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)));
    });
    observer.observe({ entryTypes: ["longtask"] });
    let frames = 0;
    let isOver = false;
    const count = () => {
      frames += 1;
      if (!isOver) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
    const lab = window.bayescape;
    const [pictures, steps, begun] = [lab.frames(), lab.numSteps(), performance.now()];
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    isOver = true;
    const seconds = (performance.now() - begun) / 1000;
    const rate = (amount) => Math.round((10 * amount) / seconds) / 10;
    return {
      picturesPerSecond: rate(lab.frames() - pictures),
      animationFramesPerSecond: rate(frames),
      longestTaskMs: Math.max(0, ...tasks),
      tasksOver50Ms: tasks.length,
      transitionsPerSecond: Math.round((lab.numSteps() - steps) * (lab.settings().numChains / seconds)),
    };
  }, MEASURE_MS);
  await page.close();
  return { readyMs, ...measured };
}
