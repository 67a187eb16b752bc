/**
 * Where the time of the likelihood grid on WebGPU goes:
 *   node tests/bench/gpuGrid/measure.mjs [rounds]
 * prints, as medians over rounds, a frame's dispatches alone (many frames, one wait) and whole frames one after the
 * other, which read back. Fails where a node is outside its error bound.
 */
import { chromium } from "playwright";
import { build } from "vite";
import { ensureChromium, launchArguments } from "../../../scripts/chromium.mjs";

const MILLISECONDS = 700;
const POINTS = 512 * 512 * 1000;
const numRounds = Number(process.argv[2] ?? 5);
const [{ output }] = [
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: {
        entry: new URL("./workload.ts", import.meta.url).pathname,
        formats: ["es"],
        fileName: "workload",
      },
    },
  }),
].flat();
const executablePath = ensureChromium({ say: (line) => console.error(line) });
const browser = await chromium.launch({ executablePath, args: launchArguments({ webgpu: true }) });
try {
  const page = await browser.newPage();
  page.on("console", (message) => console.error(message.text()));
  // WebGPU is there for secure pages only.
  await page.route("https://bench.test/", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>grid</title>" }),
  );
  await page.goto("https://bench.test/");
  await page.addScriptTag({ type: "module", content: `${output[0].code}\nwindow.measureGrid = measure;` });
  await page.waitForFunction(() => "measureGrid" in window);
  const rounds = [];
  for (let round = 0; round < numRounds; round++) {
    rounds.push(await page.evaluate((time) => window.measureGrid(time), MILLISECONDS));
  }
  const median = (key) => {
    const sorted = rounds.map((round) => round[key]).toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)];
  };
  console.log(`${rounds[0].adapter}; ${rounds[0].numBands} dispatches a frame\n`);
  console.log("| what | ms a frame | million point evaluations a second |\n|---|--:|--:|");
  for (const [key, label] of [
    ["dispatches", "dispatches alone"],
    ["frame", "whole frames, reading back"],
  ]) {
    console.log(`| ${label} | ${median(key).toFixed(1)} | ${(POINTS / median(key) / 1000).toFixed(0)} |`);
  }
  console.log(`| working out the inputs | ${median("packing").toFixed(1)} | |`);
  const worst = Math.max(...rounds.map((round) => round.worst));
  console.log(`\nLargest error: ${worst.toFixed(3)} of its bound.`);
  if (!(worst <= 1)) process.exitCode = 1;
} finally {
  await browser.close();
}
