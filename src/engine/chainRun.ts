/**
 * One run of many chains over several workers. Pull-based: `pull` asks every worker for one block and
 * is refused while a block is out, so no queue can grow. The last acknowledged state of every range is
 * kept here; a worker that dies is replaced, put back to that state and asked again.
 * Knows nothing of frames, pictures and settings.
 */
import { transfer, type Remote } from "comlink";
import { joinEnsembles, joinTotals, sliceEnsemble, sliceTotals } from "../core/run";
import { LiveWorker, WorkerDiedError, type WorkerHandle } from "./liveWorker";
import type { BlockReport, RangeState, RunConfig, SamplerApi } from "./protocol";

export interface ChainRunOptions {
  readonly createWorker: () => WorkerHandle;
  readonly numWorkers: number;
  /** Milliseconds of silence after which a worker is taken for dead. */
  readonly timeLimit: number;
  /** Told once for every worker that had to be replaced, with the reason in words. */
  readonly onReplaced: (reason: string, numSteps: number) => void;
}

/** How often in a row a range may lose its worker before the run gives up. */
const MAX_REPLACEMENTS = 3;

interface Member {
  worker: LiveWorker<SamplerApi>;
  state: RangeState;
  spent: ArrayBuffer[];
}

export class ChainRun {
  readonly #options: ChainRunOptions;
  /** Workers kept from one run to the next. */
  readonly #idle: LiveWorker<SamplerApi>[] = [];
  #members: Member[] = [];
  #config: RunConfig | null = null;
  #numWorkers: number;
  /** Settles when the operation under way has ended; operations take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #busy = 0;

  constructor(options: ChainRunOptions) {
    this.#options = options;
    this.#numWorkers = options.numWorkers;
  }

  /** True while a block is out. */
  get isBusy(): boolean {
    return this.#busy > 0;
  }

  /** Transitions of each chain so far. */
  get numSteps(): number {
    return this.#members.length === 0 ? 0 : this.#members[0].state.ensemble.numSteps;
  }

