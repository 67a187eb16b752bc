/** What a run measures, in which order, and how long that takes. Pure; knows neither workers nor the page. */
import {
  backendByKey,
  canRun,
  chainsOn,
  workloadByKey,
  type BackendKey,
  type WorkloadKey,
} from "../../core/benchmark";
import type { BenchmarkOptions } from "./benchmarkSettings";

/** Why a row is there: to be held against the others, or as a point of a chart. */
export type Purpose = "backend" | "workers" | "chains";

/** A row to measure. */
export interface RowPlan {
  /** Says workload, backend and sizes; the same row of another run has the same. */
  readonly id: string;
  readonly purpose: Purpose;
  readonly workload: WorkloadKey;
  readonly backend: BackendKey;
  readonly numWorkers: number;
  /** Chains of each worker, or of the adapter. */
  readonly numChains: number;
}

/** Rows that take turns, so that what slows the machine for a while slows all of them. */
export interface RowGroup {
  readonly label: string;
  readonly rows: readonly RowPlan[];
}

/** Of fewer repeats the 10 and 90 % quantiles would be the outermost ones. */
const LEAST_REPEATS = 9;
/** A run can be cancelled between repeats. */
const LONGEST_REPEAT_SECONDS = 0.25;

/** How many repeats share the time of a row. */
export function numRepeatsOf({ seconds }: Pick<BenchmarkOptions, "seconds">): number {
  return Math.max(LEAST_REPEATS, Math.ceil(seconds / LONGEST_REPEAT_SECONDS));
}

/** Warm-up ends earlier where the rate is steady. */
export const MOST_WARM_UP_MS = 1500;
const USUAL_WARM_UP_SECONDS = 0.6;

/** Chains a worker that the chart goes through: whole blocks of every kernel. */
const CHAIN_COUNTS = [96, 384, 1536, 6144, 24576];

/** 1, 2, 4, ... and the number of cores itself. */
export function workerCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, Math.max(1, cores)];
}

function rowOf(
  purpose: Purpose,
  workload: WorkloadKey,
  backend: BackendKey,
  numWorkers: number,
  numChains: number,
): RowPlan {
  const sizes = backendByKey(backend).usesWorkers ? `${numWorkers}w` : "adapter";
  const chains = workloadByKey(workload).kind === "chains" ? ` ${numChains}c` : "";
  return {
    id: `${purpose}: ${workload} ${backend} ${sizes}${chains}`,
    purpose,
    workload,
    backend,
    numWorkers,
    numChains,
  };
}

/**
 * @param cores of this machine, which the chart over workers goes up to
 * @throws RangeError where nothing is chosen that there is
 */
export function planOf(options: BenchmarkOptions, cores: number): readonly RowGroup[] {
  const { numChains, numWorkers } = options;
  const groups: RowGroup[] = [];
  const scaling: RowGroup[] = [];
  for (const key of options.workloads) {
    const workload = workloadByKey(key);
    const able = options.backends
      .map((backend) => backendByKey(backend))
      .filter((backend) => canRun(backend.key, workload.key));
    if (able.length === 0) continue;
    groups.push({
      label: workload.label,
      rows: able.map((backend) =>
        rowOf(
          "backend",
          workload.key,
          backend.key,
          backend.usesWorkers ? numWorkers : 1,
          chainsOn(backend.key, numChains),
        ),
      ),
    });
    const fastest = able.findLast(({ usesWorkers }) => usesWorkers)?.key;
    if (fastest === undefined) continue;
    if (options.scaleWorkers && cores > 1) {
      scaling.push({
        label: `${workload.label} over workers`,
        rows: workerCounts(cores).map((count) => rowOf("workers", workload.key, fastest, count, numChains)),
      });
    }
    if (options.scaleChains && workload.kind === "chains") {
      scaling.push({
        label: `${workload.label} over chains`,
        rows: CHAIN_COUNTS.map((count) => rowOf("chains", workload.key, fastest, numWorkers, count)),
      });
    }
  }
  if (groups.length === 0) {
    throw new RangeError(
      `workloads ${options.workloads.join(", ") || "none"} on backends ${options.backends.join(", ") || "none"}: nothing to measure; choose a workload and a backend that runs it.`,
    );
  }
  return [...groups, ...scaling];
}

/** About how long a run takes. */
export function secondsOf(groups: readonly RowGroup[], options: BenchmarkOptions): number {
  const numRows = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  return numRows * (options.seconds + USUAL_WARM_UP_SECONDS);
}
