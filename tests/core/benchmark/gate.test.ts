/**
 * The gate: 64 to 256 chains from exact draws, seeds 1 and 2. A right kernel fails with probability 3.4e-5 a row, so
 * that one of these runs does with less than 4e-4; seeds are fixed, a pass stays one.
 */
import { describe, expect, test } from "vitest";
import {
  createRunner,
  joinEvidence,
  judge,
  workloadByKey,
  type ChainEvidence,
  type ChainWorkload,
  type Evidence,
  type RunnerPlan,
} from "../../../src/core/benchmark";
import { chainEvidence } from "../../../src/core/benchmark/chainEvidence";
import { chainTarget } from "../../../src/core/benchmark/chainTarget";
import { gridProblem, gridRunner, rowsByNode } from "../../../src/core/benchmark/gridRunner";
import { referenceRunner } from "../../../src/core/benchmark/referenceRunner";
import type { SamplerDefinition } from "../../../src/core/samplers";
import { alwaysAccepts, keepsStaleDensity, neverMoves, stepsTooFar } from "./brokenSamplers";

const walk = workloadByKey("rwm") as ChainWorkload;

const planOf = (rest: Partial<RunnerPlan> = {}): RunnerPlan => ({
  workload: "rwm",
  backend: "float64",
  numChains: 256,
  share: { index: 0, count: 1 },
  seed: 1,
  ...rest,
});

function evidenceOf(plan: RunnerPlan, numSteps: number): Evidence {
  const runner = createRunner(plan);
  runner.advance(numSteps);
  return runner.evidence();
}

function failuresOf(sampler: SamplerDefinition): readonly string[] {
  const runner = referenceRunner(walk, planOf(), sampler);
  runner.advance(1000);
  return judge(walk, runner.evidence()).failures;
}

describe("a right kernel passes", () => {
  test.each([
    ["rwm", "float64", 1000],
    ["hmc", "float64", 300],
    ["mala", "float64", 1000],
    ["rwm", "tuned", 20_000],
    ["rwm", "simd", 20_000],
    ["mala", "simd", 10_000],
    ["hmc", "simd", 3000],
  ] as const)("%s on %s", (workload, backend, numSteps) => {
    const evidence = evidenceOf(planOf({ workload, backend }), numSteps);
    const { checks, failures } = judge(workloadByKey(workload), evidence);
    expect(failures).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      "acceptance",
      "mean of x",
      "variance of x",
      "mean of y",
      "variance of y",
    ]);
    expect((evidence as ChainEvidence).numSteps).toBe(numSteps);
  });

  test("two workers together, of other lengths and other chains", () => {
    const parts = [
      evidenceOf(planOf({ numChains: 64, share: { index: 0, count: 2 }, seed: 2 }), 500),
      evidenceOf(planOf({ numChains: 64, share: { index: 1, count: 2 }, seed: 2 }), 800),
    ];
    const joined = joinEvidence(parts) as ChainEvidence;
    expect(judge(walk, joined).failures).toEqual([]);
    expect(joined).toMatchObject({ numChains: 128, numMeans: 128 });
    expect(joined.numSteps).toBe(650);
    const [a, b] = parts as ChainEvidence[];
    expect(joined.ess).toBeCloseTo(a.ess + b.ess, 9);
    expect(a.estimates[1].value).not.toBe(b.estimates[1].value);
  });
});

test("workers run chains of their own, and the first one's are those of a worker alone", () => {
  const alone = evidenceOf(planOf({ numChains: 64 }), 50);
  const [first, second] = [0, 1].map((index) =>
    evidenceOf(planOf({ numChains: 64, share: { index, count: 2 } }), 50),
  );
  expect(first).toEqual(alone);
  const values = (evidence: Evidence): number[] =>
    (evidence as ChainEvidence).estimates.map(({ value }) => value);
  values(second).forEach((value, i) => expect(value).not.toBe(values(first)[i]));
});

test("the effective draws are those of the parameter that mixes worst", () => {
  // Of chain means -1, 1, ... the error is 1, of 0 and 0.01 it is a hundredth of that; the variances are alike.
  const numChains = 100;
  const means = (size: number): number[] =>
    Array.from({ length: numChains }, (_, c) => (c % 2 ? size : -size));
  const numSteps = 1000;
  const all = [...means(1), ...means(0.01)];
  const run = {
    numSteps,
    sums: Float64Array.from(all, (mean) => numSteps * mean),
    squares: Float64Array.from(all, () => numSteps * 4),
    numAccepted: new Float64Array(numChains).fill(700),
    centre: [0, 0],
  };
  const { ess } = chainEvidence(chainTarget(), run, false);
  // Variance 4 over the squared error of the mean, 1 / 99.
  expect(ess).toBeCloseTo(4 * 99, 0);
});