  /**
   * Begins a run; whatever ran before is dropped.
   * @throws RangeError where chains cannot start (message from core), WorkerDiedError where workers cannot live
   */
  begin(config: RunConfig): Promise<RangeState> {
    return this.#inTurn(async () => {
      this.#releaseAll();
      this.#config = config;
      const ranges = shareOut(config.numChains, this.#numWorkers);
      this.#members = await Promise.all(
        ranges.map(async ({ first, count }) => {
          const { worker, result } = await this.#callNew((api) => api.begin(config, first, count));
          return { worker, state: result, spent: [] };
        }),
      );
      return this.state();
    });
  }

  /** Goes on from a state of all chains of a run, as it came from `state()`. */
  restore(config: RunConfig, state: RangeState): Promise<void> {
    return this.#inTurn(() => this.#deal(config, state));
  }

  /**
   * Advances all chains by numSteps.
   * @returns one report a worker, in the order of the chains; null while another block is out
   */
  pull(numSteps: number, trackedChains: readonly number[]): Promise<BlockReport[]> | null {
    if (this.isBusy || this.#members.length === 0) return null;
    return this.#inTurn(() =>
      Promise.all(
        this.#members.map(async (member) => {
          const report = await this.#advance(member, numSteps, trackedChains);
          member.state = report.state;
          return report;
        }),
      ),
    );
  }

  /** Hands the buffers of reports back once they were read, to be filled again. */
  recycle(reports: readonly BlockReport[]): void {
    for (const report of reports) {
      const member = this.#members.find(({ state }) => state === report.state);
      if (member) {
        member.spent = [report.trail, report.lastProposals, report.lastAccepted, report.tracked].map(
          (view) => view.buffer,
        );
      }
    }
  }

  /** The state of all chains after the last acknowledged block. */
  state(): RangeState {
    return {
      firstChain: 0,
      ensemble: joinEnsembles(this.#members.map(({ state }) => state.ensemble)),
      totals: joinTotals(this.#members.map(({ state }) => state.totals)),
    };
  }

  /** Goes on with another number of workers; the draws stay the same. */
  setNumWorkers(numWorkers: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#numWorkers = numWorkers;
      if (this.#config && this.#members.length > 0) await this.#deal(this.#config, this.state());
      while (this.#idle.length > 0) this.#idle.pop()?.terminate();
    });
  }

  /** Ends all workers; what is pending rejects. */
  dispose(): void {
    this.#releaseAll();
    for (const worker of this.#idle.splice(0)) worker.terminate();
  }

  /** Ends one worker, as a crash would. For tests and demonstrations of the recovery. */
  killWorker(index: number): void {
    this.#members[index]?.worker.terminate();
  }

  async #deal(config: RunConfig, state: RangeState): Promise<void> {
    this.#releaseAll();
    this.#config = config;
    this.#members = await Promise.all(
      shareOut(config.numChains, this.#numWorkers).map(async ({ first, count }) => {
        const part: RangeState = {
          firstChain: first,
          ensemble: sliceEnsemble(state.ensemble, first, count),
          totals: sliceTotals(state.totals, first, count),
        };
        const { worker } = await this.#callNew((api) => api.resume(config, part));
        return { worker, state: part, spent: [] };
      }),
    );
  }

  async #advance(member: Member, numSteps: number, tracked: readonly number[]): Promise<BlockReport> {
    const spent = member.spent;
    member.spent = [];
    try {
      return await member.worker.call((api) => api.advance(numSteps, tracked, transfer(spent, spent)));
    } catch (error) {
      if (!(error instanceof WorkerDiedError)) throw error;
      return this.#replace(member, numSteps, tracked, error);
    }
  }

  /** Puts a new worker in the place of a dead one and asks it for the same block. */
  async #replace(
    member: Member,
    numSteps: number,
    tracked: readonly number[],
    death: WorkerDiedError,
  ): Promise<BlockReport> {
    const config = this.#config;
    if (!config) throw death;
    let reason = death;
    for (let attempt = 0; attempt < MAX_REPLACEMENTS; attempt++) {
      member.worker = new LiveWorker<SamplerApi>(this.#options.createWorker(), this.#options.timeLimit);
      try {
        await member.worker.call((api) => api.resume(config, member.state));
        const report = await member.worker.call((api) => api.advance(numSteps, tracked, []));
        this.#options.onReplaced(death.message, member.state.ensemble.numSteps);
        return report;
      } catch (error) {
        if (!(error instanceof WorkerDiedError)) throw error;
        reason = error;
      }
    }
    throw new WorkerDiedError(`${reason.message}; ${MAX_REPLACEMENTS} new workers died as well`);
  }

  /** Calls a worker that is free or new; one that dies is replaced. */
  async #callNew<Result>(
    use: (api: Remote<SamplerApi>) => Promise<Result>,
  ): Promise<{ worker: LiveWorker<SamplerApi>; result: Result }> {
    let reason = new WorkerDiedError("no worker could be made");
    for (let attempt = 0; attempt <= MAX_REPLACEMENTS; attempt++) {
      const worker =
        this.#takeIdle() ?? new LiveWorker<SamplerApi>(this.#options.createWorker(), this.#options.timeLimit);
      try {
        return { worker, result: await worker.call(use) };
      } catch (error) {
        if (!(error instanceof WorkerDiedError)) {
          this.#idle.push(worker);
          throw error;
        }
        reason = error;
      }
    }
    throw reason;
  }

  #takeIdle(): LiveWorker<SamplerApi> | undefined {
    while (this.#idle.length > 0) {
      const worker = this.#idle.pop();
      if (worker && !worker.isDead) return worker;
    }
    return undefined;
  }

  #releaseAll(): void {
    this.#idle.push(...this.#members.map(({ worker }) => worker));
    this.#members = [];
  }

  async #inTurn<Result>(operation: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    this.#busy += 1;
    const mine = before.then(operation, operation);
    this.#turn = mine;
    try {
      return await mine;
    } finally {
      this.#busy -= 1;
    }
  }
}

/** Contiguous ranges of nearly equal size; never an empty one. */
function shareOut(numChains: number, numWorkers: number): { first: number; count: number }[] {
  const parts = Math.max(1, Math.min(numWorkers, numChains));
  return Array.from({ length: parts }, (_, i) => {
    const first = Math.floor((i * numChains) / parts);
    return { first, count: Math.floor(((i + 1) * numChains) / parts) - first };
  });
}
