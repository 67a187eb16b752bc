/**
 * Runs the C reference: random-walk Metropolis, HMC and the likelihood grid, scalar and in AVX2 vectors.
 *   node tests/bench/native/run.mjs [rounds]
 * prints a table of medians over rounds in which all variants take turns.
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildReference } from "./build.mjs";
import { judgeGrid, judgeSampler } from "./gate.mjs";

/** What is counted, and as which property of a result. */
const RATES = {
  rwm: "transitionsPerSecond",
  hmc: "gradientsPerSecond",
  grid: "pointEvaluationsPerSecond",
};

/** The settings of PERFORMANCE's workloads; lengths are for about 0.15 s of a processor. */
const SETTINGS = {
  rwm: { stepSize: 0.3, numChains: 4096, numWarmup: 20, seed: 1 },
  hmc: { stepSize: 0.25, numLeapfrog: 10, numChains: 4096, numWarmup: 5, seed: 1 },
  grid: { seed: 1 },
};
const LENGTHS = {
  rwm: { scalar: { numSteps: 1600 }, avx2: { numSteps: 16000 } },
  hmc: {
    scalar: { numSteps: 120 },
    scalarLogistic: { numSteps: 160 },
    avx2: { numSteps: 2400 },
    avx2Logistic: { numSteps: 3600 },
  },
  grid: { scalar: { numFrames: 1 }, avx2: { numFrames: 20 } },
};

/** Every workload and variant, the scalar one of a workload first. */
export const CASES = Object.entries(LENGTHS).flatMap(([workload, variants]) =>
  Object.keys(variants).map((variant) => ({ workload, variant })),
);

/** Runs the reference and reads its JSON; the compiled program's complaint becomes an Error. */
export function callReference(executable, words) {
  const { status, stdout, stderr, error } = spawnSync(executable, words, { encoding: "utf8" });
  if (status !== 0) {
    throw new Error(
      `reference ${words.join(" ")}: ${error?.message ?? (stderr.trim() || `status ${status}`)}`,
    );
  }
  return JSON.parse(stdout);
}

/**
 * One run of a workload on one thread. What it counts a second is by the wall clock, and once more by the time that
 * the processor gave: on a busy machine the two differ, and only the latter says what the kernel can do.
 * @param options `workload` and `variant` (see CASES); numChains, numSteps, numWarmup, stepSize, numLeapfrog,
 *   numFrames, seed; `environment`, where PATH says which compilers there are; `say`, which is told why there is none
 * @returns rate, acceptance, moments with z scores, and `failures`: what is wrong, empty for a kernel that passes.
 *   Null without a compiler or where this processor has no such variant.
 */
export function runNative({ workload, variant, environment, say = console.log, ...given }) {
  const built = buildReference(environment === undefined ? {} : { environment });
  if (built.executable === undefined) {
    say(`The C reference is left out: ${built.reason}.`);
    return null;
  }
  const available = callReference(built.executable, ["variants"]);
  if (!available.some((entry) => entry.workload === workload && entry.variant === variant)) {
    const names = available.map((entry) => `${entry.workload} ${entry.variant}`);
    say(`The C reference has no ${workload} ${variant} here, only ${names.join(", ")}.`);
    return null;
  }
  const settings = { ...SETTINGS[workload], ...LENGTHS[workload][variant], ...given };
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const measured = callReference(built.executable, [workload, variant, ...words]);
  const count =
    measured.pointEvaluations ?? measured.transitions * (workload === "hmc" ? settings.numLeapfrog : 1);
  const verdict = workload === "grid" ? judgeGrid(measured) : judgeSampler(workload, measured, settings);
  return {
    workload,
    variant,
    [RATES[workload]]: count / measured.seconds,
    [`${RATES[workload].replace("PerSecond", "PerProcessorSecond")}`]: count / measured.processorSeconds,
    processorShare: measured.processorSeconds / measured.seconds,
    ...verdict,
    positions: measured.positions,
    settings,
    command: built.command,
  };
}

/** Median and the 10 and 90 % quantiles, of at least one number. */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.1), high: at(0.9) };
}

/**
 * All cases in turn, `numRounds` times, so that what slows the machine for a while slows all of them.
 * @returns a row for each case: rates as median, low (10 %) and high (90 %) in counts a second by either clock, the
 *   ratio to the workload's scalar variant, taken round by round in processor time, and the last run. Where a run
 *   fails the gate, the rates are null. Null without a compiler.
 */
export function measureNative({ numRounds = 9, say = console.log, cases = CASES } = {}) {
  const built = buildReference();
  if (built.executable === undefined) {
    say(`The C reference is left out: ${built.reason}.`);
    return null;
  }
  const runs = new Map(cases.map((entry) => [entry, []]));
  for (let round = 0; round < numRounds; round++) {
    for (const entry of cases) {
      const result = runNative({ ...entry, say: round === 0 ? say : () => {} });
      if (result !== null) runs.get(entry).push(result);
    }
  }
  const processorRates = (entry) =>
    runs.get(entry).map((result) => result[RATES[entry.workload].replace("PerSecond", "PerProcessorSecond")]);
  return cases
    .filter((entry) => runs.get(entry).length > 0)
    .map((entry) => {
      const results = runs.get(entry);
      const failures = results.flatMap((result) => result.failures);
      const scalar = cases.find(
        ({ workload, variant }) => workload === entry.workload && variant === "scalar",
      );
      const base = scalar === undefined ? [] : processorRates(scalar);
      const rates = processorRates(entry);
      const passes = failures.length === 0;
      return {
        ...entry,
        rate: passes ? spread(results.map((result) => result[RATES[entry.workload]])) : null,
        processorRate: passes ? spread(rates) : null,
        ratioToScalar: passes && base.length > 0 ? spread(rates.map((rate, i) => rate / base[i])) : null,
        failures,
        last: results.at(-1),
      };
    });
}

function printTable(rows) {
  const millions = ({ median, low, high }) =>
    [median, low, high].map((rate) => (rate / 1e6).toPrecision(4)).join(" | ");
  console.log("counted in millions a second: transitions (rwm), gradients (hmc), point evaluations (grid)\n");
  console.log(
    "| workload | variant | processor time, median | 10 % | 90 % | wall clock, median | to scalar | z |",
  );
  console.log("|---|---|---|---|---|---|---|---|");
  for (const { workload, variant, rate, processorRate, ratioToScalar, failures, last } of rows) {
    const checks = Object.entries({ acceptance: last.acceptance, ...last.moments })
      .filter(([, check]) => check !== null)
      .map(([name, { z }]) => `${name} ${z === null ? "unknown" : z.toPrecision(2)}`);
    const speed =
      rate === null
        ? `failed: ${failures[0]} | | | | `
        : `${millions(processorRate)} | ${(rate.median / 1e6).toPrecision(4)} | ${ratioToScalar?.median.toFixed(2) ?? ""}`;
    console.log(`| ${workload} | ${variant} | ${speed} | ${checks.join(", ")} |`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = measureNative({ numRounds: Number(process.argv[2] ?? 9) });
  if (rows !== null) {
    console.log(`${rows[0].last.command}\n`);
    printTable(rows);
    if (rows.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
  }
}
