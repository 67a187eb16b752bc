import { backends, backendByKey, obstacleOf, type WarmUp } from "../../core/benchmark";
import type { BenchmarkOptions } from "./benchmarkSettings";
import type { Crew } from "./crew";
import { measuredRow, rowWithout } from "./measuredRow";
import { numRepeatsOf, type RowGroup, type RowPlan } from "./plan";
import { FORMAT, VERSION, type BenchmarkResults, type Machine, type ResultRow } from "./results";

/** How far a run is. */
export interface Progress {
  /** From 0 to 1. */
  readonly share: number;
  /** What it does now. */
  readonly doing: string;
}

/** @param round from 0 up */
export type BeforeRound = (workload: string, round: number) => Promise<void>;

export interface RunParts {
  readonly options: BenchmarkOptions;
  readonly groups: readonly RowGroup[];
  readonly machine: Machine;
  readonly workers: Crew;
  readonly gpu: Crew;
  /** Awaited before every round of a workload's backends: what is to be measured in turn with them. */
  readonly beforeRound?: BeforeRound | undefined;
  /** Awaited after `onChange`: until the page has drawn what it was told, and leaves the processors alone. */
  readonly settle?: () => Promise<void>;
  /** Told when a row has warmed up, and after every round of repeats. */
  readonly onChange: (results: BenchmarkResults, progress: Progress) => void;
  readonly now?: () => Date;
}

interface ReadyRow {
  readonly plan: RowPlan;
  readonly crew: Crew;
  readonly warm: WarmUp;
  readonly repeats: number[];
}

/** One run of a plan, group by group; the rows of a group take turns. It may be cancelled between repeats. */
export class BenchmarkRun {
  readonly #parts: RunParts;
  readonly #begunAt: string;
  readonly #numUnits: number;
  readonly #numRepeats: number;
  #rows: ResultRow[] = [];
  #numDone = 0;
  #isCancelled = false;
  #isComplete = false;

  constructor(parts: RunParts) {
    this.#parts = parts;
    this.#begunAt = (parts.now?.() ?? new Date()).toISOString();
    const numRows = parts.groups.reduce((sum, { rows }) => sum + rows.length, 0);
    this.#numRepeats = numRepeatsOf(parts.options);
    // Warming up counts like three repeats.
    this.#numUnits = numRows * (this.#numRepeats + 3);
  }

  /** Ends the run after the repeat that is under way; what was measured stays. */
  cancel(): void {
    this.#isCancelled = true;
  }

  get results(): BenchmarkResults {
    const { options, machine } = this.#parts;
    const [rows, isComplete] = [this.#rows, this.#isComplete];
    return { format: FORMAT, version: VERSION, begunAt: this.#begunAt, machine, options, isComplete, rows };
  }

  async finish(): Promise<BenchmarkResults> {
    for (const group of this.#parts.groups) {
      if (this.#isCancelled) break;
      await this.#runGroup(group);
    }
    this.#isComplete = !this.#isCancelled;
    return this.results;
  }

  async #runGroup({ label, rows }: RowGroup): Promise<void> {
    let ready: ReadyRow[] = [];
    for (const plan of rows) {
      if (this.#isCancelled) break;
      this.#tell(`${label}: warming up ${backendByKey(plan.backend).label}`, 0);
      const row = await this.#prepare(plan);
      if (row) ready.push(row);
      this.#tell(label, row ? 3 : 3 + this.#numRepeats);
    }
    for (let round = 0; round < this.#numRepeats && !this.#isCancelled; round++) {
      if (rows[0].purpose === "backend") await this.#parts.beforeRound?.(rows[0].workload, round);
      let numDone = 0;
      for (const row of ready) {
        if (this.#isCancelled) break;
        if (!(await this.#repeat(row, ready))) ready = ready.filter((other) => other !== row);
        numDone += 1;
      }
      // Not after each row: drawing would take from the next one, and from rows of all cores the most.
      this.#tell(`${label}: repeat ${round + 1} of ${this.#numRepeats}`, numDone);
      await this.#parts.settle?.();
    }
    for (const { crew, plan } of ready) crew.release(plan);
  }

  async #prepare(plan: RowPlan): Promise<ReadyRow | null> {
    const { workers, gpu, options, machine } = this.#parts;
    const crew = backendByKey(plan.backend).usesWorkers ? workers : gpu;
    const missing =
      crew === gpu && machine.adapter === null ? "WebGPU finds no adapter here" : obstacleOf(plan.backend);
    if (missing !== null) {
      this.#put(rowWithout(plan, "unavailable", missing));
      return null;
    }
    try {
      return { plan, crew, warm: await crew.prepare(plan, options.seed), repeats: [] };
    } catch (error) {
      this.#put(rowWithout(plan, "refused", reasonOf(error)));
      return null;
    }
  }

  /** @returns whether the row can go on */
  async #repeat(row: ReadyRow, group: readonly ReadyRow[]): Promise<boolean> {
    const { plan, crew, warm, repeats } = row;
    const base = group.find(
      (other) =>
        other.plan.backend === backends[0].key && plan.purpose === "backend" && !this.#isRefused(other.plan),
    );
    try {
      repeats.push(await crew.measure(plan, (1000 * this.#parts.options.seconds) / this.#numRepeats));
      const evidence = await crew.evidence(plan);
      const { milliseconds: warmUpMilliseconds, isSettled } = warm;
      const measurement = { plan, repeats: [...repeats], evidence, warmUpMilliseconds, isSettled };
      this.#put(measuredRow(measurement, base?.repeats ?? null));
      return true;
    } catch (error) {
      this.#put(rowWithout(plan, "refused", reasonOf(error)));
      return false;
    }
  }

  #isRefused({ id }: RowPlan): boolean {
    return this.#rows.some((row) => row.id === id && row.state === "refused");
  }

  /** Adds a row or takes the place of what was known of it. */
  #put(row: ResultRow): void {
    const known = this.#rows.findIndex(({ id }) => id === row.id);
    this.#rows = known < 0 ? [...this.#rows, row] : this.#rows.with(known, row);
  }

  #tell(doing: string, numUnits: number): void {
    this.#numDone += numUnits;
    const share = Math.min(1, this.#numDone / this.#numUnits);
    this.#parts.onChange(this.results, { share, doing });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
