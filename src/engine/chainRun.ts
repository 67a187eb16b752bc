/**
 * One run of many chains over several workers. Pull-based: `pull` asks every worker for one block and
 * is refused while a block is out, so no queue can grow. The last acknowledged state of every range is
 * kept here; a worker that dies is replaced, put back to that state and asked again.
 * Knows nothing of frames, pictures and settings.
 */
import { transfer, type Remote } from "comlink";
import { joinEnsembles, joinTotals, poolOf, sliceEnsemble, sliceTotals } from "../core/run";
import { WorkerDiedError, type LiveWorker, type WorkerHandle } from "./liveWorker";
import type { BlockReport, RangeState, RunConfig, SamplerApi } from "./protocol";
import { MAX_REPLACEMENTS, WorkerPool } from "./workerPool";

export interface ChainRunOptions {
  readonly createWorker: () => WorkerHandle;
  readonly numWorkers: number;
  /** Milliseconds of silence after which a worker is taken for dead. */
  readonly timeLimit: number;
  /** Told once for every worker that had to be replaced, with the reason in words. */
  readonly onReplaced: (reason: string, numSteps: number) => void;
}

/** A range of the chains and the worker that has it. */
interface Member {
  worker: LiveWorker<SamplerApi>;
  /** After the last acknowledged block. */
  state: RangeState;
  /** Whether the worker stands there too; it does not where its last block was thrown away. */
  isInStep: boolean;
  /** Buffers of reports that were read, to be filled again. */
  spent: ArrayBuffer[];
}

/** What a block is to be, and what is wanted of it. */
interface Asked {
  readonly numSteps: number;
  readonly trackedChains: readonly number[];
  readonly axes: readonly number[] | undefined;
}

export class ChainRun {
  readonly #options: ChainRunOptions;
  /** Its workers are kept from one run to the next. */
  readonly #pool: WorkerPool<SamplerApi>;
  #members: Member[] = [];
  #config: RunConfig | null = null;
  #numWorkers: number;
  /** Settles when the operation under way has ended; operations take turns. */
  #turn: Promise<unknown> = Promise.resolve();
  #busy = 0;

