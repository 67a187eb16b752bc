/** Whatever becomes of a worker, every call settles. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LiveWorker, WorkerDiedError } from "../../src/engine/liveWorker";
import { createPortWorker, type PortWorker } from "./portWorker";

const LIMIT = 20_000;

const api = {
  double: (x: number): number => 2 * x,
  refuse: (what: unknown): never => {
    throw what;
  },
  echo: (value: unknown): unknown => value,
  unreadable: (): unknown => () => 1,
  never: (): Promise<number> => new Promise(() => {}),
};

let port: PortWorker;
let worker: LiveWorker<typeof api>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  port = createPortWorker(api);
  worker = new LiveWorker(port, LIMIT);
});

afterEach(() => {
  worker.terminate();
  vi.useRealTimers();
});

const double = (x: number): Promise<number> => worker.call((remote) => remote.double(x));
const never = (): Promise<number> => worker.call((remote) => remote.never());

/** The reason for which a promise rejects. */
async function reasonOf(promise: Promise<unknown>): Promise<Error> {
  const outcome: unknown = await promise.then(
    (value) => `it resolved to ${String(value)}`,
    (reason: unknown) => reason,
  );
  if (!(outcome instanceof Error)) throw new TypeError(String(outcome));
  return outcome;
}

describe("a living worker", () => {
  test("answers each of several calls", async () => {
    expect(await Promise.all([double(1), double(2), double(3)])).toEqual([2, 4, 6]);
    expect(worker.isDead).toBe(false);
  });

  test("passes its errors on by name and message", async () => {
    const refusal = new RangeError("seed = -1; expected more");
    const error = await reasonOf(worker.call((remote) => remote.refuse(refusal)));
    expect([error.name, error.message]).toEqual(["RangeError", "seed = -1; expected more"]);
    expect(await reasonOf(worker.call((remote) => remote.refuse("just words")))).toEqual(
      new Error("just words"),
    );
  });

  test.each([
    ["an answer that cannot be sent", () => worker.call((remote) => remote.unreadable())],
    ["a question that cannot be sent", () => worker.call((remote) => remote.echo(() => 1))],
    [
      "a question that cannot even be put",
      () =>
        worker.call((): Promise<number> => {
          throw new TypeError("no question");
        }),
    ],
  ])("%s is an error of the call, not a death", async (_what, call) => {
    const error = await reasonOf(call());
    expect(error).not.toBeInstanceOf(WorkerDiedError);
    vi.advanceTimersByTime(10 * LIMIT);
    expect(worker.isDead).toBe(false);
    expect(await double(4)).toBe(8);
  });

  test("may say what nobody asked for", async () => {
    const answer = double(5);
    for (const message of ["hello", null, 7, { id: "nobody" }, { id: 0, type: "RAW" }]) port.sendRaw(message);
    expect(await answer).toBe(10);
  });

  test("may be silent while nothing is asked", async () => {
    expect(await double(1)).toBe(2);
    expect(vi.getTimerCount()).toBe(0);
    vi.advanceTimersByTime(10 * LIMIT);
    expect(await double(2)).toBe(4);
  });
});

describe("a dying worker", () => {
  const deaths: [how: string, reason: string, die: () => void][] = [
    ["a fault", "the worker failed: out of memory", () => port.crash("out of memory")],
    ["an end", "the worker was ended", () => worker.terminate()],
    ["silence", "the worker did not answer for 20 s", () => vi.advanceTimersByTime(LIMIT)],
  ];

  test.each(deaths)(
    "by %s rejects all that is pending, and what is asked afterwards",
    async (_how, reason, die) => {
      const pending = [never(), double(1), never()];
      const outcomes = Promise.allSettled(pending.map(reasonOf));
      die();
      expect(worker.isDead).toBe(true);
      expect(port.isTerminated).toBe(true);
      expect(vi.getTimerCount()).toBe(0);
      for (const outcome of await outcomes) {
        expect(outcome).toEqual({ status: "fulfilled", value: new WorkerDiedError(reason) });
      }
      const late = await reasonOf(double(2));
      expect(late).toBeInstanceOf(WorkerDiedError);
      expect(late.message).toBe(reason);
    },
  );

  test("dies once: a later fault changes nothing", async () => {
    const error = reasonOf(never());
    port.crash("first");
    port.crash("second");
    worker.terminate();
    expect((await error).message).toBe("the worker failed: first");
    expect((await reasonOf(never())).message).toBe("the worker failed: first");
  });
});

describe("silence", () => {
  test("is counted from the last answer, not from the question", async () => {
    const unanswered = never();
    vi.advanceTimersByTime(LIMIT - 1);
    expect(await double(1)).toBe(2);
    vi.advanceTimersByTime(LIMIT - 1);
    expect(worker.isDead).toBe(false);
    vi.advanceTimersByTime(1);
    expect(worker.isDead).toBe(true);
    await expect(unanswered).rejects.toThrow(WorkerDiedError);
  });

  test("is not broken by further questions", async () => {
    const pending = [never()];
    for (let i = 0; i < 4; i++) {
      vi.advanceTimersByTime(LIMIT / 4);
      if (!worker.isDead) pending.push(never());
    }
    expect(worker.isDead).toBe(true);
    for (const promise of pending) await expect(promise).rejects.toThrow("did not answer");
  });
});
