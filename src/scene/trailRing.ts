/**
 * The last draws of many chains, in one flat array that a draw call can read as it is.
 *
 * Rows are draws, columns are chains, so a new draw of every chain is one contiguous stretch to upload. A line segment
 * reads its start from row r and its end from row r + 1; therefore one more row repeats row 0 behind the last row.
 * Pure; knows nothing of three.
 */

/** x, y, z (0 where there is none), palette index (or EMPTY). */
export const POINT_FLOATS = 4;

/** Where in a point its palette index is. */
export const COLOUR_AT = 3;

/** Palette index of a point that holds no draw yet. */
export const EMPTY = -1;

/** A stretch of `points` that changed, in floats. */
export interface FloatRange {
  readonly start: number;
  readonly count: number;
}

export class TrailRing {
  readonly points: Float32Array;
  /** Row of the newest draw; -1 before the first. */
  head = -1;
  #pendingSteps: number | null = null;

  /**
   * @param numChains columns
   * @param length rows: draws kept of each chain
   * @param colours palette index of each chain
   * @param dimension coordinates of a draw
   */
  constructor(
    readonly numChains: number,
    readonly length: number,
    readonly colours: Uint8Array,
    readonly dimension: 2 | 3 = 2,
  ) {
    if (numChains < 1 || length < 1 || colours.length !== numChains) {
      throw new RangeError(
        `trails: got ${numChains} chains, length ${length}, ${colours.length} colours; ` +
          "expected at least 1 chain, length at least 1 and one colour a chain",
      );
    }
    this.points = new Float32Array((length + 1) * numChains * POINT_FLOATS).fill(EMPTY);
  }

  /**
   * Puts one part of a block behind the newest row. Nothing counts as drawn until `advance`; parts of one block may
   * come in any order and all carry the same number of steps. A block of at least `length` steps replaces everything.
   *
   * @param positions `[chain][step][dimension]`, the last `numSteps` draws of `chainCount` chains from `firstChain` on;
   *   a draw whose first coordinate is NaN is one that is not there
   * @throws RangeError when the part does not fit the ensemble or the other parts of its block
   */
  write(positions: Float32Array, numSteps: number, firstChain: number, chainCount: number): void {
    this.#check(positions, numSteps, firstChain, chainCount);
    this.#pendingSteps = numSteps;
    const kept = Math.min(numSteps, this.length);
    for (let k = 0; k < kept; k++) {
      const row = (this.head + 1 + k) % this.length;
      this.#writeRow(row, positions, numSteps, numSteps - kept + k, firstChain, chainCount);
      if (row === 0)
        this.#writeRow(this.length, positions, numSteps, numSteps - kept + k, firstChain, chainCount);
    }
  }

  /** Makes the written block the newest draws; returns the stretches of `points` that changed. */
  advance(): FloatRange[] {
    if (this.#pendingSteps === null) return [];
    const kept = Math.min(this.#pendingSteps, this.length);
    const first = (this.head + 1) % this.length;
    this.#pendingSteps = null;
    this.head = (first + kept - 1) % this.length;
    const beforeWrap = Math.min(kept, this.length - first);
    const ranges = [this.#rows(first, beforeWrap)];
    if (kept > beforeWrap) ranges.push(this.#rows(0, kept - beforeWrap));
    if (first === 0 || kept > beforeWrap) ranges.push(this.#rows(this.length, 1));
    return ranges;
  }

  /** Offset in `points` of a chain's draw, `age` draws ago (0 is the newest). Age must be below `length`. */
  offsetOf(chain: number, age: number): number {
    const row = (this.head - age + this.length) % this.length;
    return (row * this.numChains + chain) * POINT_FLOATS;
  }

  /** A chain's draws as `[step][dimension]`, oldest first; as many as are there. */
  historyOf(chain: number): Float32Array {
    const coordinates: number[] = [];
    if (this.head < 0) return new Float32Array(0);
    for (let age = this.length - 1; age >= 0; age--) {
      const offset = this.offsetOf(chain, age);
      if (this.points[offset + COLOUR_AT] === EMPTY) continue;
      coordinates.push(...this.points.subarray(offset, offset + this.dimension));
    }
    return Float32Array.from(coordinates);
  }

  #rows(row: number, count: number): FloatRange {
    const rowFloats = this.numChains * POINT_FLOATS;
    return { start: row * rowFloats, count: count * rowFloats };
  }

  #writeRow(
    row: number,
    positions: Float32Array,
    numSteps: number,
    step: number,
    firstChain: number,
    chainCount: number,
  ): void {
    const { points, colours, dimension } = this;
    let to = (row * this.numChains + firstChain) * POINT_FLOATS;
    let from = step * dimension;
    for (let chain = firstChain; chain < firstChain + chainCount; chain++) {
      const isThere = !Number.isNaN(positions[from]);
      points[to] = isThere ? positions[from] : EMPTY;
      points[to + 1] = isThere ? positions[from + 1] : EMPTY;
      points[to + 2] = isThere && dimension === 3 ? positions[from + 2] : 0;
      points[to + COLOUR_AT] = isThere ? colours[chain] : EMPTY;
      to += POINT_FLOATS;
      from += numSteps * dimension;
    }
  }

  #check(positions: Float32Array, numSteps: number, firstChain: number, chainCount: number): void {
    if (firstChain < 0 || chainCount < 1 || firstChain + chainCount > this.numChains) {
      throw new RangeError(
        `draws: got chains ${firstChain}..${firstChain + chainCount - 1}, expected chains within 0..${this.numChains - 1}`,
      );
    }
    const expected = chainCount * numSteps * this.dimension;
    if (numSteps < 1 || positions.length !== expected) {
      throw new RangeError(
        `draws: got ${positions.length} numbers for ${chainCount} chains x ${numSteps} steps x ${this.dimension}, expected ${expected}`,
      );
    }
    if (this.#pendingSteps !== null && this.#pendingSteps !== numSteps) {
      throw new RangeError(
        `draws: got a part of ${numSteps} steps, expected ${this.#pendingSteps} as in the parts before it`,
      );
    }
  }
}
