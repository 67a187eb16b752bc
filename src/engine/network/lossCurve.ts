/** Loss against step. */
export interface LossCurve {
  /** Middle of the steps of a place, counted from 1. */
  readonly steps: Float64Array;
  /** Mean loss of them. */
  readonly losses: Float64Array;
}

/** The most places of a curve; beyond them neighbours are joined. */
export const MAX_PLACES = 600;

/**
 * Gathers the losses of a run into bins of equally many steps, twice as many whenever there are too many bins. A
 * bin's edges depend on the steps alone, so the curve does not depend on how the steps came in blocks.
 */
export class LossBins {
  #sums = new Float64Array(MAX_PLACES);
  /** Steps of a bin; the last one may hold fewer. */
  #width = 1;
  #numSteps = 0;

  get numSteps(): number {
    return this.#numSteps;
  }

  /**
   * @param firstStep steps before the first of the losses. Steps that are known already are left as they are: a run
   *   that diverged goes on from a step before it.
   */
  add(firstStep: number, losses: ArrayLike<number>): void {
    for (let i = this.#numSteps - firstStep; i < losses.length; i++) {
      if (this.#numSteps === MAX_PLACES * this.#width) this.#join();
      this.#sums[Math.floor(this.#numSteps / this.#width)] += losses[i];
      this.#numSteps += 1;
    }
  }

  /** A copy, which later steps leave alone. */
  curve(): LossCurve {
    const numBins = Math.ceil(this.#numSteps / this.#width);
    const steps = new Float64Array(numBins);
    const losses = new Float64Array(numBins);
    for (let bin = 0; bin < numBins; bin++) {
      const first = bin * this.#width;
      const count = Math.min(this.#width, this.#numSteps - first);
      steps[bin] = first + (count + 1) / 2;
      losses[bin] = this.#sums[bin] / count;
    }
    return { steps, losses };
  }

  #join(): void {
    const sums = new Float64Array(MAX_PLACES);
    for (let bin = 0; bin < MAX_PLACES; bin++) sums[bin >> 1] += this.#sums[bin];
    this.#sums = sums;
    this.#width *= 2;
  }
}
