/** Time that one pass stands alone, in milliseconds: some three a second. */
const INTERVAL = 340;

/**
 * Passes one by one, hypothetical outcomes instead of a blur. Who wants no motion gets the next one with every
 * press.
 */
export class PassShow {
  readonly #isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  readonly #numPasses: () => number;
  readonly #onChange: () => void;
  #single: number | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(numPasses: () => number, onChange: () => void) {
    this.#numPasses = numPasses;
    this.#onChange = onChange;
  }

  /** The pass that stands alone; null while all are shown. */
  get single(): number | null {
    return this.#single === null ? null : this.#single % Math.max(1, this.#numPasses());
  }

  press(): void {
    if (this.#isStill) return this.#advance();
    if (this.#timer !== null) return this.end();
    this.#timer = setInterval(() => this.#advance(), INTERVAL);
    this.#advance();
  }

  /** Back to all passes. */
  end(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    if (this.#single === null) return;
    this.#single = null;
    this.#onChange();
  }

  #advance(): void {
    this.#single = ((this.#single ?? -1) + 1) % Math.max(1, this.#numPasses());
    this.#onChange();
  }
}
