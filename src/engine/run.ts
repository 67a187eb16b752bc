/**
 * A run of many chains on whatever is to make it: workers, or a graphics card for the largest crowds. The workers
 * begin every run, and take over where the graphics card cannot go on. Knows nothing of frames, pictures and settings.
 */
import { MAX_SINGLE } from "../core/run";
import { ChainRun, type ChainRunOptions } from "./chainRun";
import { acquireDevice, type DeviceOutcome } from "./gpu/device";
import type { GpuCrowd } from "./gpu/gpuCrowd";
import { createTarget, type BlockReport, type RangeState, type RunConfig } from "./protocol";

/** Transitions of each chain in the first block of the workers that take over. */
const AFTER_FALLBACK = 16;
/** Milliseconds in which a device that is lost says so: what waits for it may fail a moment before. */
const LOSS_IS_TOLD = 200;

export interface RunOptions extends ChainRunOptions {
  /** Told in words why a graphics card that was wanted is not used, or is not used any more. */
  readonly onFallback: (message: string) => void;
  /** Where the device comes from; another one in tests. */
  readonly acquire?: () => Promise<DeviceOutcome>;
}

export class Run {
  readonly #options: RunOptions;
  readonly #chains: ChainRun;
  #gpu: GpuCrowd | null = null;
  #adapterName = "";
  #lost: Promise<unknown> = Promise.resolve();
  #wasOnGpu = false;
  #config: RunConfig | null = null;
  #busy = 0;
  #isDisposed = false;

  constructor(options: RunOptions) {
    this.#options = options;
    this.#chains = new ChainRun(options);
  }

  /** True while a block is out. */
  get isBusy(): boolean {
    return this.#busy > 0 || this.#chains.isBusy;
  }

  /** The name of the graphics card that makes the run; null where workers do. */
  get adapterName(): string | null {
    return this.#gpu ? this.#adapterName : null;
  }

  /** Whether the same settings give the same draws everywhere; a graphics card's are its own. */
  get isReplayable(): boolean {
    return !this.#wasOnGpu;
  }

  /** Transitions of each chain so far. */
  get numSteps(): number {
    return this.#gpu?.numSteps ?? this.#chains.numSteps;
  }

  /** As `ChainRun.begin`. */
  begin(config: RunConfig): Promise<RangeState> {
    return this.#whileBusy(async () => {
      this.#leaveGpu();
      this.#config = config;
      this.#wasOnGpu = false;
      const state = await this.#chains.begin(config);
      await this.#enterGpu(config, state);
      return state;
    });
  }

  /** As `ChainRun.pull`; a graphics card may make fewer steps than were asked for. */
  pull(
    numSteps: number,
    trackedChains: readonly number[],
    axes?: readonly number[],
  ): Promise<BlockReport[]> | null {
    if (this.isBusy) return null;
    const [gpu, config] = [this.#gpu, this.#config];
    if (!gpu || !config) return this.#chains.pull(numSteps, trackedChains, axes);
    return this.#whileBusy(async () => {
      try {
        return [await gpu.advance(numSteps, trackedChains, axes)];
      } catch (error) {
        if (this.#isDisposed) throw error;
        await this.#fallBack(gpu, config, error);
        // What a card makes in a moment may take workers minutes.
        const reports = await this.#chains.pull(Math.min(numSteps, AFTER_FALLBACK), trackedChains, axes);
        if (!reports) throw error;
        return reports;
      }
    });
  }

  recycle(reports: readonly BlockReport[]): void {
    if (!this.#gpu) this.#chains.recycle(reports);
  }

  setNumWorkers(numWorkers: number): Promise<void> {
    return this.#chains.setNumWorkers(numWorkers);
  }

  /** Ends one worker, as a crash would. */
  killWorker(index: number): void {
    this.#chains.killWorker(index);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#leaveGpu();
    this.#chains.dispose();
  }

  async #enterGpu(config: RunConfig, state: RangeState): Promise<void> {
    const { arithmetic = "float64", numChains } = config;
    if (arithmetic !== "webgpu" && !(arithmetic === "auto" && numChains > MAX_SINGLE)) return;
    const outcome = await (this.#options.acquire ?? acquireDevice)();
    if (!("device" in outcome)) {
      if (arithmetic === "webgpu") this.#sayWhy(outcome.message.split(". ")[0]);
      return;
    }
    // A processor that plays a graphics card is slower than the workers.
    if (arithmetic === "auto" && outcome.isSoftware) return;
    const target = createTarget(config.target);
    const { isKernelAccurate } = await import("../core/run/kernelRunner");
    if (arithmetic === "auto" && !isKernelAccurate(target)) return;
    try {
      const { GpuCrowd } = await import("./gpu/gpuCrowd");
      const gpu = await GpuCrowd.begin(outcome.device, config, target, state);
      if (this.#isDisposed || config !== this.#config) gpu.destroy();
      else {
        [this.#gpu, this.#adapterName, this.#lost] = [gpu, outcome.adapterName, outcome.lost];
        this.#wasOnGpu = true;
      }
    } catch (error) {
      this.#sayWhy(error instanceof Error ? error.message : String(error));
    }
  }

  async #fallBack(gpu: GpuCrowd, config: RunConfig, error: unknown): Promise<void> {
    const checkpoint = gpu.checkpoint();
    this.#leaveGpu();
    await this.#chains.restore(config, checkpoint);
    const isLost = await Promise.race([
      this.#lost.then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, LOSS_IS_TOLD, false)),
    ]);
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.onFallback(
      `${isLost ? "The graphics device was lost." : sentence(reason)} The chains went on in workers from step ${checkpoint.ensemble.numSteps.toLocaleString("en")}, the last that was known.`,
    );
  }

  #sayWhy(reason: string): void {
    this.#options.onFallback(`${sentence(reason)} The chains run in workers instead.`);
  }

  #leaveGpu(): void {
    this.#gpu?.destroy();
    this.#gpu = null;
  }

  async #whileBusy<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }
}

function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
