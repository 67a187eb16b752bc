/**
 * How fast the kernels are: one thread of headless Chromium, plain and relaxed, and of Node, beside the C reference.
 *   node tests/bench/kernels/measure.mjs [rounds]
 * All take turns in every round. A rate is the 90 % quantile over calls of some milliseconds (on a busy machine most
 * calls are interrupted), the table shows medians over rounds; ratios are of rates, the reference's in processor time.
 */
import { chromium } from "playwright";
import { build } from "vite";
import { ensureChromium, launchArguments } from "../../../scripts/chromium.mjs";
import { runNative } from "../native/run.mjs";

const MILLISECONDS = 500;
const WORKLOADS = ["rwm", "rwm, general mixture", "hmc", "hmc, general mixture", "grid", "rwm, runChains"];
const REFERENCES = [
  { workload: "rwm", variant: "scalar", rate: "transitionsPerProcessorSecond" },
  { workload: "rwm", variant: "avx2", rate: "transitionsPerProcessorSecond" },
  { workload: "hmc", variant: "avx2", rate: "gradientsPerProcessorSecond" },
  { workload: "hmc", variant: "avx2Logistic", rate: "gradientsPerProcessorSecond" },
  { workload: "grid", variant: "avx2", rate: "pointEvaluationsPerProcessorSecond" },
];

const numRounds = Number(process.argv[2] ?? 5);
const code = await bundle();
const inNode = await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`);
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: launchArguments({ webgpu: false }),
});
const page = await browser.newPage();
await page.addScriptTag({ type: "module", content: `${code}\nwindow.measureWorkload = measure;` });
await page.waitForFunction(() => "measureWorkload" in window);

const rates = new Map();
const add = (name, rate) => rates.set(name, [...(rates.get(name) ?? []), rate / 1e6]);
for (let round = 0; round < numRounds; round++) {
  for (const { workload, variant, rate } of REFERENCES) {
    const result = runNative({ workload, variant, say: round === 0 ? console.log : () => {} });
    if (result !== null) add(`C ${workload} ${variant}`, result[rate]);
  }
  for (const workload of WORKLOADS) {
    for (const isRelaxed of workload === "rwm, runChains" ? [false] : [false, true]) {
      const measured = await page.evaluate(
        ([name, relaxed, time]) => window.measureWorkload(name, relaxed, time),
        [workload, isRelaxed, MILLISECONDS],
      );
      report(`Chromium ${workload}${isRelaxed ? ", relaxed" : ""}`, measured);
    }
    report(`Node ${workload}`, inNode.measure(workload, false, MILLISECONDS));
  }
}
await browser.close();

const medians = [...rates].map(([name, values]) => [name, median(values)]);
const of = (name) => medians.find(([each]) => each === name)?.[1] ?? NaN;
console.log("\n| one thread, millions a second | median |\n|---|---|");
for (const [name, rate] of medians) console.log(`| ${name} | ${rate.toPrecision(4)} |`);
console.log("\n| ratio | |\n|---|---|");
for (const [over, under] of [
  ["Chromium rwm, relaxed", "C rwm scalar"],
  ["Chromium rwm, relaxed", "C rwm avx2"],
  ["Chromium rwm, relaxed", "Chromium rwm, runChains"],
  ["Chromium rwm", "Chromium rwm, relaxed"],
  ["Chromium hmc, relaxed", "C hmc avx2"],
  ["Chromium hmc, relaxed", "C hmc avx2Logistic"],
  ["Chromium hmc", "Chromium hmc, relaxed"],
  ["Chromium grid, relaxed", "C grid avx2"],
]) {
  console.log(`| ${over} / ${under} | ${(of(over) / of(under)).toFixed(3)} |`);
}

function report(name, { rates: calls, failures }) {
  if (failures.length > 0) throw new Error(`${name} is wrong: ${failures.join("; ")}`);
  const sorted = calls.toSorted((a, b) => a - b);
  add(name, sorted[Math.floor(0.9 * (sorted.length - 1))]);
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

async function bundle() {
  const entry = new URL("./workloads.ts", import.meta.url).pathname;
  const result = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      lib: { entry, formats: ["es"], fileName: "workloads" },
    },
  });
  const [{ output }] = Array.isArray(result) ? result : [result];
  return output[0].code;
}
