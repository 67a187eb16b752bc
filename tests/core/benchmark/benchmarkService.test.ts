/** The worker's service over a clock that the runner moves. */
import { expect, test } from "vitest";
import type { BenchmarkRunner, RunnerPlan } from "../../../src/core/benchmark";
import { createBenchmarkService } from "../../../workers/benchmarkService";

const plan: RunnerPlan = {
  workload: "rwm",
  backend: "float64",
  numChains: 64,
  share: { index: 0, count: 1 },
  seed: 1,
};

function playedService() {
  let now = 0;
  const plans: RunnerPlan[] = [];
  const service = createBenchmarkService(
    () => now,
    (given): BenchmarkRunner => {
      plans.push(given);
      let numRows = 0;
      return {
        unitsPerStep: given.numChains,
        advance: (count) => {
          now += count;
          numRows += count;
        },
        clear: () => (numRows = 0),
        evidence: () => ({ kind: "grid", numNodes: numRows, largestError: 0 }),
      };
    },
  );
  return { service, plans };
}

test("rows stand side by side, each with its own size of call", () => {
  const { service, plans } = playedService();
  const other = { ...plan, numChains: 128 };
  expect(service.prepare("a", plan, 1000)).toMatchObject({ callSize: 2, isSettled: true });
  service.prepare("b", other, 1000);
  expect(plans).toEqual([plan, other]);
  // Calls of 2 ms, until 5 are over.
  expect(service.measure("a", 0, 5)).toEqual({ units: 6 * 64, milliseconds: 6 });
  expect(service.measure("b", 0, 5)).toEqual({ units: 6 * 128, milliseconds: 6 });
  // Warm-up is forgotten, the other row too.
  expect(service.evidence("a")).toMatchObject({ numNodes: 6 });
});

test("a row that was not prepared, or was forgotten, is refused by name", () => {
  const { service } = playedService();
  service.prepare("a", plan, 1000);
  service.forget("a");
  expect(() => service.measure("a", 0, 5)).toThrow("row = a");
  expect(() => service.evidence("b")).toThrow("row = b");
});
