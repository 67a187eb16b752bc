import { element } from "../../app/element";
import { ReadoutTable, type Readout } from "../../app/readoutTable";
import { CLASS_COLUMNS } from "./classes/classReadouts";
import type { ComparisonShown } from "./dropoutModel";
import { COMPARISON_COLUMNS } from "./ensemble/comparisonRows";
import type { Picture } from "./picture";

const CURVE_COLUMNS: readonly [string, string, string] = ["", "passes", "against"];

/** The headline, the numbers of the passes, and below them dropout beside the ensemble. */
export class NumbersView {
  readonly #headline = element("p.headline", { "data-mood": "neutral" });
  readonly #main = element("div.dropout-numbers");
  readonly #beside = element("div.dropout-numbers.dropout-beside");
  readonly #besideWords = element("p.dropout-words");
  #table: ReadoutTable | null = null;
  #besideTable: ReadoutTable | null = null;
  #kind = "";

  constructor(container: HTMLElement) {
    container.replaceChildren(this.#headline, this.#main, this.#beside);
    this.#beside.hidden = true;
  }

  /** @param last a row of its own below the others, or none */
  show(kind: "curve" | "classes", { sentence, readouts }: Picture, last: Readout | null): void {
    if (this.#headline.textContent !== sentence) this.#headline.textContent = sentence;
    if (kind !== this.#kind || this.#table === null) {
      this.#kind = kind;
      this.#main.replaceChildren();
      const columns = kind === "curve" ? CURVE_COLUMNS : CLASS_COLUMNS;
      this.#table = new ReadoutTable(this.#main, "What the passes say", columns, {
        hasVerdicts: kind === "curve",
      });
    }
    this.#table.show(last === null ? readouts : [...readouts, last]);
  }

  /**
   * @param words how far the ensemble is; null while none is wanted
   * @param comparison null while there is nothing to compare
   */
  showEnsemble(words: string | null, comparison: ComparisonShown | null): void {
    this.#beside.hidden = words === null;
    if (words === null) return;
    if (this.#besideTable === null) {
      this.#beside.append(element("h2", {}, ["Beside a deep ensemble"]), this.#besideWords);
      this.#besideTable = new ReadoutTable(
        this.#beside,
        "Dropout beside a deep ensemble",
        COMPARISON_COLUMNS,
        { hasVerdicts: false },
      );
    }
    const text = comparison === null ? words : `${words} ${comparison.sentence}`;
    if (this.#besideWords.textContent !== text) this.#besideWords.textContent = text;
    this.#besideTable.show(comparison?.readouts ?? []);
  }
}
