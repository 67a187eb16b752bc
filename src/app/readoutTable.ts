import { element } from "./element";

export type ReadoutState = "good" | "waiting" | "bad" | "none";

/** A row of the numbers: what it is, the estimate, the truth or threshold it is held against, the verdict. */
export interface Readout {
  readonly name: string;
  readonly value: string;
  readonly reference: string;
  readonly state: ReadoutState;
  /** The verdict in words, and what the row means; shown below the table, and read out. */
  readonly explanation: string;
}

const MARKS: Readonly<Record<ReadoutState, string>> = { good: "✓", waiting: "…", bad: "✗", none: "" };

const HINT = "Point at a row, tap it or move the focus to it to see what it means.";

/** A table of live numbers; its rows are made once and then only their texts change. */
export class ReadoutTable {
  readonly #body: HTMLTableSectionElement;
  /** Says what the row under the pointer, the finger or the focus means. */
  readonly #help: HTMLElement;
  /** Shown while no row is explained; once is enough where there are two tables. */
  readonly #hint: string;
  readonly #hasVerdicts: boolean;
  #names = "";
  #explanations: readonly string[] = [];
  #explained = -1;

  /** @param hasVerdicts false where no row ever has one: then there is no column for them */
  constructor(
    container: HTMLElement,
    caption: string,
    columns: readonly [string, string, string],
    { hasVerdicts = true }: { readonly hasVerdicts?: boolean } = {},
  ) {
    this.#hasVerdicts = hasVerdicts;
    this.#body = element("tbody");
    this.#hint = container.querySelector(".readout-help") ? "" : HINT;
    this.#help = element("p.readout-help", {}, [this.#hint]);
    const head = element("thead", {}, [
      element("tr", {}, [
        ...columns.map((column) => element("th", { scope: "col" }, [column])),
        ...(hasVerdicts
          ? [element("th", { scope: "col" }, [element("span.visually-hidden", {}, ["verdict"])])]
          : []),
      ]),
    ]);
    container.append(
      element("table.readouts", {}, [element("caption.visually-hidden", {}, [caption]), head, this.#body]),
      this.#help,
    );
    for (const type of ["pointerover", "focusin", "click"]) {
      this.#body.addEventListener(type, (event) => this.#explain(event.target));
    }
    this.#body.addEventListener("pointerleave", () => this.#explain(document.activeElement));
  }

  show(readouts: readonly Readout[]): void {
    const names = readouts.map(({ name }) => name).join("\n");
    if (names !== this.#names) {
      this.#names = names;
      this.#explanations = [];
      this.#explained = -1;
      this.#body.replaceChildren(
        ...readouts.map(({ name }) =>
          element("tr", { tabindex: "0" }, [
            element("th", { scope: "row" }, [name]),
            element("td"),
            element("td"),
            ...(this.#hasVerdicts ? [element("td.mark")] : []),
          ]),
        ),
      );
    }
    readouts.forEach((readout, i) => {
      const row = this.#body.rows[i];
      setText(row.cells[1], readout.value);
      setText(row.cells[2], readout.reference);
      row.dataset.state = readout.state;
      if (this.#hasVerdicts) setText(row.cells[3], MARKS[readout.state]);
      if (this.#explanations[i] === readout.explanation) return;
      if (this.#hasVerdicts) row.cells[3].setAttribute("aria-label", readout.explanation);
      else row.setAttribute("aria-description", readout.explanation);
    });
    this.#explanations = readouts.map(({ explanation }) => explanation);
    setText(this.#help, this.#explanations[this.#explained] ?? this.#hint);
  }

  #explain(target: EventTarget | null): void {
    const row = target instanceof Element && this.#body.contains(target) ? target.closest("tr") : null;
    this.#explained = row ? row.sectionRowIndex : -1;
    setText(this.#help, this.#explanations[this.#explained] ?? this.#hint);
  }
}

function setText(cell: HTMLElement, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}
