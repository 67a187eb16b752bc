import type { EnsembleSizes } from "./ensembleLimits";
import { BYTES_OF_WORK, type ProgramWithInputs, type SamplerProgram } from "./samplerProgram";

/** What the kernels are bound to, in the order of their bindings from 1 on; see shaders/samplerTotals.wgsl. */
export interface EnsembleBuffers {
  readonly parameters: GPUBuffer;
  readonly data: GPUBuffer;
  readonly state: GPUBuffer;
  readonly sums: GPUBuffer;
  readonly counts: GPUBuffer;
}

/** Buffers of these sizes, with what the density reads in them. */
export function createBuffers(
  device: GPUDevice,
  sizes: EnsembleSizes,
  { parameters, data }: ProgramWithInputs,
): EnsembleBuffers {
  const storage = (bytes: number): GPUBuffer =>
    device.createBuffer({
      size: Math.max(16, 16 * Math.ceil(bytes / 16)),
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
  const buffers = {
    parameters: storage(parameters.byteLength),
    data: storage(data.byteLength),
    state: storage(sizes.state),
    sums: storage(sizes.sums),
    counts: storage(sizes.counts),
  };
  device.queue.writeBuffer(buffers.parameters, 0, parameters);
  device.queue.writeBuffer(buffers.data, 0, data);
  return buffers;
}

export function bindBuffers(
  device: GPUDevice,
  { layout }: SamplerProgram,
  uniforms: GPUBuffer,
  { parameters, data, state, sums, counts }: EnsembleBuffers,
): GPUBindGroup {
  return device.createBindGroup({
    layout,
    entries: [uniforms, parameters, data, state, sums, counts].map((buffer, binding) => ({
      binding,
      resource: binding === 0 ? { buffer, size: BYTES_OF_WORK } : { buffer },
    })),
  });
}

/** A buffer to be mapped, into which another one's contents are on their way. */
export function copyOf(device: GPUDevice, source: GPUBuffer): GPUBuffer {
  const { size } = source;
  const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size, usage });
  const encoder = device.createCommandEncoder();
  encoder.copyBufferToBuffer(source, 0, buffer, 0, size);
  device.queue.submit([encoder.finish()]);
  return buffer;
}
