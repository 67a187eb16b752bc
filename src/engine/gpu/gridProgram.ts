import type { GridShape } from "../../core/grid";
import type { GridInputs } from "./gridInputs";
import type { GridShader } from "./gridShader";
import { evaluationsOfBand, evaluationsOfGrid, rowBands, WORKGROUP_EDGE } from "./rowBands";
import { createShaderModule } from "./createShaderModule";
import { unlessLost } from "./unlessLost";

/** log density at every node, and how long the graphics card took for it, copying back included. */
export interface GridResult {
  /** [iy][ix]; -3.0e38 is "outside". */
  readonly values: Float32Array<ArrayBuffer>;
  readonly milliseconds: number;
}

/** Bytes of a uniform buffer's smallest multiple that holds nx, firstRow, endRow. */
const UNIFORM_BYTES = 16;
const BINDINGS: readonly GPUBufferBindingType[] = [
  "uniform",
  "read-only-storage",
  "read-only-storage",
  "read-only-storage",
  "storage",
];

/**
 * A compiled grid kernel with its buffers, which grow and are used again. Calls may overlap: the queue keeps
 * what belongs to one call together, and each reads back through a buffer of its own.
 */
export class GridProgram {
  readonly #device: GPUDevice;
  readonly #pipeline: GPUComputePipeline;
  readonly #columnsAtOnce: number;
  readonly #buffers: GPUBuffer[] = [];
  #spareReadback: GPUBuffer | null = null;
  /** Of a dispatch; by what the adapter has shown. */
  #evaluations = evaluationsOfBand(0, 0);

  private constructor(device: GPUDevice, pipeline: GPUComputePipeline, columnsAtOnce: number) {
    this.#device = device;
    this.#pipeline = pipeline;
    this.#columnsAtOnce = columnsAtOnce;
  }

  /** @throws Error naming the shader where it does not compile or the device is lost */
  static async create(
    device: GPUDevice,
    label: string,
    { code, columnsAtOnce }: Pick<GridShader, "code" | "columnsAtOnce">,
  ): Promise<GridProgram> {
    const make = async (): Promise<GridProgram> => {
      const module = await createShaderModule(device, label, code);
      const bindGroupLayout = device.createBindGroupLayout({
        entries: BINDINGS.map((type, binding) => ({
          binding,
          visibility: GPUShaderStage.COMPUTE,
          buffer: { type },
        })),
      });
      const layout = device.createPipelineLayout({ bindGroupLayouts: [bindGroupLayout] });
      const pipeline = await device.createComputePipelineAsync({ label, layout, compute: { module } });
      return new GridProgram(device, pipeline, columnsAtOnce);
    };
    return await unlessLost(device, make());
  }

  /**
   * @throws RangeError where the shape is no grid or too large for the device
   * @throws Error where the device is lost meanwhile
   */
  async compute(inputs: GridInputs, shape: GridShape): Promise<GridResult> {
    const { nx, ny } = shape;
    checkShape(this.#device, shape);
    const device = this.#device;
    const start = performance.now();

    // From here to the submission nothing waits, so that no other call comes between.
    device.pushErrorScope("out-of-memory");
    device.pushErrorScope("validation");
    const bytes = nx * ny * 4;
    const uniform = this.#buffer(0, UNIFORM_BYTES);
    this.#write(1, inputs.parameters);
    this.#write(2, inputs.data);
    this.#write(3, inputs.nodes);
    const output = this.#buffer(4, bytes);
    const readback = this.#takeReadback(bytes);
    const bindGroup = device.createBindGroup({
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: this.#buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
    for (const { firstRow, endRow } of rowBands(nx, ny, inputs.cost, this.#evaluations)) {
      device.queue.writeBuffer(uniform, 0, Uint32Array.of(nx, firstRow, endRow));
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(this.#pipeline);
      pass.setBindGroup(0, bindGroup);
      pass.dispatchWorkgroups(workgroups(nx / this.#columnsAtOnce), workgroups(endRow - firstRow));
      pass.end();
      if (endRow === ny) encoder.copyBufferToBuffer(output, 0, readback, 0, bytes);
      device.queue.submit([encoder.finish()]);
    }
    const errors = Promise.all([device.popErrorScope(), device.popErrorScope()]);
    const mapped = readback.mapAsync(GPUMapMode.READ, 0, bytes);

    const read = async (): Promise<GridResult> => {
      const [found] = await Promise.allSettled([errors, mapped]);
      const error = found.status === "fulfilled" ? (found.value[0] ?? found.value[1]) : null;
      if (error) {
        readback.destroy();
        throw new Error(`The grid of ${nx} x ${ny} nodes failed: ${error.message}`);
      }
      await mapped;
      const values = new Float32Array(readback.getMappedRange(0, bytes).slice(0));
      readback.unmap();
      this.#giveBack(readback);
      const milliseconds = performance.now() - start;
      // A short grid is mostly waiting, and says little.
      const evaluations = evaluationsOfGrid(nx, ny, inputs.cost);
      if (evaluations > this.#evaluations) this.#evaluations = evaluationsOfBand(evaluations, milliseconds);
      return { values, milliseconds };
    };
    return await unlessLost(device, read());
  }

  /** The buffer of a binding, made anew where it is too small. Work already submitted keeps the old one. */
  #buffer(binding: number, bytes: number): GPUBuffer {
    const present = this.#buffers[binding];
    if (present && present.size >= bytes) return present;
    present?.destroy();
    const usage = {
      uniform: GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST,
      "read-only-storage": GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST,
      storage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC,
    }[BINDINGS[binding]];
    return (this.#buffers[binding] = this.#device.createBuffer({ size: bytes, usage }));
  }

  /** Fills a binding; its size is a whole number of vectors of four, and never zero. */
  #write(binding: number, numbers: Float32Array<ArrayBuffer>): void {
    const buffer = this.#buffer(binding, Math.max(1, Math.ceil(numbers.length / 4)) * 16);
    this.#device.queue.writeBuffer(buffer, 0, numbers);
  }

  #takeReadback(bytes: number): GPUBuffer {
    const spare = this.#spareReadback;
    this.#spareReadback = null;
    if (spare && spare.size >= bytes) return spare;
    spare?.destroy();
    return this.#device.createBuffer({
      size: bytes,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    });
  }

  #giveBack(readback: GPUBuffer): void {
    this.#spareReadback?.destroy();
    this.#spareReadback = readback;
  }
}

function workgroups(invocations: number): number {
  return Math.ceil(invocations / WORKGROUP_EDGE);
}

function checkShape(device: GPUDevice, { nx, ny }: GridShape): void {
  if (!(Number.isInteger(nx) && Number.isInteger(ny) && nx >= 2 && ny >= 2)) {
    throw new RangeError(`nx = ${nx}, ny = ${ny}; expected whole numbers of at least 2`);
  }
  const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupsPerDimension } = device.limits;
  const bytes = nx * ny * 4;
  const allowed = Math.min(maxStorageBufferBindingSize, maxBufferSize);
  if (bytes > allowed) {
    throw new RangeError(
      `A grid of ${nx} x ${ny} nodes takes ${bytes} bytes; this graphics card allows ${allowed}, that is ${Math.floor(allowed / 4)} nodes`,
    );
  }
  if (workgroups(nx) > maxComputeWorkgroupsPerDimension) {
    const most = maxComputeWorkgroupsPerDimension * WORKGROUP_EDGE;
    throw new RangeError(`nx = ${nx}; this graphics card allows at most ${most} columns`);
  }
}
