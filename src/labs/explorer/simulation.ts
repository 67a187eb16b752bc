/**
 * The explorer's run: what was asked for, what the workers have done of it, and what follows from their
 * draws. Decides when to pull; knows nothing of pictures.
 */
import {
  MAX_RANK_CHAINS,
  rankQuantities,
  summarizeRun,
  ThinnedDraws,
  type RunSummary,
  type RunTotals,
} from "../../core/run";
import type { DrawSummary } from "../../core/diagnostics";
import type { Target } from "../../core/targets";
import { joinRanges } from "../../engine/chainRun";
import { Run, type RunOptions } from "../../engine/run";
import { withAcceptance } from "./withAcceptance";
import {
  createTarget,
  drawnStride,
  type BlockReport,
  type RangeState,
  type RunConfig,
} from "../../engine/protocol";
import { RateMeter } from "./rateMeter";

/** A block of all chains, in one piece. */
export interface Block {
  readonly reports: readonly BlockReport[];
  readonly firstStep: number;
  readonly numSteps: number;
  /** [tracked chain][step][dimension], in the order of `trackedChains` */
  readonly tracked: Float64Array;
}

export interface SimulationEvents {
  /** A new run stands at its start. */
  onBegin(state: RangeState): void;
  /** @param state of all chains after it */
  onBlock(block: Block, state: RangeState): void;
  /** The run cannot go on; what was drawn is kept. */
  onFailure(message: string): void;
}

/** Draws kept of each of up to 16 chains for rank statistics. */
const KEPT_DRAWS = 4096;
/** Most transitions in one block, so that no worker is away for long and no block is large. */
const MAX_BLOCK = 500_000;
/** What a graphics card makes of that it limits itself, by the time that it takes. */
const MAX_GPU_STEPS = 1024;
/** Of a crowd each chain makes so many at least: every block comes with the state of all chains. */
const LEAST_OF_CROWD = 16;
/** What has become due for longer than this many seconds is forgotten. */
const MAX_LAG = 0.25;

export class Simulation {
  readonly rate = new RateMeter();
  isPlaying = true;
  /** Transitions of each chain per second that are asked for; a slow machine makes fewer. */
  speed = 60;
  /** The parameters that are drawn, by their indices; the first two where the target has not all of these. */
  axes: readonly number[] = [];
  /** Pause after this many transitions of each chain; 0 for never. */
  pauseAt = 0;
  readonly #run: Run;
  readonly #events: SimulationEvents;
  #config: RunConfig | null = null;
  #target: Target | null = null;
  #wanted: RunConfig | null = null;
  #starting: Promise<void> | null = null;
  #kept = new ThinnedDraws(0, 1, 2);
  #focus: number | null = null;
  #state: RangeState | null = null;
  /** Why the run cannot go on; null while it can. */
  #failure: string | null = null;
  #isDisposed = false;
  #lastFrame = 0;
  /** Transitions of each chain that the clock has made due. */
  #due = 0;

  constructor(options: RunOptions, events: SimulationEvents) {
    this.#run = new Run(options);
    this.#events = events;
  }

  get config(): RunConfig | null {
    return this.#config;
  }

  /** The graphics card that makes the run; null where workers do. */
  get adapterName(): string | null {
    return this.#run.adapterName;
  }

  /** Whether the link of this run gives the same draws on every machine. */
  get isReplayable(): boolean {
    return this.#run.isReplayable;
  }

  get target(): Target | null {
    return this.#target;
  }

  get numSteps(): number {
    return this.#state?.ensemble.numSteps ?? 0;
  }

  /** State of all chains after the last block, positions and streams included. */
  get state(): RangeState | null {
    return this.#state;
  }

  get totals(): RunTotals | null {
    return this.#state?.totals ?? null;
  }

  get isAtPause(): boolean {
    return this.pauseAt > 0 && this.numSteps >= this.pauseAt;
  }

  /**
   * Chains whose every draw is kept: all up to 16, one of each superchain above, which is drawn; then the focused
   * one, if it is none of them.
   */
  get trackedChains(): readonly number[] {
    const numChains = this.#config?.numChains ?? 0;
    const count = Math.min(numChains, MAX_RANK_CHAINS);
    const stride = drawnStride(numChains);
    const chains = Array.from(
      { length: count },
      (_, k) => stride * Math.floor((k * numChains) / count / stride),
    );
    return this.#focus === null || chains.includes(this.#focus) ? chains : [...chains, this.#focus];
  }

  setFocus(chain: number | null): void {
    this.#focus = chain;
  }

