/**
 * A batched grid of a density, by WebGPU where there is an adapter, by the analysis worker otherwise.
 * Whoever asks is told who computed it, how long it took, and why not the other one.
 */
import type { GridShape } from "../core/grid";
import type { Target } from "../core/targets";
import type { Analysis } from "./analysis";
import { acquireDevice } from "./gpu/device";
import type { TargetChoice } from "./protocol";

export type GridPreference = "auto" | "webgpu" | "worker";

export interface ComputedGrid {
  readonly shape: GridShape;
  /** [iy][ix] */
  readonly values: Float32Array;
  readonly milliseconds: number;
  readonly backend: "webgpu" | "worker";
  /** The adapter's name, or "worker, SIMD" or "worker, float64". */
  readonly computedBy: string;
  /** Why WebGPU was not used although it was wanted; null where it was or was not wanted. */
  readonly obstacle: string | null;
}

/** Evaluations of a data row that a processor can play a graphics card for without being slower than a worker. */
const MAX_SOFTWARE_ROWS = 50_000_000;

/** @param choice the same target as `target`, by its key and values, for the worker */
export async function computeGrid(
  preference: GridPreference,
  analysis: Analysis,
  choice: TargetChoice,
  target: Target,
  shape: GridShape,
): Promise<ComputedGrid> {
  let obstacle: string | null = null;
  if (preference !== "worker" && target.dimension !== 2) {
    obstacle = "WebGPU computes surfaces of two parameters alone; a worker computed this one.";
  } else if (preference !== "worker") {
    const outcome = await acquireDevice();
    // The emitter and its shaders are loaded where there is somebody to run them.
    const gpu = "device" in outcome ? await import("./gpu/gridOnGpu") : null;
    const numRows = gpu?.rowsPerNode(target) ?? 0;
    const isLong = numRows * shape.nx * shape.ny > MAX_SOFTWARE_ROWS;
    if ("device" in outcome && preference === "auto" && outcome.isSoftware && isLong) {
      obstacle = `${outcome.adapterName} is the processor itself and would take long over ${numRows.toLocaleString("en")} data; a worker computed the surface.`;
    } else if ("device" in outcome && gpu) {
      try {
        const { values, milliseconds } = await gpu.computeGridOnGpu(outcome.device, target, shape);
        return { shape, values, milliseconds, backend: "webgpu", computedBy: outcome.adapterName, obstacle };
      } catch (error) {
        obstacle = `The grid could not be computed by WebGPU (${error instanceof Error ? error.message : String(error)}); a worker computed it.`;
      }
    } else if (!("device" in outcome)) {
      obstacle = outcome.message;
    }
  }
  const { values, milliseconds, arithmetic } = await analysis.grid(choice, shape);
  return { shape, values, milliseconds, backend: "worker", computedBy: `worker, ${arithmetic}`, obstacle };
}
