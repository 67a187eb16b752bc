/**
 * The benchmark's samplers on the graphics adapter: 4096 chains from exact draws, seed 5, judged by sums of 64 groups.
 * A right kernel fails with probability 3.4e-5 a row. How many steps are made depends on the machine, so that a pass
 * does not replay.
 */
import { expect, test } from "vitest";
import { judge, workloadByKey, type ChainEvidence } from "../../../src/core/benchmark";
import { createGpuSampler } from "../../../src/labs/benchmark/gpuSampler";
import { sharedDevice } from "../gpu/sharedDevice";

const SEED = 5;
const numChains = 4096;

test.each(["rwm", "mala", "hmc"] as const)(
  "%s passes the gate with the run that is timed",
  async (workload) => {
    const { device } = await sharedDevice();
    const runner = await createGpuSampler(device, { workload, numChains }, SEED);
    try {
      const rate = await runner.measure(300);
      const evidence = (await runner.evidence()) as ChainEvidence;
      expect(judge(workloadByKey(workload), evidence).failures).toEqual([]);
      expect(evidence).toMatchObject({ numChains, numMeans: 64, sharesPaths: workload === "hmc" });
      expect(evidence.ess).toBeGreaterThan(0);
      const { numSteps } = evidence;
      expect(rate).toBeGreaterThan(0);
      await runner.measure(1);
      expect(((await runner.evidence()) as ChainEvidence).numSteps).toBeGreaterThan(numSteps);
    } finally {
      runner.dispose();
    }
  },
);

test.each([
  ["rwm", /let isAccepted = there\.isInside & isBelowRatio\(.*\);/g, "let isAccepted = there.isInside;"],
  ["rwm", "let z0 = pair0.x;", "let z0 = 1.1 * pair0.x;"],
  ["mala", / \+ kineticLost/g, ""],
  ["hmc", / & isSlow & isBelow;/g, " & isSlow;"],
] as const)("%s is refused where %s is broken", async (workload, what, by) => {
  const { device } = await sharedDevice();
  const mend = (code: string): string => {
    const broken = code.replaceAll(what, by);
    if (broken === code) throw new Error(`${String(what)} is not in the shader`);
    return broken;
  };
  const runner = await createGpuSampler(device, { workload, numChains }, SEED, { mend });
  try {
    await runner.measure(300);
    expect(judge(workloadByKey(workload), await runner.evidence()).failures[0]).toMatch(/^acceptance is /);
  } finally {
    runner.dispose();
  }
});

test("a workload without chains is refused by name", async () => {
  const { device } = await sharedDevice();
  await expect(createGpuSampler(device, { workload: "grid", numChains }, SEED)).rejects.toThrow(
    "workload = grid",
  );
});
