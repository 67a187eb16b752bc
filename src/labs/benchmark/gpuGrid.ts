import { gridEvidence, gridProblem } from "../../core/benchmark";
import { gridOffset } from "../../core/grid";
import { computeGridOnGpu } from "../../engine/gpu";
import type { GpuRunner } from "./gpuRunner";

/** Grids computed before measuring: the first compiles the kernel, the others find how long a dispatch may be. */
const NUM_WARM_UPS = 3;

/** The likelihood grid, one frame after the other, reading back included. */
export async function createGpuGrid(device: GPUDevice): Promise<GpuRunner> {
  const problem = gridProblem();
  const { summed, shape, data } = problem;
  let values = new Float32Array(0);
  const frame = async (): Promise<void> => {
    ({ values } = await computeGridOnGpu(device, summed, shape));
  };
  for (let i = 0; i < NUM_WARM_UPS; i++) await frame();
  return {
    isSettled: true,
    measure: async (milliseconds) => {
      const begun = performance.now();
      let numFrames = 0;
      let now = begun;
      do {
        await frame();
        numFrames += 1;
        now = performance.now();
      } while (now - begun < milliseconds);
      return (1000 * numFrames * shape.nx * shape.ny * data.length) / (now - begun);
    },
    evidence: () => {
      const rows = Array.from({ length: shape.ny }, (_, iy) => iy);
      return Promise.resolve(gridEvidence(problem, values, rows, gridOffset(summed)));
    },
    dispose: () => {
      values = new Float32Array(0);
    },
  };
}
