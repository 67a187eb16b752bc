/** What a run found, as plain data that goes into a file and comes back from one. */
import { backends, workloads, type Check, type Spread } from "../../core/benchmark";
import type { BenchmarkOptions } from "./benchmarkSettings";
import type { RowPlan } from "./plan";

/** The machine a run was made on. */
export interface Machine {
  readonly cores: number;
  /** Adapter of WebGPU, or null. */
  readonly adapter: string | null;
  /** Whether that is the processor itself. */
  readonly isSoftwareAdapter: boolean;
  readonly timerMilliseconds: number;
  readonly isIsolated: boolean;
  readonly hasSimd: boolean;
  readonly hasRelaxedSimd: boolean;
  readonly browser: string;
}

/** What is measured of a row; a row that failed the gate has no number but reasons. */
export interface ResultRow extends RowPlan {
  readonly state: "measured" | "refused" | "unavailable";
  /** Units a second of each repeat. */
  readonly repeats: readonly number[];
  readonly rate: Spread | null;
  /** Rate over that of the float64 reference in the same rounds; null without one. */
  readonly ratio: Spread | null;
  readonly transitionsPerSecond: number | null;
  /** Effective draws a second; null for grids and passes, and where the chains were too short to tell. */
  readonly essPerSecond: number | null;
  readonly checks: readonly Check[];
  readonly reasons: readonly string[];
  readonly warmUpMilliseconds: number;
  /** Whether the rate had become steady when measuring began. */
  readonly isSettled: boolean;
}

export interface BenchmarkResults {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  /** ISO 8601 */
  readonly begunAt: string;
  readonly machine: Machine;
  readonly options: BenchmarkOptions;
  /** False where the run was cancelled or goes on. */
  readonly isComplete: boolean;
  readonly rows: readonly ResultRow[];
}

export const FORMAT = "bayescape-benchmark";
export const VERSION = 1;

export function toJson(results: BenchmarkResults): string {
  return `${JSON.stringify(results, null, 2)}\n`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSpread(value: unknown): boolean {
  return (
    value === null ||
    (isRecord(value) && ["median", "low", "high"].every((key) => typeof value[key] === "number"))
  );
}

function faultOfRow(row: unknown): string | null {
  if (!isRecord(row)) return "is no row";
  if (typeof row.id !== "string") return "has no id";
  if (!workloads.some(({ key }) => key === row.workload)) return `has the workload ${String(row.workload)}`;
  if (!backends.some(({ key }) => key === row.backend)) return `has the backend ${String(row.backend)}`;
  if (!["measured", "refused", "unavailable"].includes(String(row.state))) return "has no state";
  if (!isSpread(row.rate) || !isSpread(row.ratio)) return "has a rate that is none";
  if (row.state === "measured" && row.rate === null) return "is measured, and has no rate";
  const numbers = [row.numWorkers, row.numChains];
  if (!numbers.every(Number.isInteger)) return "has sizes that are no whole numbers";
  const lists = [row.repeats, row.checks, row.reasons];
  return lists.every(Array.isArray) ? null : "has no repeats, checks or reasons";
}

/**
 * Reads what `toJson` wrote.
 * @throws RangeError saying what is wrong with the text
 */
export function parseResults(text: string): BenchmarkResults {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new RangeError("This is not JSON; expected what Download JSON has written.");
  }
  if (!isRecord(data) || data.format !== FORMAT) {
    throw new RangeError(`This JSON has no format "${FORMAT}"; expected what Download JSON has written.`);
  }
  if (data.version !== VERSION) {
    throw new RangeError(`These results have version ${String(data.version)}; expected ${VERSION}.`);
  }
  if (!Array.isArray(data.rows) || !isRecord(data.machine) || !isRecord(data.options)) {
    throw new RangeError("These results have no rows, machine or options; expected all three.");
  }
  data.rows.forEach((row, i) => {
    const fault = faultOfRow(row);
    if (fault !== null) throw new RangeError(`Row ${i + 1} of these results ${fault}.`);
  });
  return data as unknown as BenchmarkResults;
}

/**
 * By how much each row became faster: its rate over that of the same row of an earlier run.
 * @returns by row id; rows that either run has no number for are left out
 */
export function compareResults(
  now: readonly ResultRow[],
  earlier: readonly ResultRow[],
): ReadonlyMap<string, number> {
  const before = new Map(earlier.map((row) => [row.id, row.rate?.median]));
  const ratios = new Map<string, number>();
  for (const { id, rate } of now) {
    const old = before.get(id);
    if (rate !== null && old !== undefined && old > 0) ratios.set(id, rate.median / old);
  }
  return ratios;
}
