/**
 * Forward passes under dropout on a graphics card, in float32: every output, or mean and sd summed up on the card.
 * Masks have the distribution of the core's, and random bits of their own. Must not know workers, labs and pages,
 * nor what is done where there is no device or a network does not fit: those are rejections.
 */
export { drawPassesOnGpu } from "./drawPassesOnGpu";
export { GpuPasses } from "./gpuPasses";
export type { PassOptions } from "./gpuPasses";
export type { PassMoments } from "./passMoments";
export { fitsGpuPasses } from "./packNetwork";
