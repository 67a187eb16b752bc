/** One block at a time, and its buffers handed back. */
import { afterEach, describe, expect, test } from "vitest";
import type { BlockReport } from "../../src/engine/protocol";
import { patient, type Conduct } from "./portWorker";
import { createRun, inCore, pullBlocks, runConfig, type TestRun } from "./samplingRuns";

const config = runConfig();
const expected = inCore(config, 40);

let open: TestRun;

function testRun(numWorkers: number, conductOf?: (index: number) => Conduct | undefined): TestRun {
  open = createRun(numWorkers, conductOf);
  return open;
}

afterEach(() => open.run.dispose());

describe("one block at a time", () => {
  test("before a run has begun there is nothing to pull and no state", async () => {
    const { run } = testRun(2);
    expect(run.pull(1, [])).toBeNull();
    expect(() => run.state()).toThrow("no run has begun");
    expect(run.numSteps).toBe(0);
    const begun = run.begin(config);
    expect(run.pull(1, [])).toBeNull();
    expect((await begun).ensemble.numSteps).toBe(0);
  });

  test("no queue grows, however often a block is asked for", async () => {
    const { conduct, release } = patient();
    const { run, workers } = testRun(3, (index) => (index === 1 ? conduct : undefined));
    await run.begin(config);
    const pulled = run.pull(20, []);
    expect(run.isBusy).toBe(true);
    for (let i = 0; i < 100; i++) expect(run.pull(20, [])).toBeNull();
    release();
    await pulled;
    expect(run.isBusy).toBe(false);
    expect((await pullBlocks(run, 7, [20])).totals).toEqual(expected.totals);
    expect(workers.map(({ mostUnanswered }) => mostUnanswered)).toEqual([1, 1, 1]);
  });

  test("a block is out until its last worker is done, also where another one has failed", async () => {
    const { conduct, release } = patient();
    const failing: Conduct = () => Promise.reject(new Error("no"));
    const { run, workers } = testRun(2, (index) => [conduct, failing][index]);
    await run.begin(config);
    const pulled = run.pull(20, []);
    const failure = expect(pulled).rejects.toThrow("no");
    await expect.poll(() => workers[1].mostUnanswered).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(run.pull(20, [])).toBeNull();
    release();
    await failure;
    expect(workers[0].mostUnanswered).toBe(1);
  });
});

describe("handing buffers back", () => {
  test("makes the workers fill them again: a steady run needs no new ones", async () => {
    const { run, workers } = testRun(2);
    await run.begin(config);
    await pullBlocks(run, 7, [8, 8, 8, 8]);
    for (const { reused } of workers) expect(reused).toEqual([0, 4, 4, 4]);
  });

  test("never corrupts a later report, whatever is handed back when and how often", async () => {
    const { run, workers } = testRun(2);
    await run.begin(config);
    const kept = (reports: readonly BlockReport[] | null): unknown[] =>
      (reports ?? []).map(({ tracked, trail }) => [tracked.slice(), trail.slice()]);
    const chains = [0, 1, 2, 3, 4, 5, 6];
    const first = await run.pull(10, chains);
    run.recycle(first ?? []);
    run.recycle(first ?? []);
    const pulled = run.pull(10, chains);
    // Its buffers are on their way already, and empty here.
    while (first?.[1].trail.byteLength !== 0) await Promise.resolve();
    run.recycle(first ?? []);
    const second = await pulled;
    const copy = kept(second);
    run.recycle(first ?? []);
    const third = await run.pull(20, chains);
    expect(kept(second)).toEqual(copy);
    expect(third?.[0].firstStep).toBe(20);
    expect(run.state().totals).toEqual(expected.totals);
    for (const { reused } of workers) expect(reused).toEqual([0, 4, 0]);
  });
});
