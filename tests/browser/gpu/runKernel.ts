import { createShaderModule } from "../../../src/engine/gpu/createShaderModule";
import { sharedDevice } from "./sharedDevice";

/**
 * Runs a test kernel, one invocation an element of the input, and reads its output words back.
 * @param library WGSL that the kernel calls
 * @param body statements that take `index: u32` and `element: vec4u` and write `words[...]`
 * @param input four words an element
 * @param wordsPerElement words written by each element
 * @param more contents of the storage buffers that the library declares at bindings 2 and on; the body uses them
 */
export async function runKernel(
  library: string,
  body: string,
  input: Uint32Array<ArrayBuffer>,
  wordsPerElement: number,
  more: readonly Float32Array<ArrayBuffer>[] = [],
): Promise<Uint32Array<ArrayBuffer>> {
  const { device } = await sharedDevice();
  const count = input.length / 4;
  const code = `${library}
@group(0) @binding(0) var<storage, read> elements: array<vec4u>;
@group(0) @binding(1) var<storage, read_write> words: array<u32>;
@compute @workgroup_size(64)
fn runTest(@builtin(global_invocation_id) id: vec3u) {
  let index = id.x;
  if (index >= ${count}u) { return; }
  let element = elements[index];
  ${body}
}`;
  const module = await createShaderModule(device, "Test kernel", code);
  const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module } });
  const bytes = count * wordsPerElement * 4;
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const elements = device.createBuffer({ size: input.byteLength, usage });
  const words = device.createBuffer({ size: bytes, usage });
  const readback = device.createBuffer({
    size: bytes,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(elements, 0, input);
  const others = more.map((numbers) => {
    const buffer = device.createBuffer({ size: Math.max(16, numbers.byteLength), usage });
    device.queue.writeBuffer(buffer, 0, numbers);
    return buffer;
  });
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [elements, words, ...others].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(words, 0, readback, 0, bytes);
  device.queue.submit([encoder.finish()]);
  await readback.mapAsync(GPUMapMode.READ);
  const result = new Uint32Array(readback.getMappedRange().slice(0));
  for (const buffer of [elements, words, readback, ...others]) buffer.destroy();
  return result;
}

/** Words of float32 numbers, four times each: an element of `runKernel` a number. */
export function elementsOf(numbers: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  const spread = Float32Array.from({ length: numbers.length * 4 }, (_, i) => numbers[i >> 2]);
  return new Uint32Array(spread.buffer);
}
