/**
 * Computing on the graphics card: one device for all, and log densities on a grid.
 * Owns WebGPU and the shaders. Knows nothing of workers, pictures and the page: what to do where there is
 * no device, and how to say so, is the caller's choice.
 */
export { acquireDevice } from "./device";
export type { AcquiredDevice, DeviceOutcome, MissingDevice } from "./device";
export { computeGridOnGpu, rowsPerNode } from "./gridOnGpu";
export type { GridResult } from "./gridProgram";
