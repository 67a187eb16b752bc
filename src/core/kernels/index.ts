/**
 * Sampler kernels for many chains: WebAssembly made at run time around a density, a chain a lane of SIMD vectors.
 * `emitRandomWalk` and its like make a module, `KernelEnsemble` owns its memory and runs it; `emitGrid` and `DensityGrid` do the
 * same for a density on a rectangle. float32 throughout, sums in float64.
 * Plain arithmetic replays bit for bit on every processor; relaxed is faster and does not. Must not know targets,
 * workers or the page.
 */
export { DensityGrid, type GridOptions } from "./densityGrid";
export { emitGrid, type GridAxes, type GridModule } from "./emitGrid";
export { emitHamiltonian, emitLangevin } from "./emitHamiltonian";
export { emitRandomWalk } from "./emitRandomWalk";
export { KernelEnsemble } from "./kernelEnsemble";
export type { EnsembleOptions, KernelMoments, KernelState, KernelViews } from "./kernelEnsemble";
export { usualNumVectors, type KernelModule, type KernelOptions } from "./kernelModule";
export type { AcceptRule, ShiftedDensity } from "./ratioOfDensities";
export { KernelNumbers } from "./reference/kernelNumbers";
export { paddedChains, type KernelLayout } from "./layout";
