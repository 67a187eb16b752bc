import { element } from "../../app/element";
import "./compareDialog.css";

/** Asks for the JSON of an earlier run: a file, or pasted text. */
export class CompareDialog {
  readonly #dialog: HTMLDialogElement;
  readonly #text = element("textarea.bench-paste", {
    rows: "6",
    spellcheck: "false",
    "aria-label": "JSON of an earlier run",
    placeholder: "…or paste its text here",
  });
  readonly #problem = element("p.bench-problem", { role: "alert" });

  /** @param take told of the text; throws a RangeError where it cannot be used */
  constructor(container: HTMLElement, take: (text: string) => void) {
    const file = element("input.bench-file", {
      type: "file",
      accept: "application/json,.json",
      "aria-label": "JSON file of an earlier run",
    });
    const cancel = element("button.text-button", { type: "button" }, ["Cancel"]);
    const accept = element("button.text-button.play-button", { type: "submit" }, ["Compare"]);
    const form = element("form", { method: "dialog" }, [
      element("h2", {}, ["Compare with an earlier run"]),
      element("p", {}, ["Choose a file that Download JSON has written."]),
      file,
      this.#text,
      this.#problem,
      element("div.bench-buttons", {}, [cancel, accept]),
    ]);
    this.#dialog = element("dialog.bench-dialog", { "aria-label": "Compare with an earlier run" }, [form]);
    const tryText = (text: string): void => {
      try {
        take(text);
        this.#dialog.close();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        this.#problem.textContent = error.message;
      }
    };
    cancel.addEventListener("click", () => this.#dialog.close());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      tryText(this.#text.value);
    });
    file.addEventListener("change", () => {
      const chosen = file.files?.[0];
      file.value = "";
      if (chosen) void chosen.text().then(tryText);
    });
    container.append(this.#dialog);
  }

  open(): void {
    this.#text.value = "";
    this.#problem.textContent = "";
    this.#dialog.showModal();
  }

  dispose(): void {
    this.#dialog.remove();
  }
}