  constructor(options: ChainRunOptions) {
    this.#options = options;
    this.#pool = new WorkerPool(options.createWorker, options.timeLimit);
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
      this.#members = await this.#staff(config, poolOf(config.numChains), (api, first, count) =>
        api.begin(config, first, count),
      );
      return this.state();
    });
  }

  /**
   * Goes on from a state of all chains of a run, as it came from `state()`.
   * @throws as `begin` does; the run before it then stands where it stood
   */
  restore(config: RunConfig, state: RangeState): Promise<void> {
    return this.#inTurn(() => this.#deal(config, state));
  }

  /**
   * Advances all chains by numSteps.
   * @param axes parameters to be drawn, by their indices; default: the first two
   * @returns one report a worker, in the order of the chains; null while another block is out or before `begin`
   * @throws WorkerDiedError where a range has lost its worker again and again; errors of a worker as they
   *   come. Then all chains stay at the last acknowledged state, and another pull tries anew.
   */
  pull(
    numSteps: number,
    trackedChains: readonly number[],
    axes?: readonly number[],
  ): Promise<BlockReport[]> | null {
    if (this.isBusy || this.#members.length === 0) return null;
    return this.#inTurn(async () => {
      const members = this.#members;
      const asked: Asked = { numSteps, trackedChains, axes };
      const reports = await allEnded(members.map((member) => this.#advance(member, asked)));
      members.forEach((member, i) => {
        member.state = reports[i].state;
        member.isInStep = true;
      });
      return reports;
    });
  }

  /** Hands the buffers of reports back once they were read, to be filled again. */
  recycle(reports: readonly BlockReport[]): void {
    for (const report of reports) {
      const member = this.#members.find(({ state }) => state === report.state);
      if (!member) continue;
      const views = [report.trail, report.lastProposals, report.lastAccepted, report.tracked];
      // A buffer that was handed back already is empty and must not be sent again.
      member.spent = views.map(({ buffer }) => buffer).filter(({ byteLength }) => byteLength > 0);
    }
  }

  /**
   * The state of all chains after the last acknowledged block.
   * @throws Error before a run has begun
   */
  state(): RangeState {
    if (this.#members.length === 0) throw new Error("no run has begun, so there is no state of one");
    return joinRanges(this.#members.map(({ state }) => state));
  }

  /** Goes on with another number of workers; the draws stay the same. */
  setNumWorkers(numWorkers: number): Promise<void> {
    return this.#inTurn(async () => {
      this.#numWorkers = numWorkers;
      if (this.#config && this.#members.length > 0) await this.#deal(this.#config, this.state());
      this.#pool.endIdle();
    });
  }

  /** Ends all workers for good; what is pending rejects. */
  dispose(): void {
    this.#releaseAll();
    this.#pool.dispose();
  }

  /** Ends one worker, as a crash would. For tests and demonstrations of the recovery. */
  killWorker(index: number): void {
    this.#members[index]?.worker.terminate();
  }

  /** Shares a state out among workers. Where that fails, what was before it can still be gone on with. */
  async #deal(config: RunConfig, state: RangeState): Promise<void> {
    const before = this.#members;
    this.#releaseAll();
    const partOf = (first: number, count: number): RangeState => ({
      firstChain: first,
      ensemble: sliceEnsemble(state.ensemble, first, count),
      totals: sliceTotals(state.totals, first, count),
    });
    try {
      this.#members = await this.#staff(config, state.totals.chainsPerEntry, async (api, first, count) => {
        const part = partOf(first, count);
        await api.resume(config, part);
        return part;
      });
      this.#config = config;
    } catch (error) {
      // None of their workers lives on: the next block finds that and puts new ones in their place.
      this.#pool.endIdle();
      this.#members = before;
      throw error;
    }
  }

  /** Gives each range of the chains a worker. Where one cannot have any, the others' go idle. */
  async #staff(
    config: RunConfig,
    pool: number,
    open: (api: Remote<SamplerApi>, first: number, count: number) => Promise<RangeState>,
  ): Promise<Member[]> {
    const opened: Member[] = [];
    const ranges = shareOut(config.numChains, this.#numWorkers, pool);
    try {
      await allEnded(
        ranges.map(async ({ first, count }, i) => {
          const { worker, result } = await this.#pool.callAny((api) => open(api, first, count));
          opened[i] = { worker, state: result, isInStep: true, spent: [] };
        }),
      );
      return opened;
    } catch (error) {
      for (const { worker } of Object.values(opened)) this.#pool.release(worker);
      throw error;
    }
  }

  async #advance(member: Member, asked: Asked): Promise<BlockReport> {
    const { numSteps, trackedChains, axes } = asked;
    const { spent, isInStep, state } = member;
    const config = this.#config;
    member.spent = [];
    member.isInStep = false;
    try {
      if (!isInStep && config) await member.worker.call((api) => api.resume(config, state));
      return await member.worker.call((api) =>
        api.advance(numSteps, trackedChains, transfer(spent, spent), axes),
      );
    } catch (error) {
      if (!(error instanceof WorkerDiedError)) throw error;
      return this.#replace(member, asked, error);
    }
  }

  /** Puts a new worker in the place of a dead one and asks it for the same block. */
  async #replace(
    member: Member,
    { numSteps, trackedChains, axes }: Asked,
    death: WorkerDiedError,
  ): Promise<BlockReport> {
    const config = this.#config;
    if (!config || this.#pool.isDisposed) throw death;
    let reason = death;
    for (let attempt = 0; attempt < MAX_REPLACEMENTS; attempt++) {
      try {
        member.worker = this.#pool.hire();
        await member.worker.call((api) => api.resume(config, member.state));
        const report = await member.worker.call((api) => api.advance(numSteps, trackedChains, [], axes));
        this.#options.onReplaced(death.message, member.state.ensemble.numSteps);
        return report;
      } catch (error) {
        if (!(error instanceof WorkerDiedError) || this.#pool.isDisposed) throw error;
        reason = error;
      }
    }
    throw new WorkerDiedError(`${reason.message}; ${MAX_REPLACEMENTS} new workers died as well`);
  }

  #releaseAll(): void {
    for (const { worker } of this.#members) this.#pool.release(worker);
    this.#members = [];
  }

  async #inTurn<Result>(operation: () => Promise<Result>): Promise<Result> {
    const before = this.#turn;
    this.#busy += 1;
    const begin = (): Promise<Result> => {
      if (this.#pool.isDisposed) throw new WorkerDiedError("the run was disposed of");
      return operation();
    };
    const mine = before.then(begin, begin);
    this.#turn = mine;
    try {
      return await mine;
    } finally {
      this.#busy -= 1;
    }
  }
}

/** The state of all chains from those of neighbouring ranges, in the order of their chains. */
export function joinRanges(states: readonly RangeState[]): RangeState {
  return {
    firstChain: 0,
    ensemble: joinEnsembles(states.map(({ ensemble }) => ensemble)),
    totals: joinTotals(states.map(({ totals }) => totals)),
  };
}

/**
 * Contiguous ranges of nearly equal size; never an empty one.
 * @param pool neighbouring chains that are counted together, and stay together
 */
function shareOut(numChains: number, numWorkers: number, pool: number): { first: number; count: number }[] {
  const numPools = numChains / pool;
  const parts = Math.max(1, Math.min(numWorkers, numPools));
  const cut = (i: number): number => pool * Math.floor((i * numPools) / parts);
  return Array.from({ length: parts }, (_, i) => ({ first: cut(i), count: cut(i + 1) - cut(i) }));
}

/** Like `Promise.all`, but where one fails it waits for the others too, so that none is still out afterwards. */
async function allEnded<Result>(promises: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(promises);
  return Promise.all(promises);
}
