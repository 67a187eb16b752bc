import { backendByKey, workloadByKey, workloads } from "../../core/benchmark";
import { rateInWords, threeDigits, timesInWords } from "./format";
import type { BenchmarkResults, Machine, ResultRow } from "./results";

/** The machine in a line. */
export function machineInWords(machine: Machine): string {
  const { cores, adapter, isSoftwareAdapter, timerMilliseconds, isIsolated, hasRelaxedSimd, browser } =
    machine;
  const card = adapter === null ? "no WebGPU adapter" : `${adapter}${isSoftwareAdapter ? " (software)" : ""}`;
  return [
    browser,
    `${cores} ${cores === 1 ? "core" : "cores"}`,
    card,
    `timer ${threeDigits(timerMilliseconds * 1000)} µs`,
    isIsolated ? "isolated" : "not isolated",
    hasRelaxedSimd ? "relaxed SIMD" : "no relaxed SIMD",
  ].join(", ");
}

function sizesOf({ workload, backend, numWorkers, numChains }: ResultRow): string {
  const workers = backendByKey(backend).usesWorkers ? String(numWorkers) : "";
  const chains = workloadByKey(workload).kind === "chains" ? numChains.toLocaleString("en") : "";
  return `${workers} | ${chains}`;
}

/** The gate in a cell: the number that lies farthest off. */
function gateOf({ checks }: ResultRow): string {
  const worst = checks.reduce((largest, { z }) => Math.max(largest, Math.abs(z)), 0);
  return checks.length > 1 ? `passed, largest z ${threeDigits(worst)}` : "passed";
}

function lineOf(row: ResultRow, earlier: ReadonlyMap<string, number> | null): string {
  const { label } = backendByKey(row.backend);
  const start = `| ${label} | ${sizesOf(row)} |`;
  const compared = earlier?.get(row.id);
  const last = earlier === null ? "" : ` ${compared === undefined ? "" : timesInWords(compared)} |`;
  if (row.rate === null) return `${start} – | – | – | – | ${row.reasons.join("; ")} |${last}`;
  const { median, low, high } = row.rate;
  const ess = row.essPerSecond === null ? "–" : rateInWords(row.essPerSecond);
  const ratio = row.ratio === null ? "–" : timesInWords(row.ratio.median);
  return `${start} ${rateInWords(median)} | ${rateInWords(low)} to ${rateInWords(high)} | ${ess} | ${ratio} | ${gateOf(row)} |${last}`;
}

const PURPOSES = { backend: "", workers: ", scaling over workers", chains: ", scaling over chains" } as const;

/**
 * The results as tables of Markdown, one for each workload and scaling.
 * @param earlier ratios to an earlier run by row id, or null
 */
export function markdownOf(
  results: BenchmarkResults,
  earlier: ReadonlyMap<string, number> | null = null,
): string {
  const sections = (["backend", "workers", "chains"] as const).flatMap((purpose) =>
    workloads.flatMap(({ key, label, unit, description }) => {
      const rows = results.rows.filter((row) => row.purpose === purpose && row.workload === key);
      if (rows.length === 0) return [];
      const last = earlier === null ? ["", ""] : [" to earlier |", "--:|"];
      return [
        [
          `### ${label}${PURPOSES[purpose]}`,
          "",
          ...(purpose === "backend" ? [description, ""] : []),
          `| backend | workers | chains a worker | ${unit} a second | 10 to 90 % | ESS a second | to the reference | gate |${last[0]}`,
          `|---|--:|--:|--:|--:|--:|--:|---|${last[1]}`,
          ...rows.map((row) => lineOf(row, earlier)),
        ].join("\n"),
      ];
    }),
  );
  const state = results.isComplete ? "" : " Not all rows were measured.";
  const head = `${machineInWords(results.machine)}; ${results.begunAt.slice(0, 10)}.${state}`;
  return `${[head, ...sections].join("\n\n")}\n`;
}
