import type { Check, Spread } from "../../../src/core/benchmark";
import type { BenchmarkResults, ResultRow } from "../../../src/labs/benchmark/results";

export const spread = (median: number): Spread => ({ median, low: 0.9 * median, high: 1.1 * median });

const CHECK: Check = { name: "acceptance", value: 0.8624, expected: 0.8623, z: 1.25 };

/** A row that was measured, with other values where they are given. */
export function rowWith(rest: Partial<ResultRow>): ResultRow {
  return {
    id: "backend: rwm simd 1w 1024c",
    purpose: "backend",
    workload: "rwm",
    backend: "simd",
    numWorkers: 1,
    numChains: 1024,
    state: "measured",
    repeats: [250e6, 260e6, 270e6],
    rate: spread(260e6),
    ratio: spread(31.4),
    transitionsPerSecond: 260e6,
    essPerSecond: 599e3,
    checks: [CHECK, { ...CHECK, name: "mean of x", z: -2.5 }],
    reasons: [],
    warmUpMilliseconds: 200,
    isSettled: true,
    ...rest,
  };
}

export const refused = rowWith({
  id: "backend: rwm relaxed 1w 1024c",
  backend: "relaxed",
  state: "refused",
  repeats: [],
  rate: null,
  ratio: null,
  transitionsPerSecond: null,
  essPerSecond: null,
  reasons: ["acceptance is 1, exactly 0.862281: 400 standard errors off"],
});

export function resultsOf(rows: readonly ResultRow[], isComplete = true): BenchmarkResults {
  return {
    format: "bayescape-benchmark",
    version: 1,
    begunAt: "2024-05-06T07:08:09.000Z",
    machine: {
      cores: 2,
      adapter: "SwiftShader Device",
      isSoftwareAdapter: true,
      timerMilliseconds: 0.005,
      isIsolated: true,
      hasSimd: true,
      hasRelaxedSimd: true,
      browser: "Chromium 156",
    },
    options: {
      workloads: ["rwm"],
      backends: ["simd", "relaxed"],
      numChains: 1024,
      numWorkers: 1,
      seconds: 1,
      scaleWorkers: false,
      scaleChains: false,
      seed: 1,
    },
    isComplete,
    rows,
  };
}
