/** The analysis worker answers as core does; when it dies it is asked again, once. */
import { afterEach, describe, expect, test } from "vitest";
import { summarizeDraws } from "../../src/core/diagnostics";
import { gridOver } from "../../src/core/grid";
import { worstNode } from "../../src/core/grid/errorBound";
import { estimateAcceptance } from "../../src/core/run";
import { samplerByKey } from "../../src/core/samplers";
import { targetByKey } from "../../src/core/targets";
import { Analysis } from "../../src/engine/analysis";
import { WorkerDiedError } from "../../src/engine/liveWorker";
import type { AnalysisApi, Choice } from "../../src/engine/protocol";
import { createAnalysisService } from "../../workers/analysisService";
import { createPortWorker, type PortWorker } from "./portWorker";
import { PATIENCE, runConfig } from "./samplingRuns";

const { target: choice, sampler } = runConfig();
const target = targetByKey(choice.key).create(choice.values);
const shape = gridOver(target, 9);

interface Team {
  readonly analysis: Analysis;
  readonly workers: readonly PortWorker[];
  /** Calls that arrived at any worker. */
  readonly calls: () => number;
}

let team: Team;

/** @param numCrashes that many workers crash when they are called, those made first */
function createTeam(numCrashes = 0): Team {
  const workers: PortWorker[] = [];
  let calls = 0;
  const create = (): PortWorker => {
    const isDoomed = workers.length < numCrashes;
    const service = createAnalysisService();
    const lived = <Answer>(answer: () => Answer): Answer => {
      calls += 1;
      if (isDoomed) worker.crash("out of memory");
      return answer();
    };
    const api: AnalysisApi = {
      grid: (...call) => lived(() => service.grid(...call)),
      acceptance: (...call) => lived(() => service.acceptance(...call)),
      sweepPoint: (...call) => lived(() => service.sweepPoint(...call)),
      summaries: (...call) => lived(() => service.summaries(...call)),
    };
    const worker = createPortWorker(api);
    workers.push(worker);
    return worker;
  };
  team = { analysis: new Analysis(create, PATIENCE), workers, calls: () => calls };
  return team;
}

afterEach(() => team.analysis.dispose());

describe.each([
  [0, 1],
  [1, 2],
])("where %i workers crash", (numCrashes, numWorkers) => {
  test("the grid is core's", async () => {
    const { analysis, workers, calls } = createTeam(numCrashes);
    const { values, milliseconds, arithmetic } = await analysis.grid(choice, shape);
    expect(worstNode(target, shape, values).ratio).toBeLessThan(1);
    expect(arithmetic).toBe("SIMD");
    expect(milliseconds).toBeGreaterThanOrEqual(0);
    expect([workers.length, calls()]).toEqual([numWorkers, numWorkers]);
  });

  test("the acceptance rate is core's, for every target and sampler setting", async () => {
    const { analysis } = createTeam(numCrashes);
    const bold: Choice = { key: "rwm", values: { stepSize: 2.4 } };
    const [here, there] = await Promise.all([
      analysis.acceptance(choice, sampler, 2000),
      analysis.acceptance({ key: "meanLogSd", values: {} }, bold, 2000),
    ]);
    const step = samplerByKey("rwm").createStep(target, sampler.values);
    expect(here.value).toBeCloseTo(estimateAcceptance(target, step, 200_000, 1).value, 1);
    expect(here.numDraws).toBe(2000);
    expect(there.value).toBeLessThan(0.1);
  });

  test("the summaries are core's, and the draws stay with who asked", async () => {
    const { analysis } = createTeam(numCrashes);
    const draws = [0, 1].map((k) => Float64Array.from({ length: 60 }, (_, i) => ((7 + k) * i * i) % 31));
    const expected = draws.map((values) =>
      summarizeDraws({ values: values.slice(), numChains: 3, numDraws: 20 }),
    );
    expect(await analysis.summaries(draws, 3)).toEqual(expected);
    expect(draws.map(({ length }) => length)).toEqual([60, 60]);
  });
});

test("calls that were pending together are all asked again, of one new worker", async () => {
  const { analysis, workers } = createTeam(1);
  const answers = await Promise.all([analysis.grid(choice, shape), analysis.grid(choice, shape)]);
  expect(answers[0].values).toEqual(answers[1].values);
  expect(workers).toHaveLength(2);
});

test("a call that two workers die of rejects; the next one has a new worker", async () => {
  const { analysis, workers, calls } = createTeam(2);
  await expect(analysis.grid(choice, shape)).rejects.toThrow(
    new WorkerDiedError("the worker failed: out of memory"),
  );
  expect([workers.length, calls()]).toEqual([2, 2]);
  expect((await analysis.grid(choice, shape)).values).toHaveLength(81);
  expect(workers).toHaveLength(3);
});

test("an error of the call passes through and is not asked again", async () => {
  const { analysis, calls } = createTeam();
  await expect(analysis.grid({ key: "nonesuch", values: {} }, shape)).rejects.toThrow(
    "target = nonesuch; expected one of mixture, ",
  );
  const detached = new Float64Array(8);
  structuredClone(detached, { transfer: [detached.buffer] });
  await expect(analysis.summaries([detached], 1)).rejects.toThrow(TypeError);
  expect(calls()).toBe(1);
});

test("disposing rejects what is pending and what comes, and makes no other worker", async () => {
  const { analysis, workers } = createTeam();
  const pending = analysis.grid(choice, shape);
  analysis.dispose();
  await expect(pending).rejects.toThrow("the worker was ended");
  await expect(analysis.grid(choice, shape)).rejects.toThrow("disposed");
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});
