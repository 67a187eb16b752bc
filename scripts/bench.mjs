/**
 * The benchmark lab in a headless Chromium, and the C reference beside it in the same run:
 *   npm run bench
 *   npm run bench -- --agreement [--seed 1]   holds the SIMD kernels against the exact distribution instead
 *   npm run bench -- --json FILE --seconds 2 --workers 2 --chains 768 --workloads rwm,hmc --no-scaling
 * Builds the site, opens it, and prints the lab's tables and the ratios to C as Markdown; asserts nothing.
 */
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import { build, preview } from "vite";
import { runNative } from "../tests/bench/native/run.mjs";
import { ensureChromium, launchArguments } from "./chromium.mjs";

const { values: given } = parseArgs({
  options: {
    json: { type: "string" },
    seconds: { type: "string" },
    chains: { type: "string" },
    workers: { type: "string" },
    workloads: { type: "string" },
    backends: { type: "string" },
    seed: { type: "string" },
    "no-scaling": { type: "boolean" },
    "no-native": { type: "boolean" },
    "no-build": { type: "boolean" },
    agreement: { type: "boolean" },
  },
});

if (given.agreement) {
  const { measureAgreement } = await import("../tests/bench/agreement/agreement.mjs");
  const failures = await measureAgreement(given.seed === undefined ? {} : { seed: Number(given.seed) });
  for (const text of failures) console.error(text);
  process.exit(failures.length > 0 ? 1 : 0);
}

/** C variants that are held against; HMC's compute what the kernels do, the log of a sum. */
const NATIVE = {
  rwm: { scalar: "scalar C", avx2: "AVX2 C" },
  hmc: { scalar: "scalar C, log of a sum", avx2: "AVX2 C, log of a sum" },
  grid: { scalar: "scalar C", avx2: "AVX2 C" },
};
const RATES = { rwm: "transitionsPerSecond", hmc: "gradientsPerSecond", grid: "pointEvaluationsPerSecond" };

/** By workload and variant: rates of the rounds, which go with the page's, and what was wrong. */
const native = new Map();
let command = null;

/** One run of each C variant of a workload, in turn with the page's rows. */
function measureC(workload, round) {
  if (given["no-native"]) return;
  for (const variant of Object.keys(NATIVE[workload] ?? {})) {
    const key = `${workload} ${variant}`;
    if (round > 0 && !native.has(key)) continue;
    const result = runNative({
      workload,
      variant,
      say: round === 0 ? (line) => console.error(line) : () => {},
    });
    if (result === null) continue;
    command = result.command;
    const known = native.get(key) ?? { workload, variant, rates: [], failures: [] };
    known.rates.push(result[RATES[workload]]);
    known.failures.push(...result.failures);
    native.set(key, known);
  }
}

/** Options of the lab; what is not given is as its settings are. */
function labOptions() {
  const numbers = {
    seconds: given.seconds,
    numChains: given.chains,
    numWorkers: given.workers,
    seed: given.seed,
  };
  const lists = { workloads: given.workloads, backends: given.backends };
  return {
    ...Object.fromEntries(
      Object.entries(numbers)
        .filter(([, text]) => text !== undefined)
        .map(([name, text]) => [name, Number(text)]),
    ),
    ...Object.fromEntries(
      Object.entries(lists)
        .filter(([, text]) => text !== undefined)
        .map(([name, text]) => [name, text.split(",")]),
    ),
    ...(given["no-scaling"] ? { scaleWorkers: false, scaleChains: false } : {}),
  };
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
    await page.exposeFunction("measureC", measureC);
    return await page.evaluate(async (options) => {
      const lab = window.bayescape;
      const results = await lab.run(options, window.measureC);
      return { results, markdown: lab.markdown() };
    }, labOptions());
  } finally {
    await browser.close();
    await server.close();
  }
}

function millions(rate) {
  return (rate / 1e6).toPrecision(3);
}

