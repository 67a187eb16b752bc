import { handleOf, type WorkerHandle } from "./liveWorker";

/** A new sampling worker of this page. */
export function createSamplerWorker(): WorkerHandle {
  return handleOf(
    new Worker(new URL("../../workers/sampler.worker.ts", import.meta.url), { type: "module" }),
  );
}

/** A new analysis worker of this page. */
export function createAnalysisWorker(): WorkerHandle {
  return handleOf(
    new Worker(new URL("../../workers/analysis.worker.ts", import.meta.url), { type: "module" }),
  );
}

/** Threads to sample with when the visitor does not say: one per core. */
export function defaultNumWorkers(): number {
  return Math.min(16, Math.max(1, navigator.hardwareConcurrency || 2));
}
