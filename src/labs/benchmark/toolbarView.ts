import { element } from "../../app/element";

export interface ToolbarActions {
  run(): void;
  quick(): void;
  cancel(): void;
}

/** Run or cancel, the quick run, and how far it is. */
export class ToolbarView {
  readonly #run = element("button.text-button.play-button", { type: "button" });
  readonly #quick = element("button.text-button", {
    type: "button",
    title: "Short repeats and no scaling charts (Q)",
  });
  readonly #bar = element("progress.bench-progress", {
    max: "1",
    value: "0",
    "aria-label": "Progress of the run",
  });
  readonly #doing = element("output.bench-doing", { "aria-live": "off" });
  #isRunning = false;

  constructor(container: HTMLElement, actions: ToolbarActions) {
    this.#run.addEventListener("click", () => (this.#isRunning ? actions.cancel() : actions.run()));
    this.#quick.textContent = "Quick run";
    this.#quick.addEventListener("click", () => actions.quick());
    container.classList.add("bench-toolbar");
    container.replaceChildren(
      this.#run,
      this.#quick,
      element("span.bench-state", {}, [this.#bar, this.#doing]),
    );
    this.show({ isRunning: false, share: 0, doing: "" });
  }

  show({ isRunning, share, doing }: { isRunning: boolean; share: number; doing: string }): void {
    this.#isRunning = isRunning;
    const label = isRunning ? "Cancel" : "Run";
    if (this.#run.textContent !== label) {
      this.#run.textContent = label;
      this.#run.title = isRunning
        ? "End the run; what was measured stays (Escape)"
        : "Measure all rows (Enter)";
    }
    this.#quick.disabled = isRunning;
    this.#bar.value = share;
    this.#bar.parentElement?.classList.toggle("is-idle", !isRunning);
    if (this.#doing.textContent !== doing) this.#doing.textContent = doing;
  }
}
