import type { Evidence, WorkloadKey } from "../../core/benchmark";
import type { RowPlan } from "./plan";
import { createGpuGrid } from "./gpuGrid";
import { createGpuPasses } from "./gpuPasses";
import { createGpuSampler } from "./gpuSampler";

/** A workload on the graphics adapter, ready and warmed up. */
export interface GpuRunner {
  /** Whether its rate stayed the same at the end of warming up. */
  readonly isSettled: boolean;
  /** Works for about so long, and gives units a second; whatever is handed back to the page is part of the time. */
  measure(milliseconds: number): Promise<number>;
  /** Of everything that was measured so far. */
  evidence(): Promise<Evidence>;
  dispose(): void;
}

/**
 * Makes a row ready: compiles, fills buffers, and runs until that is done.
 * @throws Error where it does not compile, or the device is lost
 */
export type CreateGpuRunner = (device: GPUDevice, row: RowPlan, seed: number) => Promise<GpuRunner>;

/** By workload, those that `backends` lists for WebGPU. */
export const gpuRunners: Partial<Record<WorkloadKey, CreateGpuRunner>> = {
  rwm: createGpuSampler,
  mala: createGpuSampler,
  hmc: createGpuSampler,
  grid: createGpuGrid,
  dropoutSmall: createGpuPasses,
  dropoutLarge: createGpuPasses,
};
