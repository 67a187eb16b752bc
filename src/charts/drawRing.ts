/**
 * The last `capacity` draws of several series, oldest first, with the number of each draw.
 *
 * Every entry is written twice, `capacity` apart, so that the draws kept are always one contiguous view:
 * a chart reads them without copying.
 */
export class DrawRing {
  readonly capacity: number;
  readonly numSeries: number;
  private readonly drawNumbers: Float64Array;
  private readonly columns: Float64Array[];
  private next = 0;
  private length = 0;

  /** @throws RangeError unless capacity is an integer of at least 2 and numSeries one of at least 0 */
  constructor(numSeries: number, capacity: number) {
    if (!Number.isInteger(capacity) || capacity < 2) {
      throw new RangeError(`capacity is ${capacity}; expected an integer of at least 2.`);
    }
    if (!Number.isInteger(numSeries) || numSeries < 0) {
      throw new RangeError(`numSeries is ${numSeries}; expected a non-negative integer.`);
    }
    this.capacity = capacity;
    this.numSeries = numSeries;
    this.drawNumbers = new Float64Array(2 * capacity);
    this.columns = Array.from({ length: numSeries }, () => new Float64Array(2 * capacity));
  }

  /** How many draws are kept, at most `capacity`. */
  get count(): number {
    return this.length;
  }

  /**
   * Appends `numSteps` draws, numbered from `firstDraw`. A number that was seen before rewinds: that draw
   * and all later ones are forgotten first. A number further on than the next leaves one empty (NaN) draw
   * between, so that a line breaks there.
   * @param values [series][step]
   * @throws RangeError when `values` does not hold numSeries · numSteps numbers or a count is no count
   */
  push(values: Float64Array, numSteps: number, firstDraw: number): void {
    if (!Number.isInteger(numSteps) || numSteps < 0 || !Number.isInteger(firstDraw)) {
      throw new RangeError(
        `numSteps is ${numSteps} and firstDraw ${firstDraw}; expected integers, no steps below 0.`,
      );
    }
    if (values.length < this.numSeries * numSteps) {
      throw new RangeError(
        `values holds ${values.length} numbers; expected ${this.numSeries} series of ${numSteps} steps.`,
      );
    }
    if (numSteps === 0) return;
    this.forgetFrom(firstDraw);
    if (this.length > 0 && this.lastDraw() + 1 < firstDraw) this.append(() => Number.NaN, firstDraw - 1);
    // What would be overwritten within this very block is not written at all.
    for (let step = Math.max(0, numSteps - this.capacity); step < numSteps; step++) {
      this.append((series) => values[series * numSteps + step], firstDraw + step);
    }
  }

  /** The numbers of the draws kept, a view that the next push makes stale. */
  draws(): Float64Array {
    return this.view(this.drawNumbers);
  }

  /** The values of one series, beside `draws()`, a view that the next push makes stale. */
  series(index: number): Float64Array {
    return this.view(this.columns[index]);
  }

  /** The number of the newest draw, NaN when there is none. */
  lastDraw(): number {
    return this.length === 0 ? Number.NaN : this.drawNumbers[this.next + this.capacity - 1];
  }

  private view(column: Float64Array): Float64Array {
    const end = this.next + this.capacity;
    return column.subarray(end - this.length, end);
  }

  private append(valueOf: (series: number) => number, draw: number): void {
    const { next, capacity } = this;
    this.drawNumbers[next] = this.drawNumbers[next + capacity] = draw;
    for (let series = 0; series < this.numSeries; series++) {
      const value = valueOf(series);
      this.columns[series][next] = value;
      this.columns[series][next + capacity] = value;
    }
    this.next = (next + 1) % capacity;
    this.length = Math.min(this.length + 1, capacity);
  }

  private forgetFrom(firstDraw: number): void {
    while (this.length > 0 && this.lastDraw() >= firstDraw) {
      this.next = (this.next + this.capacity - 1) % this.capacity;
      this.length--;
    }
  }
}