function medianOf(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Ratio of what took turns: round by round, then the median. */
function ratioOf(rates, base) {
  const length = Math.min(rates.length, base.length);
  return medianOf(Array.from({ length }, (_, i) => rates[i] / base[i]));
}

function nativeTable(workload, rows) {
  const variants = [...native.values()].filter((entry) => entry.workload === workload);
  const refused = variants.flatMap(({ variant, failures }) => failures.map((text) => `${variant}: ${text}`));
  if (refused.length > 0)
    return `### ${workload} against C\n\nThe reference failed its gate: ${refused[0]}\n`;
  const labels = variants.map(({ variant }) => NATIVE[workload][variant]);
  const lines = [
    ...variants.map(({ rates }, i) => ({ label: labels[i], rates })),
    ...rows
      .filter((row) => row.workload === workload && row.purpose === "backend" && row.rate !== null)
      .map(({ backend, numWorkers, repeats }) => ({
        label:
          backend === "webgpu"
            ? backend
            : `${backend}, ${numWorkers} ${numWorkers === 1 ? "worker" : "workers"}`,
        rates: repeats,
      })),
  ].map(({ label, rates }) => {
    const ratios = variants.map((variant) => ` ${ratioOf(rates, variant.rates).toFixed(3)} |`).join("");
    return `| ${label} | ${millions(medianOf(rates))} |${ratios}`;
  });
  return [
    `### ${workload} against C on one thread`,
    "",
    `| what | million a second |${labels.map((label) => ` to ${label} |`).join("")}`,
    `|---|--:|${labels.map(() => "--:|").join("")}`,
    ...lines,
    "",
  ].join("\n");
}

/** What a chain a lane is worth over the best that one chain at a time does in the same language. */
function tunedTable(rows) {
  const rateOf = (backend) =>
    rows.find((row) => row.workload === "rwm" && row.purpose === "backend" && row.backend === backend)
      ?.repeats;
  const base = rateOf("tuned") ?? [];
  const lines = ["simd", "relaxed"].flatMap((backend) => {
    const rates = rateOf(backend) ?? [];
    return rates.length === 0 || base.length === 0
      ? []
      : [`| ${backend} | ${ratioOf(rates, base).toFixed(2)} |`];
  });
  if (lines.length === 0) return "";
  return ["### rwm against tuned JavaScript", "", "| what | ratio |", "|---|--:|", ...lines, ""].join("\n");
}

/** Two workers over one, of the rows over workers, which take turns. */
function scalingTable(rows) {
  const ofWorkers = rows.filter((row) => row.purpose === "workers" && row.repeats.length > 0);
  const lines = ofWorkers.flatMap((row) => {
    const one = ofWorkers.find((other) => other.workload === row.workload && other.numWorkers === 1);
    if (!one || row.numWorkers === 1) return [];
    const ratio = ratioOf(row.repeats, one.repeats).toFixed(3);
    return [`| ${row.workload} ${row.backend} | ${row.numWorkers} | ${ratio} |`];
  });
  if (lines.length === 0) return "";
  const head = ["### Workers over one", "", "| what | workers | ratio |", "|---|--:|--:|"];
  return [...head, ...lines, ""].join("\n");
}

const [load] = loadavg();
const { results, markdown } = await measureInPage();
console.log(`Processor: ${cpus()[0]?.model ?? "unknown"}; load at the start ${load.toFixed(1)}.\n`);
console.log(markdown);
console.log(tunedTable(results.rows));
console.log(scalingTable(results.rows));
if (command !== null) {
  console.log(`C, in turn with the page's rows: ${command}\n`);
  for (const workload of new Set([...native.values()].map((entry) => entry.workload))) {
    console.log(nativeTable(workload, results.rows));
  }
}
if (given.json !== undefined) {
  writeFileSync(given.json, `${JSON.stringify({ ...results, native: [...native.values()] }, null, 2)}\n`);
  console.error(`Written: ${given.json}`);
}
const refused = results.rows.filter(({ state }) => state === "refused");
for (const { id, reasons } of refused) console.error(`${id}: ${reasons.join("; ")}`);
if (refused.length > 0) process.exitCode = 1;
