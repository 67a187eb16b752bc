import { WorkerDiedError, LiveWorker, type WorkerHandle } from "../../engine/liveWorker";
import type { BenchmarkApi, Evidence, RunnerPlan, WarmUp, Window } from "../../core/benchmark";
import { joinEvidence } from "../../core/benchmark";
import { MOST_WARM_UP_MS, type RowPlan } from "./plan";

/** Whoever runs rows: workers of the page, or the graphics adapter. */
export interface Crew {
  prepare(row: RowPlan, seed: number): Promise<WarmUp>;
  /** @returns units a second */
  measure(row: RowPlan, milliseconds: number): Promise<number>;
  evidence(row: RowPlan): Promise<Evidence>;
  /** Frees a row's memory. */
  release(row: RowPlan): void;
  dispose(): void;
}

/** A silence after which a worker is taken for dead; a row of a slow machine may warm up for seconds. */
const TIME_LIMIT_MS = 60_000;
/** Until all workers have got the word to begin. */
const LEAD_MS = 5;

/** The clock of the workers, which they share with the page. */
const clock = (): number => performance.timeOrigin + performance.now();

/** Workers that begin their windows at the same moment; the rates of that time add up. */
export class WorkerCrew implements Crew {
  readonly #create: () => WorkerHandle;
  #workers: LiveWorker<BenchmarkApi>[] = [];

  constructor(create: () => WorkerHandle) {
    this.#create = create;
  }

  async prepare(row: RowPlan, seed: number): Promise<WarmUp> {
    const { workload, backend, numChains, numWorkers } = row;
    const warmUps = await this.#all<WarmUp>(row, (api, index) => {
      const share = { index, count: numWorkers };
      const plan: RunnerPlan = { workload, backend, numChains, share, seed };
      return api.prepare(row.id, plan, MOST_WARM_UP_MS);
    });
    return {
      callSize: warmUps[0].callSize,
      milliseconds: Math.max(...warmUps.map(({ milliseconds }) => milliseconds)),
      isSettled: warmUps.every(({ isSettled }) => isSettled),
    };
  }

  async measure(row: RowPlan, milliseconds: number): Promise<number> {
    const beginAt = clock() + LEAD_MS;
    const windows = await this.#all<Window>(row, (api) => api.measure(row.id, beginAt, milliseconds));
    return windows.reduce((sum, window) => sum + (1000 * window.units) / window.milliseconds, 0);
  }

  async evidence(row: RowPlan): Promise<Evidence> {
    return joinEvidence(await this.#all<Evidence>(row, (api) => api.evidence(row.id)));
  }

  release(row: RowPlan): void {
    this.#all(row, (api) => api.forget(row.id)).catch((error: unknown) => {
      // A dead worker has freed everything.
      if (!(error instanceof WorkerDiedError)) throw error;
    });
  }

  dispose(): void {
    for (const worker of this.#workers) worker.terminate();
    this.#workers = [];
  }

  #all<Result>(
    { numWorkers }: RowPlan,
    use: (
      api: Parameters<Parameters<LiveWorker<BenchmarkApi>["call"]>[0]>[0],
      index: number,
    ) => Promise<Result>,
  ): Promise<Result[]> {
    for (let i = 0; i < numWorkers; i++) {
      if (!this.#workers[i] || this.#workers[i].isDead) {
        this.#workers[i] = new LiveWorker<BenchmarkApi>(this.#create(), TIME_LIMIT_MS);
      }
    }
    return Promise.all(
      this.#workers
        .slice(0, numWorkers)
        .map((worker, index) => worker.call((api): Promise<Result> => use(api, index))),
    );
  }
}
