import { element } from "./element";

export type ReadoutState = "good" | "waiting" | "bad" | "none";

/** A row of the numbers: what it is, the estimate, the truth or threshold it is held against, the verdict. */
export interface Readout {
  readonly name: string;
  readonly value: string;
  readonly reference: string;
  readonly state: ReadoutState;
  /** The verdict in words, and what the row means; shown on hover and read out. */
  readonly explanation: string;
}

const MARKS: Readonly<Record<ReadoutState, string>> = { good: "✓", waiting: "…", bad: "✗", none: "" };

/** A table of live numbers; its rows are made once and then only their texts change. */
export class ReadoutTable {
  readonly #body: HTMLTableSectionElement;
  #names = "";

  constructor(container: HTMLElement, caption: string, columns: readonly [string, string, string]) {
    this.#body = element("tbody");
    const head = element("thead", {}, [
      element("tr", {}, [
        ...columns.map((column) => element("th", { scope: "col" }, [column])),
        element("th", { scope: "col" }, [element("span.visually-hidden", {}, ["verdict"])]),
      ]),
    ]);
    container.append(
      element("table.readouts", {}, [element("caption.visually-hidden", {}, [caption]), head, this.#body]),
    );
  }

  show(readouts: readonly Readout[]): void {
    const names = readouts.map(({ name }) => name).join("\n");
    if (names !== this.#names) {
      this.#names = names;
      this.#body.replaceChildren(
        ...readouts.map(({ name }) =>
          element("tr", {}, [
            element("th", { scope: "row" }, [name]),
            element("td"),
            element("td"),
            element("td.mark"),
          ]),
        ),
      );
    }
    readouts.forEach((readout, i) => {
      const row = this.#body.rows[i];
      setText(row.cells[1], readout.value);
      setText(row.cells[2], readout.reference);
      setText(row.cells[3], MARKS[readout.state]);
      row.dataset.state = readout.state;
      if (row.title !== readout.explanation) {
        row.title = readout.explanation;
        row.cells[3].setAttribute("aria-label", readout.explanation);
      }
    });
  }
}

function setText(cell: HTMLElement, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}
