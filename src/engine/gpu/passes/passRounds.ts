import { unlessLost } from "../unlessLost";
import type { DispatchPace } from "../ensemble/dispatchPace";

/** Invocations of a workgroup, as in shaders/passKernel.wgsl. */
const WORKGROUP = 64;
/** Dispatches that are submitted before their end is waited for. */
const DISPATCHES_OF_ROUND = 8;
/** A round that is not full is mostly waiting, and says something only where it was slow. */
const SLOW_MS = 40;

/** Bytes of `Work` in shaders/passKernel.wgsl, as a whole number of vectors of four. */
export const BYTES_OF_WORK = 48;

export const LARGEST_WORD = 2 ** 32 - 1;

/** A unit is dropped with probability threshold / 2^32. A rate beside 1 is not rounded up to it. */
export function dropThreshold(rate: number): number {
  return Math.min(LARGEST_WORD, Math.round(rate * 2 ** 32));
}

/** The members of `Work` behind the items of the dispatch. */
export interface PassWork {
  readonly numPoints: number;
  readonly numPasses: number;
  readonly firstBlock: number;
  readonly seed: number;
  readonly threshold: number;
  readonly isShared: boolean;
  readonly scale: number;
}

/** What the dispatches of a kernel have in common. */
export interface Rounds {
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly uniform: GPUBuffer;
  readonly work: PassWork;
  readonly numItems: number;
  readonly pace: DispatchPace;
}

/**
 * Runs a kernel over items, some a dispatch: a watchdog kills dispatches that last, and nothing else gets the
 * graphics card meanwhile. Calls may overlap: a dispatch is submitted together with what it is about.
 * @throws Error where a dispatch is refused, or the device is lost
 */
export async function runRounds(device: GPUDevice, rounds: Rounds): Promise<void> {
  const { numItems, pace } = rounds;
  const most = device.limits.maxComputeWorkgroupsPerDimension * WORKGROUP;
  for (let first = 0; first < numItems;) {
    const begin = first;
    const submittedAt = performance.now();
    device.pushErrorScope("validation");
    let numDispatches = 0;
    for (; numDispatches < DISPATCHES_OF_ROUND && first < numItems; numDispatches++) {
      const wanted = WORKGROUP * Math.max(1, Math.floor(pace.work / WORKGROUP));
      const end = Math.min(numItems, first + Math.min(most, wanted));
      submitItems(device, rounds, first, end);
      first = end;
    }
    const done = Promise.all([device.popErrorScope(), device.queue.onSubmittedWorkDone()]);
    const [error] = await unlessLost(device, done);
    if (error) throw new Error(`A dispatch of passes failed: ${error.message}`);
    const doneAt = performance.now();
    const isTelling = numDispatches === DISPATCHES_OF_ROUND || doneAt - submittedAt > SLOW_MS;
    if (isTelling) pace.add(first - begin, submittedAt, doneAt);
  }
}

function submitItems(
  device: GPUDevice,
  { pipeline, bindGroup, uniform, work }: Rounds,
  first: number,
  end: number,
): void {
  const { numPoints, numPasses, firstBlock, seed, threshold, isShared, scale } = work;
  const words = new Uint32Array(BYTES_OF_WORK / 4);
  words.set([first, end, numPoints, numPasses, firstBlock, seed, threshold, Number(isShared)]);
  new Float32Array(words.buffer)[8] = scale;
  device.queue.writeBuffer(uniform, 0, words);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, bindGroup);
  pass.dispatchWorkgroups(Math.ceil((end - first) / WORKGROUP));
  pass.end();
  device.queue.submit([encoder.finish()]);
}
