/**
 * Two buffers to read back through, so that one block can be made while the totals of the one before are on their
 * way. Whoever asks for a third waits until one is free.
 */
export class Readbacks {
  readonly #device: GPUDevice;
  readonly #free: GPUBuffer[];
  readonly #waiting: ((buffer: GPUBuffer) => void)[] = [];
  readonly #all: readonly GPUBuffer[];

  constructor(device: GPUDevice, bytes: number) {
    this.#device = device;
    this.#all = [0, 1].map(() => this.#create(bytes));
    this.#free = [...this.#all];
  }

  async take(): Promise<GPUBuffer> {
    const free = this.#free.pop();
    if (free) return free;
    return await new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Hands a buffer on; it must not be mapped. */
  giveBack(buffer: GPUBuffer): void {
    const next = this.#waiting.shift();
    if (next) next(buffer);
    else this.#free.push(buffer);
  }

  destroy(): void {
    for (const buffer of this.#all) buffer.destroy();
  }

  #create(size: number): GPUBuffer {
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    return this.#device.createBuffer({ size, usage });
  }
}
