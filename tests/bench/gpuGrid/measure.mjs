/**
 * Where the time of the likelihood grid on WebGPU goes:
 *   node tests/bench/gpuGrid/measure.mjs [rounds]
 * prints, as medians over rounds, a frame's dispatches alone (many frames, one wait) and whole frames one after the
 * other, which read back. Fails where a node is outside its error bound.
 */
import { openBenchPage } from "../benchPage.mjs";

const MILLISECONDS = 700;
const POINTS = 512 * 512 * 1000;
const numRounds = Number(process.argv[2] ?? 5);
const { page, close } = await openBenchPage(new URL("./workload.ts", import.meta.url), "measure", {
  webgpu: true,
});
try {
  const rounds = [];
  for (let round = 0; round < numRounds; round++) {
    rounds.push(await page.evaluate((time) => window.measure(time), MILLISECONDS));
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
  await close();
}