test("sums of groups say what sums of chains do, and are judged by how many groups there are", () => {
  const [numChains, chainsOfSum, numSteps] = [256, 64, 1000];
  const runner = createRunner(planOf({ backend: "simd", numChains }));
  runner.advance(numSteps);
  const byChain = runner.evidence() as ChainEvidence;
  // Four groups whose means differ as those of 64 chains do: the mean of x by -3, -1, 1, 3 of 0.01, and so on.
  const spread = (mean: number): number[] =>
    [-3, -1, 1, 3].map((k) => chainsOfSum * numSteps * (mean + 0.01 * k));
  const value = (i: number): number => byChain.estimates[i].value;
  const run = {
    numSteps,
    chainsOfSum,
    sums: Float64Array.from([...spread(value(1)), ...spread(value(3))]),
    squares: Float64Array.from([...spread(value(2)), ...spread(value(4))]),
    numAccepted: Float64Array.from(spread(value(0))),
    centre: [0, 0],
  };
  const byGroup = chainEvidence(chainTarget(), run, false);
  expect(byGroup).toMatchObject({ numChains, numSteps, numMeans: 4 });
  expect(byChain.numMeans).toBe(numChains);
  byGroup.estimates.forEach((estimate, i) => {
    expect(estimate.value).toBeCloseTo(value(i), 9);
    // The standard deviation of -3, -1, 1, 3 is sqrt(20 / 3), the root of their number 2.
    expect(estimate.standardError).toBeCloseTo((0.01 * Math.sqrt(20 / 3)) / 2, 9);
  });
  // x mixes worst for its variance is 5 and that of y 1: y, then, with the same error. Variance over squared error.
  expect(byGroup.ess / (value(4) / (0.0001 * (20 / 12)))).toBeCloseTo(1, 2);
  // Of four means nine standard errors are nothing yet, of 256 they are.
  const shifted = byGroup.estimates.map((estimate, i) => ({
    ...estimate,
    value: [0.8622806, 0, 5, 0, 1][i],
  }));
  shifted[1] = { ...shifted[1], value: 9 * shifted[1].standardError };
  const failuresWith = (numMeans: number): number =>
    judge(walk, { ...byGroup, estimates: shifted, numMeans }).failures.length;
  expect([4, 256].map(failuresWith)).toEqual([0, 1]);
});

describe("a wrong kernel is refused", () => {
  test.each([
    ["accepts always", alwaysAccepts, /^acceptance is 1,/],
    ["keeps the density of where it was", keepsStaleDensity, /standard errors off$/],
    ["proposes a tenth too far", stepsTooFar, /^acceptance is 0\.8/],
    ["never moves", neverMoves, /^acceptance is 0,/],
  ] as const)("%s", (_name, sampler, reason) => {
    const failures = failuresOf(sampler);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures[0]).toMatch(reason);
  });

  test("numbers that are none", () => {
    const evidence = evidenceOf(planOf({ numChains: 64 }), 10) as ChainEvidence;
    const broken = evidence.estimates.map((estimate) => ({ ...estimate, value: NaN }));
    expect(judge(walk, { ...evidence, estimates: broken }).failures).toHaveLength(5);
  });

  test("evidence of another kind", () => {
    const evidence = evidenceOf(planOf({ numChains: 64 }), 10);
    expect(() => judge(workloadByKey("grid"), evidence)).toThrow(RangeError);
    expect(() => joinEvidence([])).toThrow(RangeError);
    expect(() => joinEvidence([evidence, { kind: "grid", numNodes: 1, largestError: 0 }])).toThrow(
      RangeError,
    );
  });
});

describe("the grid", () => {
  const plan = planOf({ workload: "grid" });
  const grid = workloadByKey("grid");

  test("of brute force agrees with the one by mean and scatter", () => {
    const runner = createRunner(plan);
    runner.advance(3);
    const evidence = runner.evidence();
    expect(evidence).toMatchObject({ kind: "grid", numNodes: 3 * 512 });
    expect(judge(grid, evidence).failures).toEqual([]);
    // 1000 squares in float64.
    expect((evidence as { largestError: number }).largestError).toBeLessThan(1e-9);
  });

  test("of SIMD kernels passes, on all of its nodes", () => {
    const runner = createRunner({ ...plan, backend: "simd" });
    runner.advance(512);
    const evidence = runner.evidence();
    expect(evidence).toMatchObject({ numNodes: 512 * 512 });
    expect(judge(grid, evidence).failures).toEqual([]);
  });

  test("rows of two workers are all rows, and each is taken once", () => {
    const shares = [0, 1].map((index) =>
      gridRunner({ ...plan, share: { index, count: 2 } }, (rows) => new Float32Array(512 * rows.length)),
    );
    for (const runner of shares) runner.advance(256);
    const evidence = joinEvidence(shares.map((runner) => runner.evidence()));
    expect(evidence).toMatchObject({ numNodes: 512 * 512 });
  });

  test.each([
    ["a datum is left out", (x: number) => x + 0.9],
    ["a value is none", () => NaN],
  ])("is refused where %s", (_name, spoil) => {
    const problem = gridProblem();
    const runner = gridRunner(
      plan,
      rowsByNode(problem, (position) => spoil(problem.target.logDensity(position))),
    );
    runner.advance(1);
    expect(judge(grid, runner.evidence()).failures).toHaveLength(1);
  });

  test("that nobody looked at is refused", () => {
    expect(judge(grid, createRunner(plan).evidence()).failures).toHaveLength(1);
  });
});

test("there is no runner for what a backend cannot do in a worker", () => {
  expect(() => createRunner(planOf({ backend: "webgpu", workload: "grid" }))).toThrow("webgpu");
  expect(() => createRunner(planOf({ backend: "webgpu" }))).toThrow("rwm");
  expect(() => createRunner(planOf({ backend: "tuned", workload: "hmc" }))).toThrow("tuned for hmc");
});
