/**
 * Samplers for very many chains on a graphics card: `GpuEnsemble` makes transitions in WGSL made from a target's
 * density, and hands out sums and counts, never all draws. float32, with the random bits of src/core/kernels.
 * Must not know workers, runs or the page.
 */
export type { BlockTotals, ModeTotals } from "./blockTotals";
export type { AdvanceOptions, GpuEnsembleOptions } from "./ensembleOptions";
export { GpuEnsemble } from "./gpuEnsemble";
export { startState, type GpuEnsembleState } from "./ensembleState";
export type { GpuSamplerKey } from "./samplerShader";
export { MODE_BITS } from "./sumsLayout";
