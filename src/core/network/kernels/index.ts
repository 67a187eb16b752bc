/**
 * Passes under dropout on SIMD vectors: WebAssembly made at run time for a network's shape, float32, with random
 * masks of its own. The same distribution as `drawPasses` of the folder above, and the same bits on every machine.
 * `PassKernel` owns a module's memory and runs it, `drawPassesInVectors` does it all in one call. Must not know
 * workers, the GPU, charts, or who asks.
 */
export { drawPassesInVectors } from "./drawPassesInVectors";
export { momentsOfPasses } from "./momentsOfPasses";
export { PassKernel } from "./passKernel";
export type { PassMoments } from "./passKernel";
export { supportsPasses } from "./supportsPasses";
