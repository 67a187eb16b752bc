import {
  createRunner,
  measureWindow,
  warmUp,
  type BenchmarkApi,
  type BenchmarkRunner,
  type Clock,
} from "../src/core/benchmark";

/** The benchmark worker's work: runners by row, timed by a clock. */
export function createBenchmarkService(clock: Clock, create = createRunner): BenchmarkApi {
  const rows = new Map<string, { readonly runner: BenchmarkRunner; readonly callSize: number }>();
  const rowOf = (key: string): { readonly runner: BenchmarkRunner; readonly callSize: number } => {
    const row = rows.get(key);
    if (!row) throw new Error(`row = ${key}; expected one that was prepared`);
    return row;
  };
  return {
    prepare: (key, plan, mostWarmUpMs) => {
      const runner = create(plan);
      const warm = warmUp(runner, clock, mostWarmUpMs);
      rows.set(key, { runner, callSize: warm.callSize });
      return warm;
    },
    measure: (key, beginAt, milliseconds) => {
      const { runner, callSize } = rowOf(key);
      return measureWindow(runner, clock, callSize, beginAt, milliseconds);
    },
    evidence: (key) => rowOf(key).runner.evidence(),
    forget: (key) => {
      rows.delete(key);
    },
  };
}
