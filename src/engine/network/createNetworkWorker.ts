import { handleOf, type WorkerHandle } from "../liveWorker";

/** A new worker of this page that trains networks and draws their passes. */
export function createNetworkWorker(): WorkerHandle {
  return handleOf(
    new Worker(new URL("../../../workers/network.worker.ts", import.meta.url), { type: "module" }),
  );
}
