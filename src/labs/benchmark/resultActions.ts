import { element } from "../../app/element";

export interface ResultActions {
  copyMarkdown(): void;
  downloadJson(): void;
  compare(): void;
  endComparison(): void;
}

/** What can be done with the results: a row of buttons below the tables. */
export class ResultActionsView {
  readonly element: HTMLElement;
  readonly #end: HTMLButtonElement;
  readonly #note = element("span.bench-note");

  constructor(actions: ResultActions) {
    const button = (label: string, title: string, act: () => void): HTMLButtonElement => {
      const made = element("button.text-button", { type: "button", title }, [label]);
      made.addEventListener("click", act);
      return made;
    };
    this.#end = button("End comparison", "Take the column of the earlier run away", () =>
      actions.endComparison(),
    );
    this.element = element("div.bench-actions", {}, [
      button("Copy as Markdown", "Copy all tables as text", () => actions.copyMarkdown()),
      button("Download JSON", "All numbers, repeats and checks as a file", () => actions.downloadJson()),
      button("Compare with earlier", "Ratios to a file that was downloaded before", () => actions.compare()),
      this.#end,
      this.#note,
    ]);
  }

  /** @param earlier what the results are held against, in words, or null */
  show(earlier: string | null): void {
    this.#end.hidden = earlier === null;
    this.#note.textContent = earlier ?? "";
  }
}
