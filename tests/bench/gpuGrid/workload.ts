/** The benchmark's grid on the graphics adapter: dispatches alone with one wait for all, and whole frames. */
import { gridProblem } from "../../../src/core/benchmark";
import { gridOffset } from "../../../src/core/grid";
import { worstNode } from "../../../src/core/grid/errorBound";
import { acquireDevice, computeGridOnGpu } from "../../../src/engine/gpu";
import { gridInputsOf } from "../../../src/engine/gpu/gridInputs";
import { gridShaderOf } from "../../../src/engine/gpu/gridShader";
import {
  evaluationsOfBand,
  evaluationsOfGrid,
  rowBands,
  WORKGROUP_EDGE,
} from "../../../src/engine/gpu/rowBands";

export interface GridTimes {
  readonly adapter: string;
  /** Milliseconds a frame: all its dispatches, without packing and reading back. */
  readonly dispatches: number;
  readonly numBands: number;
  /** Milliseconds a frame, one after the other, reading back included. */
  readonly frame: number;
  /** Milliseconds that the page's thread takes to work out and pack the inputs. */
  readonly packing: number;
  /** Largest error over its bound, of every 16th node each way. */
  readonly worst: number;
}

/** Times of one round of about `milliseconds` each. */
export async function measure(milliseconds: number): Promise<GridTimes> {
  const outcome = await acquireDevice();
  if (!("device" in outcome)) throw new Error(outcome.message);
  const { device, adapterName: adapter } = outcome;
  const { summed, shape } = gridProblem();
  const { nx, ny } = shape;
  const shader = gridShaderOf(summed.density, "ordinary");
  const offset = gridOffset(summed);
  const inputsOf = () => gridInputsOf(shader.plan, summed, shape, offset);
  const packingBegun = performance.now();
  const inputs = inputsOf();
  const packing = performance.now() - packingBegun;

  const pipeline = await device.createComputePipelineAsync({
    layout: "auto",
    compute: { module: device.createShaderModule({ code: shader.code }) },
  });
  const { STORAGE, UNIFORM, COPY_DST } = GPUBufferUsage;
  const filled = (numbers: Float32Array<ArrayBuffer>): GPUBuffer => {
    const size = 16 * Math.max(1, Math.ceil(numbers.length / 4));
    const buffer = device.createBuffer({ size, usage: STORAGE | COPY_DST });
    device.queue.writeBuffer(buffer, 0, numbers);
    return buffer;
  };
  const uniform = device.createBuffer({ size: 16, usage: UNIFORM | COPY_DST });
  const buffers = [
    uniform,
    ...[inputs.parameters, inputs.data, inputs.nodes].map(filled),
    device.createBuffer({ size: 4 * nx * ny, usage: STORAGE }),
  ];
  const bindGroup = device.createBindGroup({
    layout: pipeline.getBindGroupLayout(0),
    entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
  });
  let bands = rowBands(nx, ny, inputs.cost);
  const workgroups = (count: number): number => Math.ceil(count / WORKGROUP_EDGE);
  const submitFrame = (): void => {
    for (const { firstRow, endRow } of bands) {
      device.queue.writeBuffer(uniform, 0, Uint32Array.of(nx, firstRow, endRow));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(workgroups(nx / shader.columnsAtOnce), workgroups(endRow - firstRow));
      pass.end();
      device.queue.submit([encoder.finish()]);
    }
  };
  const timed = async (numFrames: number): Promise<number> => {
    const begun = performance.now();
    for (let i = 0; i < numFrames; i++) submitFrame();
    await device.queue.onSubmittedWorkDone();
    return (performance.now() - begun) / numFrames;
  };
  await timed(1);
  const once = await timed(2);
  // As a program does after its first frame.
  bands = rowBands(nx, ny, inputs.cost, evaluationsOfBand(evaluationsOfGrid(nx, ny, inputs.cost), once));
  const dispatches = await timed(Math.max(2, Math.ceil(milliseconds / once)));
  for (const buffer of buffers) buffer.destroy();

  await computeGridOnGpu(device, summed, shape);
  const begun = performance.now();
  let numFrames = 0;
  do {
    await computeGridOnGpu(device, summed, shape);
    numFrames += 1;
  } while (performance.now() - begun < milliseconds);
  const frame = (performance.now() - begun) / numFrames;
  const coarse = { ...shape, nx: 33, ny: 33 };
  const { values } = await computeGridOnGpu(device, summed, coarse);
  const worst = worstNode(summed, coarse, values).ratio;
  return { adapter, dispatches, numBands: bands.length, frame, packing, worst };
}
