import type { Readout } from "../../app/readoutTable";
import { backends, workloadByKey, workloads } from "../../core/benchmark";
import { rateInWords, threeDigits, timesInWords } from "./format";
import type { BenchmarkResults, Machine } from "./results";

/** The machine, a row for each thing that speeds depend on. */
export function readoutsOf(machine: Machine | null): Readout[] {
  const pending = (name: string): Readout => ({
    name,
    value: "…",
    reference: "",
    state: "none",
    explanation: "Being looked up.",
  });
  if (machine === null) {
    return ["cores", "graphics", "timer", "isolated", "SIMD", "relaxed SIMD"].map(pending);
  }
  const { cores, adapter, isSoftwareAdapter, timerMilliseconds, isIsolated } = machine;
  const yesNo = (isSo: boolean): Pick<Readout, "value" | "reference" | "state"> => ({
    value: isSo ? "yes" : "no",
    reference: "",
    state: isSo ? "good" : "none",
  });
  const card = adapter === null ? "none" : isSoftwareAdapter ? "software" : "WebGPU";
  return [
    {
      name: "cores",
      value: String(cores),
      reference: "",
      state: "none",
      explanation: "Threads that the browser says the processor runs at once; two of them may share a core.",
    },
    {
      name: "graphics",
      value: card,
      reference: "",
      state: "none",
      explanation:
        adapter === null
          ? "WebGPU finds no adapter here; rows on it are left out."
          : `${adapter}${isSoftwareAdapter ? ", which is the processor itself" : ""}.`,
    },
    {
      name: "timer",
      value: `${threeDigits(1000 * timerMilliseconds)} µs`,
      reference: "",
      state: timerMilliseconds <= 0.2 ? "good" : "none",
      explanation:
        "The smallest step of the page's clock, as measured. Calls last 1 to 5 ms, a repeat longer.",
    },
    {
      name: "isolated",
      ...yesNo(isIsolated),
      explanation: "A cross-origin isolated page has a finer clock. Nothing else here depends on it.",
    },
    { name: "SIMD", ...yesNo(machine.hasSimd), explanation: "WebAssembly with vectors of 128 bits." },
    {
      name: "relaxed SIMD",
      ...yesNo(machine.hasRelaxedSimd),
      explanation: "Fused multiply and add. Faster, but its last bit depends on the processor.",
    },
  ];
}

/** What was found, in a sentence or two. */
export function sentenceOf(results: BenchmarkResults | null, isRunning: boolean): string {
  if (results === null || results.rows.length === 0) {
    return isRunning
      ? "Warming up."
      : "Nothing measured yet. Run measures every chosen backend, Quick run takes some seconds.";
  }
  const rows = results.rows.filter(({ purpose }) => purpose === "backend");
  const parts = workloads.flatMap(({ key, short }) => {
    const measured = rows.filter(({ workload, rate }) => workload === key && rate !== null);
    const best = measured.toSorted((a, b) => (b.rate?.median ?? 0) - (a.rate?.median ?? 0))[0];
    if (!best?.rate) return [];
    const ratio = best.ratio === null ? "" : ` (${timesInWords(best.ratio.median)})`;
    return [`${short} ${rateInWords(best.rate.median)}/s${ratio}`];
  });
  const refused = rows.filter(({ state }) => state === "refused");
  const names = [...new Set(refused.map(({ workload }) => workloadByKey(workload).label))].join(", ");
  const bad = refused.length === 0 ? "" : ` Refused by the gate: ${names}.`;
  const state = isRunning ? " Still measuring." : results.isComplete ? "" : " The run was cancelled.";
  const best = parts.length === 0 ? "No row has a number." : `Best here: ${parts.join(", ")}.`;
  const note = parts.some((part) => part.includes("×"))
    ? ` × stands for times the ${backends[0].label.toLowerCase()}.`
    : "";
  return `${best}${note}${bad}${state}`;
}
