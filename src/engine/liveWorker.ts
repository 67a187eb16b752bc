import { wrap, type Endpoint, type Remote } from "comlink";

/** What a live worker needs of a real one; tests put a message port in its place. */
export interface WorkerHandle {
  readonly endpoint: Endpoint;
  /** Calls back when the worker reports an error nobody caught or a message nobody could read. */
  onFault(report: (reason: string) => void): void;
  terminate(): void;
}

/** A call was pending when its worker died. */
export class WorkerDiedError extends Error {
  override readonly name = "WorkerDiedError";
}

/** A browser's worker as a handle. */
export function handleOf(worker: Worker): WorkerHandle {
  return {
    endpoint: worker,
    onFault: (report) => {
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        report(event.message || "it could not be loaded or threw outside a call");
      });
      worker.addEventListener("messageerror", () => report("it sent a message that could not be read"));
    },
    terminate: () => worker.terminate(),
  };
}

/**
 * A worker behind comlink whose calls always settle. comlink itself waits for ever for a worker that
 * is gone; here a fault, a silence longer than the time limit, or `terminate` rejects what is pending.
 */
export class LiveWorker<Api extends object> {
  readonly #handle: WorkerHandle;
  readonly #remote: Remote<Api>;
  readonly #timeLimit: number;
  readonly #pending = new Set<(reason: WorkerDiedError) => void>();
  #silence: ReturnType<typeof setTimeout> | undefined;
  #death: WorkerDiedError | null = null;

  /** @param timeLimit milliseconds after which a silent worker is taken for dead */
  constructor(handle: WorkerHandle, timeLimit: number) {
    this.#handle = handle;
    this.#remote = wrap<Api>(handle.endpoint);
    this.#timeLimit = timeLimit;
    handle.onFault((reason) => this.#die(`the worker failed: ${reason}`));
  }

  get isDead(): boolean {
    return this.#death !== null;
  }

  /**
   * Calls the worker.
   * @throws WorkerDiedError where the worker dies first; errors of the call itself pass through
   */
  call<Result>(use: (api: Remote<Api>) => Promise<Result>): Promise<Result> {
    if (this.#death) return Promise.reject(this.#death);
    return new Promise<Result>((resolve, reject) => {
      this.#pending.add(reject);
      if (this.#pending.size === 1) this.#listen();
      const answered = (): void => {
        this.#pending.delete(reject);
        this.#listen();
      };
      // A promise around it, so that a throw before anything is sent is an error of the call as well.
      new Promise<Result>((sent) => sent(use(this.#remote))).then(
        (result) => {
          answered();
          resolve(result);
        },
        (error: unknown) => {
          answered();
          reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }

  /** Ends the worker; what is pending rejects. */
  terminate(): void {
    this.#die("the worker was ended");
  }

  /** Counts the silence from now on. A worker that answers the calls before this one is not silent. */
  #listen(): void {
    clearTimeout(this.#silence);
    if (this.#pending.size === 0) return;
    this.#silence = setTimeout(
      () => this.#die(`the worker did not answer for ${this.#timeLimit / 1000} s`),
      this.#timeLimit,
    );
  }

  #die(reason: string): void {
    if (this.#death) return;
    this.#death = new WorkerDiedError(reason);
    clearTimeout(this.#silence);
    this.#handle.terminate();
    const pending = [...this.#pending];
    this.#pending.clear();
    for (const reject of pending) reject(this.#death);
  }
}
