/**
 * Draws of a few chains over a whole run in bounded memory: when the store is full, every second kept
 * draw goes and from then on twice as many are passed over. Evenly thinned draws have the same
 * expectation, and an effective sample size hardly smaller where the autocorrelation time is long.
 */
export class ThinnedDraws {
  readonly numChains: number;
  readonly dimension: number;
  readonly capacity: number;
  /** [chain][draw][dimension] */
  readonly #values: Float64Array;
  #count = 0;
  #thin = 1;
  #seen = 0;

  /** @param capacity draws kept a chain at most */
  constructor(numChains: number, dimension: number, capacity: number) {
    this.numChains = numChains;
    this.dimension = dimension;
    this.capacity = capacity;
    this.#values = new Float64Array(numChains * capacity * dimension);
  }

  /** Draws kept of each chain. */
  get numDraws(): number {
    return this.#count;
  }

  /** One of this many draws is kept. */
  get thinning(): number {
    return this.#thin;
  }

  /**
   * Takes the steps from firstStep to numSteps - 1 of a block.
   * @param block [chain][step][dimension]
   */
  add(block: Float64Array, numSteps: number, firstStep = 0): void {
    for (let s = firstStep; s < numSteps; s++) {
      if (this.#seen++ % this.#thin !== 0) continue;
      if (this.#count === this.capacity) {
        this.#halve();
        if ((this.#seen - 1) % this.#thin !== 0) continue;
      }
      for (let chain = 0; chain < this.numChains; chain++) {
        const to = (chain * this.capacity + this.#count) * this.dimension;
        const from = (chain * numSteps + s) * this.dimension;
        for (let i = 0; i < this.dimension; i++) this.#values[to + i] = block[from + i];
      }
      this.#count += 1;
    }
  }

  /** A copy of the kept draws, [chain][draw][dimension]. */
  draws(): Float64Array {
    const length = this.#count * this.dimension;
    const out = new Float64Array(this.numChains * length);
    for (let chain = 0; chain < this.numChains; chain++) {
      const from = chain * this.capacity * this.dimension;
      out.set(this.#values.subarray(from, from + length), chain * length);
    }
    return out;
  }

  #halve(): void {
    const { dimension } = this;
    for (let chain = 0; chain < this.numChains; chain++) {
      const base = chain * this.capacity * dimension;
      for (let k = 1; 2 * k < this.#count; k++) {
        this.#values.copyWithin(
          base + k * dimension,
          base + 2 * k * dimension,
          base + (2 * k + 1) * dimension,
        );
      }
    }
    this.#count = Math.ceil(this.#count / 2);
    this.#thin *= 2;
  }
}
