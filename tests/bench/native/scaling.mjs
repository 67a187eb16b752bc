/**
 * What this machine gives two processors at once, the denominator of every number over workers:
 *   node tests/bench/native/scaling.mjs [rounds] [processes]
 * runs the C reference alone and several times at once, in turn. Nothing is shared by the processes, so what is missing
 * to one for one is the machine's: clock rates, shared caches, threads that share a core, and other work.
 */
import { execFile } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { promisify } from "node:util";
import { buildReference } from "./build.mjs";

const run = promisify(execFile);
const numRounds = Number(process.argv[2] ?? 7);
const numProcesses = Number(process.argv[3] ?? 2);
const CASES = [
  ["rwm", "avx2", "stepSize=0.3 numChains=768 numWarmup=20 seed=1 numSteps=400000"],
  ["grid", "avx2", "seed=1 numFrames=60"],
];

const built = buildReference();
if (built.executable === undefined) throw new Error(`no C reference: ${built.reason}`);

/** Counts a second of one process, by the wall clock. */
async function rateOf([workload, variant, words]) {
  const { stdout } = await run(built.executable, [workload, variant, ...words.split(" ")]);
  const { transitions, pointEvaluations, seconds } = JSON.parse(stdout);
  return (transitions ?? pointEvaluations) / seconds;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

console.log(`${cpus()[0]?.model ?? "unknown"}, load ${loadavg()[0].toFixed(1)}\n`);
console.log(
  `| C | one, million a second | ${numProcesses} at once | ratio, median | best |\n|---|--:|--:|--:|--:|`,
);
for (const each of CASES) {
  const rounds = [];
  for (let round = 0; round < numRounds; round++) {
    const before = await rateOf(each);
    const together = await Promise.all(Array.from({ length: numProcesses }, () => rateOf(each)));
    const after = await rateOf(each);
    const alone = (before + after) / 2;
    const all = together.reduce((sum, rate) => sum + rate, 0);
    rounds.push({ alone, all, ratio: all / alone });
  }
  const of = (key) => rounds.map((round) => round[key]);
  const numbers = [(median(of("alone")) / 1e6).toFixed(0), (median(of("all")) / 1e6).toFixed(0)];
  const ratios = [median(of("ratio")).toFixed(3), Math.max(...of("ratio")).toFixed(3)];
  console.log(`| ${[`${each[0]} ${each[1]}`, ...numbers, ...ratios].join(" | ")} |`);
}
