/** The order of a run, what it keeps, and what failures do to it; crews are played, nothing is timed. */
import { describe, expect, test } from "vitest";
import { chainTarget } from "../../../src/core/benchmark/chainTarget";
import type { ChainEvidence, Evidence } from "../../../src/core/benchmark";
import { BenchmarkRun } from "../../../src/labs/benchmark/benchmarkRun";
import type { Crew } from "../../../src/labs/benchmark/crew";
import { planOf, type RowPlan } from "../../../src/labs/benchmark/plan";
import type { BenchmarkResults } from "../../../src/labs/benchmark/results";
import { resultsOf } from "./rows";

const options = {
  ...resultsOf([]).options,
  workloads: ["rwm"],
  backends: ["float64", "simd"],
};
const { machine } = resultsOf([]);

/** What a right random walk of 64 chains might say, whose ess is one draw in a hundred. */
function rightEvidence(rest: Partial<ChainEvidence> = {}): ChainEvidence {
  const { truth, parameterNames } = chainTarget();
  return {
    kind: "chains",
    numChains: 64,
    numSteps: 10_000,
    numMeans: 64,
    sharesPaths: false,
    estimates: [
      { name: "acceptance", value: 0.8623, standardError: 1e-4 },
      ...parameterNames.flatMap((name, i) => [
        { name: `mean of ${name}`, value: truth.mean[i] + 0.01, standardError: 0.01 },
        { name: `variance of ${name}`, value: truth.sd[i] ** 2, standardError: 0.01 },
      ]),
    ],
    ess: 6400,
    ...rest,
  };
}

function crewOf(
  rates: (row: RowPlan, repeat: number) => number,
  evidence: (row: RowPlan) => Evidence = () => rightEvidence(),
): Crew & { calls: string[] } {
  const repeats = new Map<string, number>();
  const calls: string[] = [];
  return {
    calls,
    prepare: (row) => {
      calls.push(`prepare ${row.backend}`);
      return Promise.resolve({ callSize: 1, milliseconds: 5, isSettled: true });
    },
    measure: async (row) => {
      calls.push(row.backend);
      const repeat = repeats.get(row.id) ?? 0;
      repeats.set(row.id, repeat + 1);
      return await Promise.resolve(rates(row, repeat));
    },
    evidence: (row) => Promise.resolve(evidence(row)),
    release: (row) => calls.push(`release ${row.backend}`),
    dispose: () => {},
  };
}

function runOf(
  workers: Crew,
  onChange: (results: BenchmarkResults, run: BenchmarkRun, share: number) => void = () => {},
  given = options,
): BenchmarkRun {
  const groups = planOf(given, 1);
  const run: BenchmarkRun = new BenchmarkRun({
    options: given,
    groups,
    machine,
    workers,
    gpu: workers,
    onChange: (results, { share }) => onChange(results, run, share),
    now: () => new Date("2024-05-06T07:08:09Z"),
  });
  return run;
}

