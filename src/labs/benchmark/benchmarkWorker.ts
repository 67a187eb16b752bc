import { handleOf, type WorkerHandle } from "../../engine/liveWorker";

/** A new benchmark worker of this page. */
export function createBenchmarkWorker(): WorkerHandle {
  return handleOf(
    new Worker(new URL("../../../workers/benchmark.worker.ts", import.meta.url), { type: "module" }),
  );
}
