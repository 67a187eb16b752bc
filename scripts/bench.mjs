/**
 * The benchmark lab in a headless Chromium; in the same run and in turn with its rows the C reference, and for MC
 * dropout TensorFlow.js and the article's NumPy loop:
 *   npm run bench
 *   npm run bench -- --agreement [--seed 1]   holds the SIMD kernels against the exact distribution instead
 *   npm run bench -- --json FILE --seconds 2 --workers 2 --chains 768 --workloads rwm,dropoutSmall --no-scaling
 *   npm run bench -- --no-native --no-opponents   leaves out C, or TensorFlow.js and NumPy
 * Builds the site, opens it, and prints the lab's tables and the ratios as Markdown; asserts nothing.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { chromium } from "playwright";
import { build, preview } from "vite";
import { createNativeRounds } from "./bench/nativeRounds.mjs";
import { labOptions, readArguments } from "./bench/options.mjs";
import { createPassRounds } from "./bench/passRounds.mjs";
import { scalingTable, tunedTable } from "./bench/tables.mjs";
import { ensureChromium, launchArguments } from "./chromium.mjs";

const given = readArguments();

if (given.agreement) {
  const { measureAgreement } = await import("../tests/bench/agreement/agreement.mjs");
  const failures = await measureAgreement(given.seed === undefined ? {} : { seed: Number(given.seed) });
  for (const text of failures) console.error(text);
  process.exit(failures.length > 0 ? 1 : 0);
}

const native = createNativeRounds();
const opponents = createPassRounds();

/** What is measured in turn with the page's rows, before each of their rounds. */
async function measureOthers(workload, round) {
  if (!given["no-native"]) native.measure(workload, round);
  if (!given["no-opponents"]) await opponents.measure(workload, round);
}

/** @returns the lab's results and its tables */
async function measureInPage() {
  if (!given["no-build"]) await build({ logLevel: "error" });
  const server = await preview({ logLevel: "warn", preview: { port: 4178 } });
  const executablePath = ensureChromium({ say: (line) => console.error(line) });
  const browser = await chromium.launch({ executablePath, args: launchArguments({ webgpu: true }) });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => console.error(error.stack ?? error.message));
    await page.goto(`${server.resolvedUrls.local[0]}#benchmark`);
    await page.waitForFunction(() => "bayescape" in window);
    await page.exposeFunction("measureOthers", measureOthers);
    return await page.evaluate(async (options) => {
      const lab = window.bayescape;
      const results = await lab.run(options, window.measureOthers);
      return { results, markdown: lab.markdown() };
    }, labOptions(given));
  } finally {
    await opponents.close();
    await browser.close();
    await server.close();
  }
}

const [load] = loadavg();
const { results, markdown } = await measureInPage();
console.log(`Processor: ${cpus()[0]?.model ?? "unknown"}; load at the start ${load.toFixed(1)}.\n`);
console.log(markdown);
console.log(tunedTable(results.rows));
console.log(scalingTable(results.rows));
for (const text of [...native.tables(results.rows), ...opponents.tables(results.rows)]) console.log(text);
if (given.json !== undefined) {
  const all = { ...results, native: native.entries(), opponents: opponents.entries() };
  writeFileSync(given.json, `${JSON.stringify(all, null, 2)}\n`);
  console.error(`Written: ${given.json}`);
}
const refused = results.rows.filter(({ state }) => state === "refused");
for (const { id, reasons } of refused) console.error(`${id}: ${reasons.join("; ")}`);
if (refused.length > 0) process.exitCode = 1;