describe("a run", () => {
  test("takes its rows in turn, and ratios round by round", async () => {
    // Both are twice as slow in every second round.
    const crew = crewOf(({ backend }, repeat) => (backend === "simd" ? 300 : 10) / (1 + (repeat % 2)));
    const shares: number[] = [];
    const results = await runOf(crew, (_results, _run, share) => shares.push(share)).finish();
    expect(crew.calls.slice(0, 6)).toEqual([
      "prepare float64",
      "prepare simd",
      "float64",
      "simd",
      "float64",
      "simd",
    ]);
    expect(crew.calls.slice(-2)).toEqual(["release float64", "release simd"]);
    const [reference, simd] = results.rows;
    expect(results.isComplete).toBe(true);
    expect(reference.ratio).toBeNull();
    expect(simd.ratio).toEqual({ median: 30, low: 30, high: 30 });
    expect(simd.repeats).toHaveLength(9);
    // 64 x 10,000 draws are worth 6400.
    expect(simd.essPerSecond).toBe(3);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  test("waits before every round for what is measured in turn", async () => {
    const crew = crewOf(() => 100);
    const run = new BenchmarkRun({
      options,
      groups: planOf({ ...options, scaleChains: true }, 1),
      machine,
      workers: crew,
      gpu: crew,
      beforeRound: async (workload, round) => {
        await Promise.resolve();
        crew.calls.push(`round ${round} of ${workload}`);
      },
      onChange: () => {},
    });
    await run.finish();
    expect(crew.calls.slice(2, 8)).toEqual([
      "round 0 of rwm",
      "float64",
      "simd",
      "round 1 of rwm",
      "float64",
      "simd",
    ]);
    // The scaling rows have none.
    expect(crew.calls.filter((call) => call.startsWith("round"))).toHaveLength(9);
  });

  test("leaves ESS out where chains are shorter than ten autocorrelation times", async () => {
    const crew = crewOf(
      () => 100,
      () => rightEvidence({ numSteps: 999, ess: 64 * 9.99 }),
    );
    expect((await runOf(crew).finish()).rows.map(({ essPerSecond }) => essPerSecond)).toEqual([null, null]);
  });

  test("gives no number to a row that fails the gate, and no ratio to a reference that does", async () => {
    const wrong = (row: RowPlan): Evidence => {
      const evidence = rightEvidence();
      const [acceptance, ...rest] = evidence.estimates;
      const value = row.backend === "float64" ? 1 : acceptance.value;
      return { ...evidence, estimates: [{ ...acceptance, value }, ...rest] };
    };
    const { rows } = await runOf(crewOf(() => 100, wrong)).finish();
    expect(rows[0]).toMatchObject({ state: "refused", rate: null, repeats: [], transitionsPerSecond: null });
    expect(rows[0].reasons[0]).toMatch(/^acceptance is 1, exactly 0\.862281/);
    expect(rows[1]).toMatchObject({ state: "measured", ratio: null });
  });

  test("goes on without a row whose worker fails", async () => {
    const crew = crewOf(({ backend }, repeat) => {
      if (backend === "float64" && repeat === 2) throw new Error("the worker failed: out of memory");
      return 100;
    });
    const { rows } = await runOf(crew).finish();
    expect(rows[0]).toMatchObject({
      state: "refused",
      reasons: ["the worker failed: out of memory"],
      rate: null,
    });
    expect(rows[1].repeats).toHaveLength(9);
  });

  test("lets the page draw after a round, and goes on when that is done", async () => {
    const log: string[] = [];
    const run = new BenchmarkRun({
      options,
      groups: planOf(options, 1),
      machine,
      workers: crewOf(({ backend }) => {
        log.push(backend);
        return 1;
      }),
      gpu: crewOf(() => 1),
      onChange: (_results, { doing }) => {
        if (doing.includes("repeat")) log.push("drawn");
      },
      settle: async () => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        log.push("settled");
      },
    });
    await run.finish();
    const round = ["float64", "simd", "drawn", "settled"];
    expect(log).toEqual(Array.from({ length: 9 }, () => round).flat());
  });

  test("says why a backend is not there", async () => {
    const given = { ...options, workloads: ["grid"], backends: ["webgpu"] };
    const run = new BenchmarkRun({
      options: given,
      groups: planOf(given, 1),
      machine: { ...machine, adapter: null },
      workers: crewOf(() => 1),
      gpu: crewOf(() => 1),
      onChange: () => {},
    });
    const { rows } = await run.finish();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ state: "unavailable", reasons: ["WebGPU finds no adapter here"] });
  });

  test("keeps what was measured when it is cancelled", async () => {
    const given = { ...options, workloads: ["rwm", "hmc"] };
    const crew = crewOf(({ backend }, repeat) => {
      // In the middle of a round.
      if (backend === "float64" && repeat === 3) run.cancel();
      return 100;
    });
    const run: BenchmarkRun = runOf(crew, () => {}, given);
    const results = await run.finish();
    expect(results.isComplete).toBe(false);
    expect(results.rows.map(({ workload, repeats }) => [workload, repeats.length])).toEqual([
      ["rwm", 4],
      ["rwm", 3],
    ]);
    expect(results.rows[0].rate?.median).toBe(100);
    expect(crew.calls).toContain("release simd");
  });
});
