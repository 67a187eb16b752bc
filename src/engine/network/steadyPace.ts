/** Weight of the newest block in the pace that is shown. */
const NEWEST = 0.2;

/** Steps a second over the last blocks, an older one counting less and less. */
export class SteadyPace {
  #stepsPerSecond = 0;

  get stepsPerSecond(): number {
    return this.#stepsPerSecond;
  }

  add(numSteps: number, milliseconds: number): void {
    // A coarse clock may not have moved.
    if (numSteps === 0 || milliseconds <= 0) return;
    const newest = (1000 * numSteps) / milliseconds;
    const isFirst = this.#stepsPerSecond === 0;
    this.#stepsPerSecond += (isFirst ? 1 : NEWEST) * (newest - this.#stepsPerSecond);
  }
}
