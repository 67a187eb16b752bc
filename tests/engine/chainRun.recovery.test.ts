/** Workers crash, hang and throw: the run goes on from the last acknowledged state, with the same bits. */
import { afterEach, describe, expect, test, vi } from "vitest";
import { WorkerDiedError } from "../../src/engine/liveWorker";
import { crashing, hanging, type Conduct } from "./portWorker";
import { createRun, inCore, pullBlocks, runConfig, type TestRun } from "./samplingRuns";

const config = runConfig();
const BLOCKS = [13, 13, 14];
const expected = inCore(config, 40);

let open: TestRun | undefined;

/** A run whose workers, by the order in which they are made, conduct themselves as said. */
async function begun(numWorkers: number, conducts: Record<number, Conduct>): Promise<TestRun> {
  open = createRun(numWorkers, (index) => conducts[index]);
  await open.run.begin(config);
  return open;
}

afterEach(() => {
  open?.run.dispose();
  vi.useRealTimers();
});

/** Crashes at the given block, before or after the block is made. */
const crashAt = (fatal: number, isMadeFirst: boolean): Conduct => {
  return (worker, advance, block) => {
    if (block !== fatal) return advance();
    const report = isMadeFirst ? advance() : null;
    worker.crash("out of memory");
    return report ?? advance();
  };
};

describe.each([1, 2, 3])("of %i workers", (numWorkers) => {
  test.each([
    [0, false],
    [1, false],
    [1, true],
    [2, true],
  ])("the last crashes in block %i (the block is made: %s)", async (block, isMadeFirst) => {
    const { run, workers, replaced } = await begun(numWorkers, {
      [numWorkers - 1]: crashAt(block, isMadeFirst),
    });
    expect(await pullBlocks(run, 7, BLOCKS)).toEqual(expected);
    expect(replaced).toEqual([["the worker failed: out of memory", block * 13]]);
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual(
      workers.map((_, index) => index === numWorkers - 1),
    );
  });
});

test("all workers crash in the same block, and each is replaced once", async () => {
  const { run, replaced, workers } = await begun(3, {
    0: crashAt(1, true),
    1: crashAt(1, false),
    2: crashAt(1, true),
  });
  expect(await pullBlocks(run, 7, BLOCKS)).toEqual(expected);
  expect(replaced).toHaveLength(3);
  expect(workers).toHaveLength(6);
});

test("a worker that dies between two blocks is replaced when the next one is due", async () => {
  const { run, replaced } = await begun(2, {});
  const first = await pullBlocks(run, 7, [20]);
  run.killWorker(1);
  expect(replaced).toEqual([]);
  const { ensemble, totals } = await pullBlocks(run, 7, [20]);
  expect({ ensemble, totals }).toEqual({ ensemble: expected.ensemble, totals: expected.totals });
  expect(first.ensemble.numSteps).toBe(20);
  expect(replaced).toEqual([["the worker was ended", 20]]);
});

test("those in its place may crash too, as long as one lives; it is told once", async () => {
  const { run, replaced, workers } = await begun(2, { 1: crashAt(1, true), 2: crashing, 3: crashing });
  expect(await pullBlocks(run, 7, BLOCKS)).toEqual(expected);
  expect(replaced).toEqual([["the worker failed: out of memory", 13]]);
  expect(workers).toHaveLength(5);
});

test("a worker that hangs is found by its silence", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const hangs: Conduct = (worker, advance, block) => {
    return block === 1 ? hanging(worker, advance, block) : advance();
  };
  open = createRun(2, (index) => (index === 0 ? hangs : undefined), 20_000);
  const { run, replaced, workers } = open;
  await run.begin(config);
  await pullBlocks(run, 7, [13]);
  const pulled = pullBlocks(run, 7, [13, 14]);
  await expect
    .poll(() => workers.map(({ mostUnanswered, unanswered }) => [mostUnanswered, unanswered]))
    .toEqual([
      [1, 1],
      [1, 0],
    ]);
  vi.advanceTimersByTime(20_000);
  expect((await pulled).totals).toEqual(expected.totals);
  expect(replaced).toEqual([["the worker did not answer for 20 s", 13]]);
  expect(workers[0].isTerminated).toBe(true);
});

describe("a range that loses its worker again and again", () => {
  const doomed = { 1: crashAt(1, true), 2: crashing, 3: crashing, 4: crashing };

  test("ends the pull after three more workers, and says why", async () => {
    const { run, workers, replaced } = await begun(2, doomed);
    await pullBlocks(run, 7, [13]);
    const error: unknown = await run.pull(13, [])?.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(WorkerDiedError);
    expect(String(error)).toBe(
      "WorkerDiedError: the worker failed: out of memory; 3 new workers died as well",
    );
    expect(workers).toHaveLength(5);
    expect(replaced).toEqual([]);
  });

  test("leaves all chains at the last acknowledged draw, from which another pull goes on", async () => {
    const { run } = await begun(2, doomed);
    const before = await pullBlocks(run, 7, [13]);
    await expect(run.pull(13, [])).rejects.toThrow(WorkerDiedError);
    const { ensemble, totals } = run.state();
    expect({ ensemble, totals }).toEqual({ ensemble: before.ensemble, totals: before.totals });
    const after = await pullBlocks(run, 7, [13, 14]);
    expect(after.totals).toEqual(expected.totals);
    expect(after.ensemble).toEqual(expected.ensemble);
  });
});

test("an error inside a worker passes through by its message, costs no worker and no draw", async () => {
  const throwing: Conduct = (_worker, advance, block) => {
    if (block === 1) throw new RangeError("stepSize = 0; expected more");
    return advance();
  };
  const { run, workers, replaced } = await begun(3, { 2: throwing });
  await pullBlocks(run, 7, [13]);
  await expect(run.pull(13, [])).rejects.toThrow("stepSize = 0; expected more");
  expect(run.numSteps).toBe(13);
  const { ensemble, totals } = await pullBlocks(run, 7, [13, 14]);
  expect({ ensemble, totals }).toEqual({ ensemble: expected.ensemble, totals: expected.totals });
  expect([workers.length, replaced.length]).toEqual([3, 0]);
});
