import { transfer, type Remote } from "comlink";
import type { DrawSummary } from "../core/diagnostics";
import type { SweepPoint } from "../core/run";
import type { GridShape } from "../core/grid";
import { LiveWorker, WorkerDiedError, type WorkerHandle } from "./liveWorker";
import type { AcceptanceEstimate, AnalysisApi, Choice, TargetChoice, WorkerGrid } from "./protocol";

/** The analysis worker, made anew when it dies; its calls hold no state, so they are simply asked again. */
export class Analysis {
  readonly #create: () => WorkerHandle;
  readonly #timeLimit: number;
  #worker: LiveWorker<AnalysisApi> | null = null;
  #isDisposed = false;

  /** @param timeLimit milliseconds of silence after which the worker is taken for dead */
  constructor(create: () => WorkerHandle, timeLimit: number) {
    this.#create = create;
    this.#timeLimit = timeLimit;
  }

  grid(target: TargetChoice, shape: GridShape): Promise<WorkerGrid> {
    return this.#call((api) => api.grid(target, shape));
  }

  /** The exact stationary acceptance rate by independent exact draws. */
  acceptance(target: TargetChoice, sampler: Choice, numDraws: number): Promise<AcceptanceEstimate> {
    return this.#call((api) => api.acceptance(target, sampler, numDraws));
  }

  /** What a step size is worth, by some hundred short chains; the other settings of the sampler stay. */
  sweepPoint(target: TargetChoice, sampler: Choice, stepSize: number): Promise<SweepPoint> {
    return this.#call((api) => api.sweepPoint(target, sampler, stepSize));
  }

  /** @param draws per quantity, [chain][draw]; copied, so that a second try finds them whole */
  summaries(draws: readonly Float64Array[], numChains: number): Promise<DrawSummary[]> {
    return this.#call((api) => {
      const copies = draws.map((values) => values.slice());
      return api.summaries(
        transfer(
          copies,
          copies.map(({ buffer }) => buffer),
        ),
        numChains,
      );
    });
  }

  /** Ends the worker; what is pending rejects, and so does what is asked afterwards. */
  dispose(): void {
    this.#isDisposed = true;
    this.#worker?.terminate();
  }

  async #call<Result>(use: (api: Remote<AnalysisApi>) => Promise<Result>): Promise<Result> {
    try {
      return await this.#living().call(use);
    } catch (error) {
      if (!(error instanceof WorkerDiedError) || this.#isDisposed) throw error;
      return this.#living().call(use);
    }
  }

  #living(): LiveWorker<AnalysisApi> {
    if (this.#isDisposed) throw new WorkerDiedError("the analysis was disposed of");
    if (!this.#worker || this.#worker.isDead) this.#worker = new LiveWorker(this.#create(), this.#timeLimit);
    return this.#worker;
  }
}