  /** Begins a run. While one is being started only the last wish counts. */
  begin(config: RunConfig): Promise<void> {
    this.#wanted = config;
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    while (this.#wanted) {
      const config = this.#wanted;
      this.#wanted = null;
      try {
        const state = await this.#run.begin(config);
        if (this.#isDisposed) return;
        const target = createTarget(config.target);
        this.#config = config;
        this.#target = target;
        this.#state = state;
        this.#failure = null;
        this.#focus = null;
        this.#kept = new ThinnedDraws(
          Math.min(config.numChains, MAX_RANK_CHAINS),
          target.dimension + 1,
          KEPT_DRAWS,
        );
        this.rate.reset();
        this.#events.onBegin(state);
      } catch (error) {
        if (this.#wanted) continue;
        // Nothing stands at a start now that could go on.
        this.#config = null;
        this.#target = null;
        this.#state = null;
        // What was playing plays on as soon as a run can start.
        this.#tellFailure(error);
      }
    }
    // At once, so that no wish can fall between the last look and this.
    this.#starting = null;
  }

  /**
   * Called once a frame: asks for what has become due since the last block, if that one is in. So the
   * chains keep their pace on a slow display, and what a slow machine cannot make is never queued.
   * @param now milliseconds
   */
  frame(now: number): void {
    const seconds = Math.min(MAX_LAG, (now - this.#lastFrame) / 1000);
    this.#lastFrame = now;
    if (!this.isPlaying || this.isAtPause) {
      this.#due = 0;
      this.rate.reset();
      return;
    }
    this.#due = Math.min(this.#due + this.speed * seconds, Math.max(1, this.speed * MAX_LAG));
    const numSteps = Math.floor(this.#due);
    if (numSteps < 1 || this.#run.isBusy) return;
    this.#due -= numSteps;
    void this.advance(numSteps);
  }

  /**
   * Advances each chain by up to numSteps transitions in one block.
   * @returns whether a block was made; false while another one is out or a run is being started
   */
  async advance(numSteps: number): Promise<boolean> {
    const config = this.#config;
    if (!config || this.#starting) return false;
    const largest = this.adapterName
      ? MAX_GPU_STEPS
      : Math.max(LEAST_OF_CROWD, Math.floor(MAX_BLOCK / config.numChains));
    const untilPause = this.pauseAt > this.numSteps ? this.pauseAt - this.numSteps : Infinity;
    const tracked = this.trackedChains;
    const dimension = this.#target?.dimension ?? 0;
    const hasAxes = this.axes.length > 0 && this.axes.every((axis) => axis < dimension);
    const pulled = this.#run.pull(
      Math.min(numSteps, largest, untilPause),
      tracked,
      hasAxes ? this.axes : undefined,
    );
    if (!pulled) return false;
    this.#failure = null;
    try {
      const reports = await pulled;
      // A run that was asked for meanwhile makes this block one of the past.
      if (config !== this.#config || this.#starting) return false;
      this.#take(reports, tracked);
      return true;
    } catch (error) {
      if (config === this.#config) this.#fail(error);
      return false;
    }
  }

  /**
   * Advances until each chain has made numSteps more transitions, past its pause as well.
   * @throws Error where the run cannot go on
   */
  async run(numSteps: number): Promise<void> {
    await this.#starting;
    const goal = this.numSteps + numSteps;
    while (this.numSteps < goal) {
      await this.#starting;
      if (!(await this.advance(goal - this.numSteps))) {
        if (this.#failure !== null) throw new Error(`The run stopped: ${this.#failure}`);
        if (!this.#config) return;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    }
  }

  #take(reports: readonly BlockReport[], trackedChains: readonly number[]): void {
    const { numSteps, firstStep } = reports[0];
    const dimension = this.#target?.dimension ?? 0;
    const tracked = new Float64Array(trackedChains.length * numSteps * dimension).fill(NaN);
    for (const report of reports) {
      report.trackedChains.forEach((chain, i) => {
        const length = numSteps * dimension;
        tracked.set(
          report.tracked.subarray(i * length, (i + 1) * length),
          trackedChains.indexOf(chain) * length,
        );
      });
    }
    const before = this.#state?.ensemble.positions ?? new Float64Array(0);
    this.#state = reports.length === 1 ? reports[0].state : joinRanges(reports.map(({ state }) => state));
    const kept = withAcceptance(tracked, trackedChains, before, dimension);
    this.#kept.add(kept, numSteps, Math.max(0, (this.#config?.numWarmup ?? 0) - firstStep));
    this.rate.add(numSteps * (this.#config?.numChains ?? 0));
    this.#events.onBlock({ reports, firstStep, numSteps, tracked }, this.#state);
    this.#run.recycle(reports);
  }

  /** What rank statistics are made of, for up to 16 chains: one array a quantity, [chain][draw]. */
  rankInput(): { readonly quantities: Float64Array[]; readonly numChains: number } | null {
    if (!this.#target || !this.#config || this.#config.numChains > MAX_RANK_CHAINS || this.#kept.numDraws < 8)
      return null;
    return { quantities: rankQuantities(this.#target, this.#kept.draws()), numChains: this.#kept.numChains };
  }

  summary(ranks: readonly DrawSummary[] | null): RunSummary | null {
    return this.#target && this.#state ? summarizeRun(this.#target, this.#state.totals, ranks) : null;
  }

  setNumWorkers(numWorkers: number): Promise<void> {
    return this.#run.setNumWorkers(numWorkers);
  }

  /** Ends one worker as a crash would. */
  killWorker(index: number): void {
    this.#run.killWorker(index);
  }

  dispose(): void {
    this.isPlaying = false;
    this.#isDisposed = true;
    this.#config = null;
    this.#run.dispose();
  }

  #fail(error: unknown): void {
    if (!this.#isDisposed) this.isPlaying = false;
    this.#tellFailure(error);
  }

  #tellFailure(error: unknown): void {
    if (this.#isDisposed) return;
    this.#failure = error instanceof Error ? error.message : String(error);
    this.#events.onFailure(this.#failure);
  }
}
