import type { Evidence, WarmUp } from "../../core/benchmark";
import { acquireDevice } from "../../engine/gpu";
import type { Crew } from "./crew";
import { gpuRunners, type GpuRunner } from "./gpuRunner";
import type { RowPlan } from "./plan";

/** The rows on the graphics adapter, by what `gpuRunners` makes of them. */
export class GpuCrew implements Crew {
  readonly #runners = new Map<string, GpuRunner>();

  /** @throws Error where there is no device or no runner, or the row cannot be made ready */
  async prepare(row: RowPlan, seed: number): Promise<WarmUp> {
    const begun = performance.now();
    const create = gpuRunners[row.workload];
    if (!create) throw new Error(`workload = ${row.workload}; expected one that the graphics adapter runs`);
    const outcome = await acquireDevice();
    if (!("device" in outcome)) throw new Error(outcome.message);
    this.release(row);
    const runner = await create(outcome.device, row, seed);
    this.#runners.set(row.id, runner);
    return { callSize: 1, milliseconds: performance.now() - begun, isSettled: runner.isSettled };
  }

  async measure(row: RowPlan, milliseconds: number): Promise<number> {
    return await this.#runnerOf(row).measure(milliseconds);
  }

  async evidence(row: RowPlan): Promise<Evidence> {
    return await this.#runnerOf(row).evidence();
  }

  release({ id }: RowPlan): void {
    this.#runners.get(id)?.dispose();
    this.#runners.delete(id);
  }

  dispose(): void {
    for (const runner of this.#runners.values()) runner.dispose();
    this.#runners.clear();
  }

  #runnerOf({ id }: RowPlan): GpuRunner {
    const runner = this.#runners.get(id);
    if (!runner) throw new Error(`row = ${id}; expected one that was prepared`);
    return runner;
  }
}
