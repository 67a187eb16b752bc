import { expect, test } from "vitest";
import { backendByKey } from "../../../src/core/benchmark";
import { GpuCrew } from "../../../src/labs/benchmark/gpuCrew";
import { gpuRunners } from "../../../src/labs/benchmark/gpuRunner";
import type { RowPlan } from "../../../src/labs/benchmark/plan";

const row: RowPlan = {
  id: "backend: rwm webgpu adapter",
  purpose: "backend",
  workload: "rwm",
  backend: "webgpu",
  numWorkers: 1,
  numChains: 64,
};

test("every workload that WebGPU is said to run has a runner, and no other", () => {
  expect(Object.keys(gpuRunners).toSorted()).toEqual([...backendByKey("webgpu").workloads].toSorted());
});

test("rows that were not prepared are refused by name", async () => {
  const crew = new GpuCrew();
  await expect(crew.measure(row, 1)).rejects.toThrow("row = backend: rwm webgpu adapter");
  await expect(crew.evidence(row)).rejects.toThrow("row = backend: rwm webgpu adapter");
  expect(() => crew.release(row)).not.toThrow();
});
