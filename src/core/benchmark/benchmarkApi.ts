import type { Evidence, RunnerPlan } from "./runner";
import type { WarmUp, Window } from "./timing";

/** What a benchmark worker does; several rows may be ready in it, which then take turns. */
export interface BenchmarkApi {
  /** Makes a row ready and warms it up. */
  prepare(row: string, plan: RunnerPlan, mostWarmUpMs: number): WarmUp;
  /** @param beginAt in milliseconds of `performance.timeOrigin + performance.now()` */
  measure(row: string, beginAt: number, milliseconds: number): Window;
  evidence(row: string): Evidence;
  /** Frees a row. */
  forget(row: string): void;
}
