/** Transitions per second over the last two seconds of sampling. */
export class RateMeter {
  #marks: { at: number; total: number }[] = [];
  #total = 0;

  /** Forgets what was; a pause is not counted. */
  reset(): void {
    if (this.#marks.length > 0) this.#marks = [];
  }

  add(transitions: number, now = performance.now()): void {
    this.#total += transitions;
    this.#marks.push({ at: now, total: this.#total });
    while (this.#marks.length > 2 && now - this.#marks[0].at > 2000) this.#marks.shift();
  }

  /** NaN while fewer than two blocks have come in. */
  get perSecond(): number {
    const first = this.#marks[0];
    const last = this.#marks.at(-1);
    return first && last && last.at > first.at
      ? (1000 * (last.total - first.total)) / (last.at - first.at)
      : NaN;
  }
}
