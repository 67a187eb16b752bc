import { workgroupRows, GROUP } from "./blockPlan";
import { BYTES_OF_WORK } from "./samplerProgram";

/** What a dispatch is about: the members of `Work` in shaders/samplerTotals.wgsl. */
export interface Work {
  readonly firstChain?: number;
  readonly numChains: number;
  readonly numSteps?: number;
  readonly isCounted?: boolean;
  readonly totalsAt?: number;
  readonly withBins?: boolean;
  readonly withCrowd?: boolean;
  readonly headStride?: number;
  readonly withFlags?: boolean;
  readonly paths?: readonly number[];
}

interface Dispatch {
  readonly pipeline: GPUComputePipeline;
  readonly workgroups: readonly [number, number];
  readonly work: Work;
}

/** Dispatches of a command buffer; the next ones go in another, lest one lasts too long. */
const DISPATCHES_OF_BUFFER = 16;

/** Dispatches that are gathered and submitted together, each told what it is about in a part of one buffer. */
export class WorkQueue {
  readonly #device: GPUDevice;
  readonly #common: { readonly numPadded: number; readonly numShown: number; readonly stepSize: number };
  readonly #bytesOfWork: number;
  #dispatches: Dispatch[] = [];
  #uniforms: GPUBuffer | null = null;

  constructor(device: GPUDevice, common: { numPadded: number; numShown: number; stepSize: number }) {
    this.#device = device;
    this.#common = common;
    const alignment = device.limits.minUniformBufferOffsetAlignment;
    this.#bytesOfWork = alignment * Math.ceil(BYTES_OF_WORK / alignment);
  }

  /** @param numInvocations along x, spread over rows where there are too many workgroups */
  addRows(pipeline: GPUComputePipeline, numInvocations: number, work: Work): void {
    const most = this.#device.limits.maxComputeWorkgroupsPerDimension;
    this.#dispatches.push({
      pipeline,
      workgroups: workgroupRows(Math.ceil(numInvocations / GROUP), most),
      work,
    });
  }

  add(pipeline: GPUComputePipeline, workgroups: readonly [number, number], work: Work): void {
    this.#dispatches.push({ pipeline, workgroups, work });
  }

  /** @param bindGroupOf the bind group for a buffer of what dispatches are about */
  submit(bindGroupOf: (uniforms: GPUBuffer) => GPUBindGroup): void {
    const device = this.#device;
    const dispatches = this.#dispatches;
    this.#dispatches = [];
    const bytes = new ArrayBuffer(this.#bytesOfWork * dispatches.length);
    dispatches.forEach(({ work }, i) => this.#write(bytes, i * this.#bytesOfWork, work));
    if (!this.#uniforms || this.#uniforms.size < bytes.byteLength) {
      this.#uniforms?.destroy();
      const usage = GPUBufferUsage.UNIFORM | GPUBufferUsage.COPY_DST;
      this.#uniforms = device.createBuffer({ size: bytes.byteLength, usage });
    }
    device.queue.writeBuffer(this.#uniforms, 0, bytes);
    const bindGroup = bindGroupOf(this.#uniforms);
    for (let first = 0; first < dispatches.length; first += DISPATCHES_OF_BUFFER) {
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      dispatches.slice(first, first + DISPATCHES_OF_BUFFER).forEach(({ pipeline, workgroups }, i) => {
        pass.setPipeline(pipeline);
        pass.setBindGroup(0, bindGroup, [(first + i) * this.#bytesOfWork]);
        pass.dispatchWorkgroups(...workgroups);
      });
      pass.end();
      device.queue.submit([encoder.finish()]);
    }
  }

  destroy(): void {
    this.#uniforms?.destroy();
  }

  #write(bytes: ArrayBuffer, at: number, work: Work): void {
    const { numPadded, numShown, stepSize } = this.#common;
    const { firstChain = 0, numChains, numSteps = 0, totalsAt = 0, headStride = 0, paths = [] } = work;
    const words = new Uint32Array(bytes, at, BYTES_OF_WORK / 4);
    words.set([
      firstChain,
      numChains,
      numPadded,
      numShown,
      numSteps,
      Number(work.isCounted ?? false),
      totalsAt,
    ]);
    new Float32Array(bytes, at + 28, 1)[0] = stepSize;
    words.set(
      [work.withBins, work.withCrowd].map((is) => Number(is ?? false)),
      8,
    );
    words.set([headStride, Number(work.withFlags ?? false)], 10);
    words.set(paths, 12);
  }
}
