/** Passes over workers: the same numbers for any number of them, and only those that were asked for last. */
import { afterEach, describe, expect, test } from "vitest";
import { initialNetwork } from "../../../src/core/network";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { WorkerDiedError } from "../../../src/engine/liveWorker";
import type { PassRunner } from "../../../src/engine/network";
import { passesPerTask } from "../../../src/engine/network/passTasks";
import type { PassTask } from "../../../src/engine/protocol/network";
import type { PortWorker } from "../portWorker";
import { createPassTeam, inCore, network, request } from "./passPort";

let runner: PassRunner;
let workers: readonly PortWorker[];
let tasks: readonly PassTask[];
let notices: readonly string[];

function create(...given: Parameters<typeof createPassTeam>): PassRunner {
  ({ runner, workers, tasks, notices } = createPassTeam(...given));
  return runner;
}

afterEach(() => runner.dispose());

describe.each(["perPass", "perPoint"] as const)("passes with masks %s", (sharing) => {
  const asked = request({ sharing });
  const expected = inCore(asked);

  test.each([1, 3])("are those of core with %i worker(s)", async (numWorkers) => {
    const answer = await create(numWorkers).draw(asked);
    expect(answer).toMatchObject({ numPasses: 60, numPoints: 40, backend: "float64" });
    expect(answer?.outputs).toEqual(expected);
    expect(answer?.milliseconds).toBeGreaterThan(0);
    expect(tasks.map(({ numPasses }) => numPasses)).toEqual([24, 24, 12]);
    expect(workers).toHaveLength(numWorkers);
    expect(notices).toEqual([]);
  });

  test("begin with those of a request for fewer", async () => {
    const answer = await create(2).draw({ ...asked, numPasses: 37 });
    expect(answer?.outputs).toEqual(expected.slice(0, 37 * 40));
  });
});

test("a seed replays, another one does not", async () => {
  const small = request({ inputs: Float64Array.of(-1, 0.5), numPasses: 20 });
  const first = await create(2).draw(small);
  expect((await runner.draw(small))?.outputs).toEqual(first?.outputs);
  expect((await runner.draw({ ...small, seed: 43 }))?.outputs).not.toEqual(first?.outputs);
});

test("a task holds whole streams, at least one, and less than a moment's work", () => {
  const small = initialNetwork([1, 32, 1], "relu", Stream.from(1, 0, StreamPurpose.test));
  expect(passesPerTask(small, 100, "float64")).toBe(3120);
  expect(passesPerTask(network, 1000, "float64")).toBe(8);
});

describe("a later request", () => {
  test("supersedes the one before it, of which no further task is given out", async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    create(2, async (_, draw, task) => {
      if (task < 2) await held;
      return draw();
    });
    const first = runner.draw(request());
    const later = request({ rate: 0.5 });
    const second = runner.draw(request({ seed: 3 }));
    const third = runner.draw(later);
    expect([await first, await second]).toEqual([null, null]);
    release();
    expect((await third)?.outputs).toEqual(inCore(later));
    // Two tasks of the first request were out, none of the second, three of the third.
    expect(tasks.map(({ rate, seed }) => [rate, seed])).toEqual([
      ...Array.from({ length: 2 }, () => [0.3, 42]),
      ...Array.from({ length: 3 }, () => [0.5, 42]),
    ]);
    expect(workers).toHaveLength(2);
    expect(workers.map(({ mostUnanswered }) => mostUnanswered)).toEqual([1, 1]);
  });

  test("is not disturbed by a failure of the one before it", async () => {
    let fail = (): void => {};
    const failed = new Promise<void>((resolve) => (fail = resolve));
    create(1, async (_, draw, task) => {
      if (task > 0) return draw();
      await failed;
      throw new Error("a defect");
    });
    const first = runner.draw(request());
    const second = runner.draw(request({ numPasses: 40 }));
    fail();
    expect(await first).toBeNull();
    expect((await second)?.outputs).toEqual(inCore(request({ numPasses: 40 })));
  });
});

describe("a worker that dies", () => {
  test("is replaced, and the passes are the same", async () => {
    create(2, (worker, draw, task) => {
      if (task !== 1) return draw();
      worker.crash("out of memory");
      return new Promise(() => {});
    });
    expect((await runner.draw(request()))?.outputs).toEqual(inCore(request()));
    expect(workers).toHaveLength(3);
  });

  test("again and again fails the request, and a later one is tried anew", async () => {
    let isBroken = true;
    create(1, (worker, draw) => {
      if (!isBroken) return draw();
      worker.crash("out of memory");
      return new Promise(() => {});
    });
    await expect(runner.draw(request())).rejects.toThrow(WorkerDiedError);
    isBroken = false;
    expect((await runner.draw(request()))?.outputs).toEqual(inCore(request()));
  });
});

test.each([
  [{ rate: 1 }, "dropoutRate = 1; expected a number from 0 to less than 1"],
  [{ numPasses: 0 }, "numPasses = 0; expected a whole number of at least 1"],
  [{ inputs: new Float64Array(0) }, "inputs have 0 value(s); expected a multiple of 1, not 0"],
])("%j is refused before a worker hears of it", async (changes, words) => {
  await expect(create(1).draw(request(changes))).rejects.toThrow(words);
  expect(workers).toHaveLength(0);
});

test("more passes than memory holds are refused", async () => {
  await expect(create(1).draw(request({ numPasses: 1e12 }))).rejects.toThrow(RangeError);
});

test("disposing ends the workers and what is pending comes to nothing", async () => {
  create(2);
  const pending = runner.draw(request());
  await Promise.resolve();
  runner.dispose();
  expect([await pending, await runner.draw(request())]).toEqual([null, null]);
  expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true, true]);
});
