import { unlessLost } from "../unlessLost";
import { BYTES_OF_WORK } from "./passRounds";

/** What the kernels are bound to in one call, and what is read back through. */
export interface PassBuffers {
  readonly uniform: GPUBuffer;
  readonly results: GPUBuffer;
  readonly readback: GPUBuffer;
  readonly all: readonly GPUBuffer[];
  readonly bindGroup: GPUBindGroup;
}

export function createPassBuffers(
  device: GPUDevice,
  layout: GPUBindGroupLayout,
  weights: Float32Array<ArrayBuffer>,
  points: Float32Array<ArrayBuffer>,
  bytesOfResults: number,
  bytesToRead: number,
): PassBuffers {
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE, UNIFORM } = GPUBufferUsage;
  const create = (size: number, usage: number): GPUBuffer => device.createBuffer({ size, usage });
  const filled = (numbers: Float32Array<ArrayBuffer>): GPUBuffer => {
    const buffer = create(numbers.byteLength, STORAGE | COPY_DST);
    device.queue.writeBuffer(buffer, 0, numbers);
    return buffer;
  };
  const uniform = create(BYTES_OF_WORK, UNIFORM | COPY_DST);
  const results = create(bytesOfResults, STORAGE | COPY_SRC);
  const readback = create(bytesToRead, MAP_READ | COPY_DST);
  const bound = [uniform, filled(weights), filled(points), results];
  const bindGroup = device.createBindGroup({
    layout,
    entries: bound.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  return { uniform, results, readback, all: [...bound, readback], bindGroup };
}

/** @throws Error where the device is lost meanwhile */
export async function readBack(
  device: GPUDevice,
  { results, readback }: PassBuffers,
  from: number,
  bytes: number,
): Promise<Float32Array<ArrayBuffer>> {
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(results, from, readback, 0, bytes);
  device.queue.submit([encoder.finish()]);
  await unlessLost(device, readback.mapAsync(GPUMapMode.READ, 0, bytes));
  const copy = new Float32Array(readback.getMappedRange(0, bytes).slice(0));
  readback.unmap();
  return copy;
}
