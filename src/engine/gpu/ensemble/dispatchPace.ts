/** What a dispatch should last: a watchdog kills long ones, and nothing else gets the graphics card meanwhile. */
const WANTED_MS = 5;
/** Evaluations of the first dispatch, before anything is known: some 5 ms of a slow software adapter. */
const FIRST_WORK = 262144;
/** A measurement that is off does no harm for long. */
const MOST_GROWTH = 4;
const MOST_WORK = 1e9;

/** How many evaluations a dispatch should make, learnt from how long they took. */
export class DispatchPace {
  #work: number;
  #doneAt = 0;

  /** @param costOfEvaluation beside that of a density without data */
  constructor(costOfEvaluation: number) {
    this.#work = Math.max(1, FIRST_WORK / Math.max(1, costOfEvaluation));
  }

  /** Evaluations that one dispatch should make. */
  get work(): number {
    return this.#work;
  }

  /** Takes notice of some dispatches that were submitted at one time (ms) and found done at another. */
  add(evaluations: number, submittedAt: number, doneAt: number): void {
    // What was submitted before had to be done first.
    const milliseconds = Math.max(0.1, doneAt - Math.max(submittedAt, this.#doneAt));
    this.#doneAt = doneAt;
    const wanted = (evaluations / milliseconds) * WANTED_MS;
    const held = Math.max(this.#work / MOST_GROWTH, Math.min(this.#work * MOST_GROWTH, wanted));
    this.#work = Math.max(1, Math.min(MOST_WORK, held));
  }
}
