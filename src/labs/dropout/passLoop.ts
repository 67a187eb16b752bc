import { PassRunner, type PassAnswer, type PassRequest } from "../../engine/network";

export interface PassLoopOptions<Context> {
  readonly numWorkers: number;
  readonly onAnswer: (answer: PassAnswer, context: Context) => void;
  readonly onNotice: (text: string) => void;
}

/** Pictures are made no more often than this while a network learns, in milliseconds. */
const INTERVAL = 110;
/** After the slowest of pictures the page rests no longer. */
const LONGEST_REST = 400;

/** Passes for the latest network: one request at a time, the latest one next, and rests in between. */
export class PassLoop<Context> {
  readonly #runner: PassRunner;
  readonly #options: PassLoopOptions<Context>;
  #next: { readonly request: PassRequest; readonly context: Context } | null = null;
  #isBusy = false;
  #isDisposed = false;

  constructor(options: PassLoopOptions<Context>) {
    this.#options = options;
    this.#runner = new PassRunner({ numWorkers: options.numWorkers, onNotice: options.onNotice });
  }

  /** @param context handed back with the answer */
  ask(request: PassRequest, context: Context): void {
    this.#next = { request, context };
    if (!this.#isBusy) void this.#work();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#runner.dispose();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#next !== null && !this.#isDisposed) {
      const { request, context } = this.#next;
      this.#next = null;
      const begun = performance.now();
      let pictured = begun;
      try {
        const answer = await this.#runner.draw(request);
        pictured = performance.now();
        if (answer && !this.#isDisposed) this.#options.onAnswer(answer, context);
      } catch (error) {
        this.#options.onNotice(
          `The passes could not be made: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
      const now = performance.now();
      // The page rests as long as the picture took, so that keys and pointers are heard.
      const rest = Math.max(INTERVAL - (now - begun), Math.min(LONGEST_REST, now - pictured));
      await new Promise((resolve) => setTimeout(resolve, rest));
    }
    this.#isBusy = false;
  }
}
