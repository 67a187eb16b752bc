import { BLOCKS_OF_GROUP, PASSES_OF_BLOCK } from "./passShader";

type Limits = Pick<GPUSupportedLimits, "maxStorageBufferBindingSize" | "maxBufferSize">;

/** Sums of blocks that are kept at a time: more would gain nothing. */
const BYTES_OF_SUMS = 8388608;

function largestBuffer({ maxStorageBufferBindingSize, maxBufferSize }: Limits): number {
  return Math.min(maxStorageBufferBindingSize, maxBufferSize);
}

/** @throws RangeError naming what is too large, its size and what the device allows */
export function mustHold(limits: Limits, bytes: number, what: string): void {
  const allowed = largestBuffer(limits);
  if (bytes <= allowed) return;
  throw new RangeError(`${what} take ${bytes} bytes; this graphics card allows ${allowed} in a buffer`);
}

/** Passes whose sums are made before they are read back: whole groups of blocks, at least one. */
export function passesOfPart(limits: Limits, numPoints: number): number {
  const bytesOfGroup = 8 * numPoints * (BLOCKS_OF_GROUP + 1);
  const numGroups = Math.floor(Math.min(BYTES_OF_SUMS, largestBuffer(limits)) / bytesOfGroup);
  return Math.max(1, numGroups) * BLOCKS_OF_GROUP * PASSES_OF_BLOCK;
}
