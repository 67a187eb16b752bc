import { runNative } from "../../tests/bench/native/run.mjs";
import { pageRows, ratioTable } from "./numbers.mjs";

/** C variants that are held against; HMC's compute what the kernels do, the log of a sum. */
const NATIVE = {
  rwm: { scalar: "scalar C", avx2: "AVX2 C" },
  hmc: { scalar: "scalar C, log of a sum", avx2: "AVX2 C, log of a sum" },
  grid: { scalar: "scalar C", avx2: "AVX2 C" },
};
const RATES = { rwm: "transitionsPerSecond", hmc: "gradientsPerSecond", grid: "pointEvaluationsPerSecond" };

/** The C reference, one run of each variant of a workload a round. */
export function createNativeRounds() {
  /** By workload and variant: rates of the rounds, which go with the page's, and what was wrong. */
  const native = new Map();
  let command = null;

  function tableOf(workload, rows) {
    const variants = [...native.values()].filter((entry) => entry.workload === workload);
    const refused = variants.flatMap(({ variant, failures }) =>
      failures.map((text) => `${variant}: ${text}`),
    );
    if (refused.length > 0)
      return `### ${workload} against C\n\nThe reference failed its gate: ${refused[0]}\n`;
    const bases = variants.map(({ variant, rates }) => ({ label: NATIVE[workload][variant], rates }));
    const lines = [...bases, ...pageRows(workload, rows)];
    return ratioTable(`${workload} against C on one thread`, lines, bases);
  }

  return {
    measure(workload, round) {
      for (const variant of Object.keys(NATIVE[workload] ?? {})) {
        const key = `${workload} ${variant}`;
        if (round > 0 && !native.has(key)) continue;
        const say = round === 0 ? (line) => console.error(line) : () => {};
        const result = runNative({ workload, variant, say });
        if (result === null) continue;
        command = result.command;
        const known = native.get(key) ?? { workload, variant, rates: [], failures: [] };
        known.rates.push(result[RATES[workload]]);
        known.failures.push(...result.failures);
        native.set(key, known);
      }
    },
    /** Lines of Markdown; none where nothing was measured. */
    tables(rows) {
      if (command === null) return [];
      const workloads = new Set([...native.values()].map((entry) => entry.workload));
      return [
        `C, in turn with the page's rows: ${command}\n`,
        ...[...workloads].map((workload) => tableOf(workload, rows)),
      ];
    },
    entries: () => [...native.values()],
  };
}
