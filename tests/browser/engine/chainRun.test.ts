/** Real workers: the same bits as on the page's own thread, whatever becomes of a worker. */
import { afterEach, describe, expect, test } from "vitest";
import { ChainRun } from "../../../src/engine/chainRun";
import { WorkerDiedError, type WorkerHandle } from "../../../src/engine/liveWorker";
import { createSamplerWorker, defaultNumWorkers } from "../../../src/engine/workers";
import { IMPOSSIBLE, inCore, PATIENCE, pullBlocks, runConfig } from "../../engine/samplingRuns";
import { brokenWorker } from "./brokenWorkers";

const config = runConfig({ numChains: 50, numWarmup: 20 });
const expected = inCore(config, 200);

let run: ChainRun;
let replaced: [reason: string, numSteps: number][];

/** @param createWorker what to make as worker number `index` */
function createRun(
  numWorkers: number,
  createWorker: (index: number) => WorkerHandle = createSamplerWorker,
): ChainRun {
  let made = 0;
  replaced = [];
  run = new ChainRun({
    createWorker: () => createWorker(made++),
    numWorkers,
    timeLimit: PATIENCE,
    onReplaced: (...told) => replaced.push(told),
  });
  return run;
}

afterEach(() => run.dispose());

test.each([1, 2, 4])("%i workers make the draws that the page's thread makes", async (numWorkers) => {
  await createRun(numWorkers).begin(config);
  expect(await pullBlocks(run, 50, [64, 100, 36])).toEqual(expected);
  expect(replaced).toEqual([]);
});

test("their number changes in mid-run, and the draws do not", async () => {
  await createRun(3).begin(config);
  await pullBlocks(run, 50, [80]);
  await run.setNumWorkers(2);
  const { ensemble, totals } = await pullBlocks(run, 50, [120]);
  expect({ ensemble, totals }).toEqual({ ensemble: expected.ensemble, totals: expected.totals });
});

describe("a worker that is killed", () => {
  test.each(["while its block is out", "between two blocks"])(
    "%s is replaced; no draw is lost",
    async (when) => {
      await createRun(2).begin(config);
      const first = await run.pull(80, []);
      run.recycle(first ?? []);
      const isOut = when === "while its block is out";
      const pulled = isOut ? run.pull(60, []) : null;
      // The operation begins in a microtask; then the block is with the workers.
      await Promise.resolve();
      run.killWorker(1);
      await pulled;
      const { ensemble, totals } = await pullBlocks(run, 50, isOut ? [60] : [60, 60]);
      expect({ ensemble, totals }).toEqual({ ensemble: expected.ensemble, totals: expected.totals });
      expect(replaced).toEqual([["the worker was ended", 80]]);
    },
  );
});

test("a start that core refuses is refused in its words, and the workers go on", async () => {
  createRun(2);
  await expect(run.begin(runConfig(IMPOSSIBLE))).rejects.toThrow(
    "start = (0, -1000); expected a point where the target has a density",
  );
  await run.begin(config);
  expect((await pullBlocks(run, 50, [200])).totals).toEqual(expected.totals);
});

test("a script that does not load rejects the run, after more than one try", async () => {
  let tries = 0;
  createRun(1, () => {
    tries += 1;
    return brokenWorker("missing");
  });
  await expect(run.begin(config)).rejects.toThrow(WorkerDiedError);
  expect(tries).toBe(4);
});

test("a script that throws once is made up for", async () => {
  createRun(2, (index) => (index === 1 ? brokenWorker("throwing") : createSamplerWorker()));
  await run.begin(config);
  expect((await pullBlocks(run, 50, [200])).totals).toEqual(expected.totals);
});

test("buffers that are handed back again while they are away do no harm", async () => {
  await createRun(2).begin(config);
  const first = (await run.pull(80, [])) ?? [];
  run.recycle(first);
  const pulled = run.pull(80, []);
  while (first[1].trail.byteLength > 0) await Promise.resolve();
  run.recycle(first);
  await pulled;
  expect((await pullBlocks(run, 50, [40])).totals).toEqual(expected.totals);
});

test("disposing rejects the block that is out", async () => {
  await createRun(2).begin(config);
  const pulled = run.pull(200, []);
  await Promise.resolve();
  run.dispose();
  await expect(pulled).rejects.toThrow(WorkerDiedError);
});

test("there is a worker a core, and one at least", () => {
  createRun(1);
  expect(defaultNumWorkers()).toBe(Math.min(16, navigator.hardwareConcurrency));
});
