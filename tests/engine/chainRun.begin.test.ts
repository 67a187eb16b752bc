/** Beginning a run, and going on with another number of workers. */
import { afterEach, describe, expect, test } from "vitest";
import { WorkerDiedError } from "../../src/engine/liveWorker";
import { createRun, IMPOSSIBLE, inCore, pullBlocks, runConfig, type TestRun } from "./samplingRuns";

const config = runConfig();
const expected = inCore(config, 40);

let open: TestRun;

function testRun(numWorkers: number): TestRun {
  open = createRun(numWorkers);
  return open;
}

afterEach(() => open.run.dispose());

describe("beginning", () => {
  test("where chains cannot start, core's message comes and the workers stay of use", async () => {
    const { run, workers } = testRun(3);
    await expect(run.begin(runConfig(IMPOSSIBLE))).rejects.toThrow(
      "start = (0, -1000); expected a point where the target has a density",
    );
    expect(run.pull(1, [])).toBeNull();
    expect(run.isBusy).toBe(false);
    await run.begin(config);
    expect(workers).toHaveLength(3);
    expect(await pullBlocks(run, 7, [40])).toEqual(expected);
  });

  test("another run drops the one before, and uses its workers", async () => {
    const { run, workers } = testRun(3);
    await run.begin(runConfig({ seed: 5 }));
    const pulled = run.pull(10, []);
    const begun = run.begin(config);
    await pulled;
    await begun;
    expect(run.numSteps).toBe(0);
    expect(await pullBlocks(run, 7, [40])).toEqual(expected);
    expect(workers).toHaveLength(3);
  });

  test("a worker that dies at once is replaced; those that die in a row end the wish", async () => {
    const { run, workers } = testRun(1);
    const begun = run.begin(config);
    await expect.poll(() => workers.length).toBe(1);
    workers[0].crash("404");
    await begun;
    expect(workers).toHaveLength(2);

    const another = testRun(1);
    const never = expect(another.run.begin(config)).rejects.toThrow(WorkerDiedError);
    for (let i = 0; i < 4; i++) {
      await expect.poll(() => another.workers.length).toBe(i + 1);
      another.workers[i].crash("404");
    }
    await never;
    run.dispose();
  });

  test("where one worker cannot be had, the others are kept and none is lost", async () => {
    const { run, workers } = testRun(2);
    const begun = expect(run.begin(config)).rejects.toThrow("the worker failed: 404");
    for (const index of [1, 2, 3, 4]) {
      await expect.poll(() => workers.length).toBe(index + 1);
      workers[index].crash("404");
    }
    await begun;
    await run.begin(config);
    expect(workers.filter(({ isTerminated }) => !isTerminated)).toHaveLength(2);
    expect(workers[0].isTerminated).toBe(false);
  });
});

describe("another number of workers", () => {
  test("ends those that are too many, makes those that are missing", async () => {
    const { run, workers } = testRun(4);
    const living = (): number => workers.filter(({ isTerminated }) => !isTerminated).length;
    await run.begin(config);
    await run.setNumWorkers(1);
    expect(living()).toBe(1);
    await run.setNumWorkers(3);
    expect(living()).toBe(3);
    expect(await pullBlocks(run, 7, [40])).toEqual(expected);
  });

  test("that cannot be had leaves the run as it was", async () => {
    const { run, workers } = testRun(1);
    await run.begin(config);
    const before = await pullBlocks(run, 7, [20]);
    const changed = expect(run.setNumWorkers(2)).rejects.toThrow(WorkerDiedError);
    for (const index of [1, 2, 3, 4]) {
      await expect.poll(() => workers.length).toBe(index + 1);
      workers[index].crash("404");
    }
    await changed;
    expect(run.state().totals).toEqual(before.totals);
    expect((await pullBlocks(run, 7, [20])).totals).toEqual(expected.totals);
  });
});
