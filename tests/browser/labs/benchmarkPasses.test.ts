/**
 * The benchmark's passes under dropout on the graphics adapter, seed 6. A right kernel fails with probability 1.4e-5 a
 * row at most. How many passes are made depends on the machine, so that a pass does not replay.
 */
import { expect, test } from "vitest";
import { judge, workloadByKey, type PassEvidence, type PassKey } from "../../../src/core/benchmark";
import { createGpuPasses } from "../../../src/labs/benchmark/gpuPasses";
import { sharedDevice } from "../gpu/sharedDevice";

const SEED = 6;

async function judgedRun(workload: PassKey, mend?: (code: string) => string) {
  const { device } = await sharedDevice();
  const runner = await createGpuPasses(device, { workload }, SEED, mend);
  try {
    const rate = await runner.measure(300);
    const evidence = (await runner.evidence()) as PassEvidence;
    return { rate, evidence, failures: judge(workloadByKey(workload), evidence).failures };
  } finally {
    runner.dispose();
  }
}

test.each(["dropoutSmall", "dropoutLarge"] as const)(
  "%s passes the gate with the run that is timed",
  async (workload) => {
    const { rate, evidence, failures } = await judgedRun(workload);
    expect(failures).toEqual([]);
    expect(rate).toBeGreaterThan(0);
    expect(evidence.numBlocks).toBeGreaterThan(1);
    expect(evidence.numPasses % evidence.numBlocks).toBe(0);
  },
);

test.each([
  ["dropoutSmall", "firstLayerUnit(point, j) * work.scale", "firstLayerUnit(point, j)", "mean"],
  ["dropoutSmall", "let key = vec2u(seed, block);", "let key = vec2u(seed, 0u);", "spread of blocks"],
  ["dropoutSmall", "work.isShared != 0u", "true", "steps between points"],
  ["dropoutLarge", "work.isShared != 0u", "false", "steps between points"],
] as const)("%s is refused where %s is broken", async (workload, what, by, expected) => {
  const mend = (code: string): string => {
    const broken = code.replaceAll(what, by);
    if (broken === code) throw new Error(`${what} is not in the shader`);
    return broken;
  };
  const { failures } = await judgedRun(workload, mend);
  expect(failures.some((text) => text.startsWith(expected))).toBe(true);
});

test("a workload without passes is refused by name", async () => {
  const { device } = await sharedDevice();
  await expect(createGpuPasses(device, { workload: "grid" }, SEED)).rejects.toThrow("workload = grid");
});
