import { BenchmarkRun, type BeforeRound, type Progress } from "./benchmarkRun";
import type { BenchmarkOptions } from "./benchmarkSettings";
import { createBenchmarkWorker } from "./benchmarkWorker";
import { WorkerCrew } from "./crew";
import { GpuCrew } from "./gpuCrew";
import { keepResults, readResults, sessionResults } from "./keptResults";
import { planOf, type RowGroup } from "./plan";
import type { BenchmarkResults, Machine } from "./results";

const IDLE: Progress = { share: 0, doing: "" };

/** Milliseconds that a page may take to draw a table and some charts, layers put together included. */
const DRAWING_MS = 60;

/** A frame may be drawn by other threads after the page's own is done; a page in the background draws none. */
function pageSettled(): Promise<void> {
  return new Promise((resolve) => {
    const rest = (): unknown => setTimeout(resolve, DRAWING_MS);
    if (document.hidden) rest();
    else requestAnimationFrame(rest);
  });
}

/** The runs of an open page: one at a time, each with workers of its own. The last results outlive the lab. */
export class Session {
  machine: Machine | null = null;
  results: BenchmarkResults | null = readResults(sessionResults());
  progress: Progress = IDLE;
  readonly #onChange: () => void;
  #run: BenchmarkRun | null = null;
  #isDisposed = false;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get isRunning(): boolean {
    return this.#run !== null;
  }

  /** The groups of a run; none where nothing is chosen that there is. */
  planOf(options: BenchmarkOptions): readonly RowGroup[] {
    try {
      return planOf(options, this.machine?.cores ?? 1);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return [];
    }
  }

  /** @throws RangeError where a run is under way, the machine is not known yet, or nothing is chosen */
  async run(options: BenchmarkOptions, beforeRound?: BeforeRound): Promise<BenchmarkResults> {
    if (this.#run) throw new RangeError("A run is under way; expected none.");
    if (!this.machine) throw new RangeError("The machine is still being looked up; try again in a moment.");
    const groups = planOf(options, this.machine.cores);
    const workers = new WorkerCrew(createBenchmarkWorker);
    const gpu = new GpuCrew();
    const run = new BenchmarkRun({
      options,
      groups,
      machine: this.machine,
      workers,
      gpu,
      beforeRound,
      settle: pageSettled,
      onChange: (results, progress) => {
        this.results = results;
        this.progress = progress;
        if (!this.#isDisposed) this.#onChange();
      },
    });
    this.#run = run;
    this.results = run.results;
    this.#onChange();
    try {
      this.results = await run.finish();
    } finally {
      this.#run = null;
      this.progress = IDLE;
      keepResults(sessionResults(), run.results);
      workers.dispose();
      gpu.dispose();
      if (!this.#isDisposed) this.#onChange();
    }
    return this.results;
  }

  cancel(): void {
    this.#run?.cancel();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.cancel();
  }
}
