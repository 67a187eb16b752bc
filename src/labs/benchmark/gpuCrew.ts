import { gridEvidence, gridProblem, type Evidence, type WarmUp } from "../../core/benchmark";
import { gridOffset } from "../../core/grid";
import { acquireDevice, computeGridOnGpu } from "../../engine/gpu";
import type { Crew } from "./crew";

/** Grids computed before measuring: the first one compiles the kernel, the second fills its buffers. */
const NUM_WARM_UPS = 2;

/** The grid on the graphics adapter, one frame after the other, reading back included. */
export class GpuCrew implements Crew {
  #values = new Float32Array(0);

  async prepare(): Promise<WarmUp> {
    const begun = performance.now();
    for (let i = 0; i < NUM_WARM_UPS; i++) await this.#frame();
    return { callSize: 1, milliseconds: performance.now() - begun, isSettled: true };
  }

  async measure(_row: unknown, milliseconds: number): Promise<number> {
    const { shape, data } = gridProblem();
    const begun = performance.now();
    let numFrames = 0;
    let now = begun;
    do {
      await this.#frame();
      numFrames += 1;
      now = performance.now();
    } while (now - begun < milliseconds);
    return (1000 * numFrames * shape.nx * shape.ny * data.length) / (now - begun);
  }

  evidence(): Promise<Evidence> {
    const problem = gridProblem();
    const rows = Array.from({ length: problem.shape.ny }, (_, iy) => iy);
    return Promise.resolve(gridEvidence(problem, this.#values, rows, gridOffset(problem.summed)));
  }

  release(): void {
    this.#values = new Float32Array(0);
  }

  dispose(): void {
    this.release();
  }

  /** @throws Error where there is no device, or it is lost */
  async #frame(): Promise<void> {
    const outcome = await acquireDevice();
    if (!("device" in outcome)) throw new Error(outcome.message);
    const { summed, shape } = gridProblem();
    const { values } = await computeGridOnGpu(outcome.device, summed, shape);
    this.#values = values;
  }
}
