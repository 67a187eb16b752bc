/**
 * Whether float32 draws from the same distribution as float64 would: the SIMD kernels, plain and relaxed, for 3e9
 * transitions of the mixture in headless Chromium, against the exact acceptance rate (by quadrature) and moments.
 *   npm run bench -- --agreement
 *   node tests/bench/agreement/agreement.mjs [transitions] [seed]
 * Acceptance must be within 5e-5, moments within 4 standard errors (of four numbers a right kernel misses one with
 * probability 2.5e-4 a seed); otherwise the exit status is 1.
 */
import { fileURLToPath } from "node:url";
import { openBenchPage } from "../benchPage.mjs";

export const LARGEST_ACCEPTANCE_ERROR = 5e-5;
export const LARGEST_Z = 4;

/** What is wrong with a run, a sentence each. */
export function failuresOf({ checks }) {
  return checks.flatMap(({ name, value, expected, z }) => {
    const isRight =
      name === "acceptance"
        ? Math.abs(value - expected) <= LARGEST_ACCEPTANCE_ERROR
        : Math.abs(z) <= LARGEST_Z;
    return isRight ? [] : [`${name} is ${value}, exactly ${expected}; ${z.toFixed(2)} standard errors off`];
  });
}

/** @returns sentences about what is wrong, of both kernels */
export async function measureAgreement({ numTransitions = 3e9, seed = 1, say = console.log } = {}) {
  const workload = new URL("./workload.ts", import.meta.url);
  const { page, close } = await openBenchPage(workload, "startAgreement", { webgpu: false });
  const failures = [];
  try {
    for (const backend of ["simd", "relaxed"]) {
      await page.evaluate(
        ([name, number]) => void (window.run = window.startAgreement(name, number)),
        [backend, seed],
      );
      for (let done = 0; done < numTransitions;) {
        done = await page.evaluate((most) => window.run.advance(1000, most), numTransitions);
      }
      const result = await page.evaluate(() => window.run.result());
      const wrong = failuresOf(result);
      failures.push(...wrong.map((text) => `${backend}: ${text}`));
      say(`\n### ${backend}, ${result.numTransitions.toExponential(2)} transitions, seed ${seed}\n`);
      say("| what | value | exact | difference | standard error | z |\n|---|--:|--:|--:|--:|--:|");
      for (const { name, value, expected, standardError, z } of result.checks) {
        const numbers = [value.toFixed(7), expected.toFixed(7), (value - expected).toExponential(1)];
        say(`| ${[name, ...numbers, standardError.toExponential(1), z.toFixed(2)].join(" | ")} |`);
      }
    }
  } finally {
    await close();
  }
  return failures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [numTransitions = "3e9", seed = "1"] = process.argv.slice(2);
  const failures = await measureAgreement({ numTransitions: Number(numTransitions), seed: Number(seed) });
  for (const text of failures) console.error(text);
  if (failures.length > 0) process.exitCode = 1;
}
