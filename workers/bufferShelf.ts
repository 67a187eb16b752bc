/**
 * Buffers that came back from the page, to be filled again. A buffer of the exact size is taken from
 * the shelf or made; what does not fit any more is dropped.
 */
export class BufferShelf {
  #spare: ArrayBuffer[] = [];

  give(buffers: readonly ArrayBuffer[]): void {
    this.#spare = [...buffers];
  }

  float64(length: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.#take(length * 8));
  }

  float32(length: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.#take(length * 4));
  }

  uint8(length: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#take(length));
  }

  #take(bytes: number): ArrayBuffer {
    const at = this.#spare.findIndex((buffer) => buffer.byteLength === bytes);
    return at < 0 ? new ArrayBuffer(bytes) : this.#spare.splice(at, 1)[0];
  }
}
