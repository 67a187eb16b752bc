import type { BlockReport } from "../../engine/protocol";

/** What chains of one parameter did of late, as curves that end now: each point is (value, steps before now). */
export class TimeCurves {
  /** Steps that a curve reaches back. */
  readonly length: number;
  readonly numChains: number;
  /** [chain][step, the last one is now] */
  readonly #values: Float32Array;
  readonly #points: Float32Array;

  /** @param starts of each chain; before its start a chain stood there */
  constructor(starts: Float32Array, length: number) {
    this.length = length;
    this.numChains = starts.length;
    const width = length + 1;
    this.#values = Float32Array.from(
      { length: width * starts.length },
      (_, i) => starts[Math.floor(i / width)],
    );
    this.#points = new Float32Array(2 * this.#values.length);
  }

  /** Takes the steps of a block; of one that leaves out some of its first steps what is older is out of date. */
  add(
    { trail, trailSteps, lastAccepted }: Pick<BlockReport, "trail" | "trailSteps" | "lastAccepted">,
    firstChain: number,
  ): void {
    const width = this.length + 1;
    const count = Math.min(trailSteps, width);
    for (let i = 0; i < lastAccepted.length; i++) {
      const own = this.#values.subarray((firstChain + i) * width, (firstChain + i + 1) * width);
      own.copyWithin(0, count);
      own.set(trail.subarray((i + 1) * trailSteps - count, (i + 1) * trailSteps), width - count);
    }
  }

  /** [chain][step][2], for the stage; overwritten by the next call. */
  points(): Float32Array {
    const width = this.length + 1;
    this.#values.forEach((value, i) => {
      this.#points[2 * i] = value;
      this.#points[2 * i + 1] = this.length - (i % width);
    });
    return this.#points;
  }
}
