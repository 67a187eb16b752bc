/** Disposing of a run: what is pending rejects, and no worker lives on. */
import { afterEach, expect, test } from "vitest";
import { WorkerDiedError } from "../../src/engine/liveWorker";
import { crashing, patient, type Conduct } from "./portWorker";
import { createRun, runConfig, type TestRun } from "./samplingRuns";

const config = runConfig();

let open: TestRun;

function testRun(numWorkers: number, conductOf?: (index: number) => Conduct | undefined): TestRun {
  open = createRun(numWorkers, conductOf);
  return open;
}

afterEach(() => open.run.dispose());

test("rejects the block that is out, ends every worker and makes no other", async () => {
  const { run, workers, replaced } = testRun(2, () => patient().conduct);
  await run.begin(config);
  const pulled = run.pull(10, []);
  run.dispose();
  await expect(pulled).rejects.toThrow(WorkerDiedError);
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
  expect(replaced).toEqual([]);
  expect(run.pull(10, [])).toBeNull();
});

test("rejects a run that is being begun, and every later one", async () => {
  const { run, workers } = testRun(2);
  const begun = run.begin(config);
  const next = run.begin(config);
  await expect.poll(() => workers.length).toBe(2);
  run.dispose();
  await expect(begun).rejects.toThrow(WorkerDiedError);
  await expect(next).rejects.toThrow(WorkerDiedError);
  await expect(run.begin(config)).rejects.toThrow("disposed");
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
});

test("ends the replacing of a worker that crashes again and again", async () => {
  const { run, workers } = testRun(1, () => (worker, advance, block) => {
    if (workers.length === 2) run.dispose();
    return crashing(worker, advance, block);
  });
  await run.begin(config);
  await expect(run.pull(10, [])).rejects.toThrow(WorkerDiedError);
  expect(workers).toHaveLength(2);
});
