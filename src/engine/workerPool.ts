import type { Remote } from "comlink";
import { LiveWorker, WorkerDiedError, type WorkerHandle } from "./liveWorker";

/** How often in a row a worker is replaced before whoever needs one is told that it cannot be had. */
export const MAX_REPLACEMENTS = 3;

/** Workers of one kind: makes them, keeps the idle ones, and ends them all. What they do is not its business. */
export class WorkerPool<Api extends object> {
  readonly #create: () => WorkerHandle;
  readonly #timeLimit: number;
  /** All that live, whatever they do. */
  readonly #hired = new Set<LiveWorker<Api>>();
  /** Those of them that wait for work. */
  #idle: LiveWorker<Api>[] = [];
  #isDisposed = false;

  /** @param timeLimit milliseconds of silence after which a worker is taken for dead */
  constructor(create: () => WorkerHandle, timeLimit: number) {
    this.#create = create;
    this.#timeLimit = timeLimit;
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /**
   * A new worker.
   * @throws WorkerDiedError once the pool is disposed of
   */
  hire(): LiveWorker<Api> {
    if (this.#isDisposed) throw new WorkerDiedError("the workers were disposed of");
    for (const worker of this.#hired) if (worker.isDead) this.#hired.delete(worker);
    const worker = new LiveWorker<Api>(this.#create(), this.#timeLimit);
    this.#hired.add(worker);
    return worker;
  }

  /** Calls a worker that is idle or new, which is the caller's from then on; one that dies is replaced. */
  async callAny<Result>(
    use: (api: Remote<Api>) => Promise<Result>,
  ): Promise<{ worker: LiveWorker<Api>; result: Result }> {
    let reason = new WorkerDiedError("no worker could be made");
    for (let attempt = 0; attempt <= MAX_REPLACEMENTS; attempt++) {
      const worker = this.#takeIdle() ?? this.hire();
      try {
        return { worker, result: await worker.call(use) };
      } catch (error) {
        if (!(error instanceof WorkerDiedError)) {
          this.release(worker);
          throw error;
        }
        reason = error;
      }
    }
    throw reason;
  }

  /** Takes a worker back, to be given out again. */
  release(worker: LiveWorker<Api>): void {
    this.#idle.push(worker);
  }

  /** Ends the workers that wait for work. */
  endIdle(): void {
    for (const worker of this.#idle) worker.terminate();
    this.#idle = [];
  }

  /** Ends all workers for good; what is pending rejects. */
  dispose(): void {
    this.#isDisposed = true;
    for (const worker of this.#hired) worker.terminate();
  }

  #takeIdle(): LiveWorker<Api> | undefined {
    while (this.#idle.length > 0) {
      const worker = this.#idle.pop();
      if (worker && !worker.isDead) return worker;
    }
    return undefined;
  }
}
