import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("./passes.py", import.meta.url));
const TIME_LIMIT_MS = 120_000;
/** As all others, it has one thread. */
const ONE_THREAD = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };

/**
 * The article's loop over a problem of `problemOf`.
 * @returns version, rate in passes times points a second, and blocks for the gate; null without Python and NumPy
 * @throws Error where the script fails for another reason
 */
export function runNumpy(problem, seconds, seed) {
  const { status, stdout, stderr, error } = spawnSync("python3", [SCRIPT], {
    input: JSON.stringify({ ...problem, seconds, seed }),
    encoding: "utf8",
    env: { ...process.env, ...ONE_THREAD },
    maxBuffer: 1 << 28,
    timeout: TIME_LIMIT_MS,
  });
  if (error?.code === "ENOENT" || /No module named '?numpy/.test(stderr ?? "")) return null;
  if (error || status !== 0) throw new Error(`the NumPy loop failed: ${error?.message ?? stderr}`);
  const { version, seconds: taken, blocks } = JSON.parse(stdout);
  const numPasses = blocks.reduce((sum, block) => sum + block.numPasses, 0);
  return { version, rate: (numPasses * problem.inputs.length) / taken, blocks };
}
