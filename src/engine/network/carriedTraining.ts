import type { TrainingData, TrainingSettings, TrainingState } from "../../core/network";
import { WorkerDiedError, type LiveWorker } from "../liveWorker";
import { BLOCK_MILLISECONDS, type NetworkApi, type TrainingReport } from "../protocol/network";
import { MAX_REPLACEMENTS, type WorkerPool } from "../workerPool";

/**
 * A training run that workers carry on. Its state after the last acknowledged block is kept here; a worker that
 * dies is replaced, put back to that state and asked for the block again, so no number changes.
 */
export class CarriedTraining {
  readonly #pool: WorkerPool<NetworkApi>;
  readonly #data: TrainingData;
  readonly #onReplaced: (numSteps: number) => void;
  #state: TrainingState;
  /** Stands where `#state` does; null before the first block and after a death. */
  #worker: LiveWorker<NetworkApi> | null = null;
  #isOver = false;

  constructor(
    pool: WorkerPool<NetworkApi>,
    state: TrainingState,
    data: TrainingData,
    onReplaced: (numSteps: number) => void,
  ) {
    this.#pool = pool;
    this.#state = state;
    this.#data = data;
    this.#onReplaced = onReplaced;
  }

  /** After the last acknowledged block; not to be written into. */
  get state(): TrainingState {
    return this.#state;
  }

  get numSteps(): number {
    return this.#state.current.progress.numSteps;
  }

  /**
   * One block of at most so many steps; one at a time. A result that comes after `release` is of no use.
   * @throws WorkerDiedError where workers die again and again, or after `release`; errors of a worker as they come
   */
  async advance(settings: TrainingSettings, mostSteps: number): Promise<TrainingReport> {
    for (let deaths = 0; ; deaths++) {
      const worker = this.#worker ?? (await this.#takeUp());
      try {
        const report = await worker.call((api) => api.advance(settings, mostSteps, BLOCK_MILLISECONDS));
        if (!this.#isOver) this.#state = report.state;
        if (deaths > 0) this.#onReplaced(report.firstStep);
        return report;
      } catch (error) {
        if (!(error instanceof WorkerDiedError)) throw error;
        this.#worker = null;
        if (this.#isOver || this.#pool.isDisposed) throw error;
        if (deaths === MAX_REPLACEMENTS) {
          throw new WorkerDiedError(`${error.message}; ${MAX_REPLACEMENTS} new workers ended as well`);
        }
      }
    }
  }

  /** Ends the worker, as a crash would; a new one takes its place. */
  endWorker(): void {
    this.#worker?.terminate();
  }

  /** Gives the worker back to the pool, whatever it does; the run cannot go on here any more. */
  release(): void {
    this.#isOver = true;
    if (this.#worker) this.#pool.release(this.#worker);
    this.#worker = null;
  }

  async #takeUp(): Promise<LiveWorker<NetworkApi>> {
    const { worker } = await this.#pool.callAny((api) => api.resume(this.#state, this.#data));
    if (this.#isOver) {
      this.#pool.release(worker);
      throw new WorkerDiedError("the training was given up");
    }
    this.#worker = worker;
    return worker;
  }
}
