/** Real workers that fail in real ways: every call settles. */
import { expect, test, vi } from "vitest";
import { handleOf, LiveWorker, WorkerDiedError } from "../../../src/engine/liveWorker";
import { createAnalysisWorker } from "../../../src/engine/workers";
import { brokenWorker, type BrokenKind } from "./brokenWorkers";

interface Api {
  ask(): number;
}

const PATIENCE = 60_000;

test.each<[BrokenKind, number, RegExp]>([
  ["throwing", PATIENCE, /^the worker failed: .*broken/],
  ["failingLater", PATIENCE, /^the worker failed: .*later/],
  ["missing", PATIENCE, /^the worker failed: it could not be loaded/],
  ["hanging", 50, /^the worker did not answer for 0.05 s/],
  ["mute", 50, /^the worker did not answer for 0.05 s/],
])("a worker of the kind %s", async (kind, timeLimit, reason) => {
  const worker = new LiveWorker<Api>(brokenWorker(kind), timeLimit);
  const calls = [worker.call((api) => api.ask()), worker.call((api) => api.ask())];
  for (const call of calls) {
    const error: unknown = await call.catch((why: unknown) => why);
    expect(error).toBeInstanceOf(WorkerDiedError);
    expect((error as Error).message).toMatch(reason);
  }
  await expect(worker.call((api) => api.ask())).rejects.toThrow(WorkerDiedError);
});

test("an error nobody caught in a worker is not reported a second time by the page", async () => {
  const onError = vi.fn<() => void>();
  addEventListener("error", onError);
  const worker = new LiveWorker<Api>(brokenWorker("throwing"), PATIENCE);
  await expect(worker.call((api) => api.ask())).rejects.toThrow(WorkerDiedError);
  removeEventListener("error", onError);
  expect(onError).not.toHaveBeenCalled();
});

test("a message that cannot be read ends the worker", async () => {
  const real = new Worker(URL.createObjectURL(new Blob([""])), { type: "module" });
  const worker = new LiveWorker<Api>(handleOf(real), PATIENCE);
  const call = worker.call((api) => api.ask());
  real.dispatchEvent(new MessageEvent("messageerror"));
  await expect(call).rejects.toThrow("the worker failed: it sent a message that could not be read");
});

test("a worker that lives answers, and is ended when it is told to", async () => {
  const worker = new LiveWorker<{ acceptance(...call: unknown[]): { numDraws: number } }>(
    createAnalysisWorker(),
    PATIENCE,
  );
  const rwm = { key: "rwm", values: { stepSize: 1 } };
  const answer = await worker.call((api) => api.acceptance({ key: "meanLogSd", values: {} }, rwm, 100));
  expect(answer.numDraws).toBe(100);
  const pending = worker.call((api) => api.acceptance({ key: "meanLogSd", values: {} }, rwm, 1e9));
  worker.terminate();
  await expect(pending).rejects.toThrow("the worker was ended");
});
