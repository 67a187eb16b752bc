/**
 * MC dropout in TensorFlow.js alone, every way to make masks and every size of batch:
 *   node tests/bench/tensorflow/measure.mjs [milliseconds]
 * Fails where its passes do not have the exact moments.
 */
import { openOpponents } from "./openOpponents.mjs";

const milliseconds = Number(process.argv[2] ?? 2000);
const opponents = await openOpponents();
try {
  for (const workload of ["dropoutSmall", "dropoutLarge"]) {
    const { version, hasSimd, maker, batch, trials } = await opponents.prepare(workload);
    console.log(`### ${workload} in TensorFlow.js ${version}, ${hasSimd ? "SIMD" : "no SIMD"}\n`);
    console.log("| masks by | passes of a batch | million passes × points a second |\n|---|--:|--:|");
    for (const trial of trials) {
      console.log(`| ${trial.maker} | ${trial.batch} | ${(trial.rate / 1e6).toPrecision(3)} |`);
    }
    const { rate, failures } = await opponents.measure(workload, milliseconds);
    console.log(`\nBest: ${maker}, ${batch}: ${(rate / 1e6).toPrecision(3)} million a second.\n`);
    for (const failure of failures) console.error(failure);
    if (failures.length > 0) process.exitCode = 1;
  }
} finally {
  await opponents.close();
}
