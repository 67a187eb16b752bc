import { element } from "../../app/element";
import type { Notices } from "../../app/notices";
import type { BenchmarkOptions } from "./benchmarkSettings";
import { CompareDialog } from "./compareDialog";
import { EmptyView } from "./emptyView";
import { markdownOf } from "./markdown";
import { secondsOf, type RowGroup } from "./plan";
import { ResultActionsView } from "./resultActions";
import { compareResults, parseResults, toJson, type BenchmarkResults } from "./results";
import { TableView } from "./tableView";

/** The stage: what will be measured, then the tables, and what can be done with them. */
export class ResultsView {
  readonly #empty = new EmptyView();
  readonly #filled = element("div.bench-filled");
  readonly #table: TableView;
  readonly #actions: ResultActionsView;
  readonly #dialog: CompareDialog;
  readonly #notices: Notices;
  #results: BenchmarkResults | null = null;
  #earlier: BenchmarkResults | null = null;

  constructor(stage: HTMLElement, notices: Notices) {
    this.#notices = notices;
    this.#table = new TableView(this.#filled);
    this.#actions = new ResultActionsView({
      copyMarkdown: () => void this.#copy(),
      downloadJson: () => this.#download(),
      compare: () => this.#dialog.open(),
      endComparison: () => this.#compareWith(null),
    });
    this.#filled.append(this.#actions.element);
    stage.replaceChildren(element("div.bench-stage", {}, [this.#empty.element, this.#filled]));
    this.#dialog = new CompareDialog(stage, (text) => this.#compareWith(parseResults(text)));
    this.#actions.show(null);
  }

  showPlan(groups: readonly RowGroup[], options: BenchmarkOptions, quick: BenchmarkOptions): void {
    const backendRows = groups.filter(({ rows }) => rows[0].purpose === "backend");
    const seconds = { run: secondsOf(groups, options), quick: secondsOf(backendRows, quick) };
    this.#empty.show(groups, seconds);
  }

  show(results: BenchmarkResults | null, isRunning: boolean): void {
    this.#results = results;
    const hasRows = results !== null && results.rows.length > 0;
    this.#empty.element.hidden = hasRows;
    this.#filled.hidden = !hasRows;
    this.#filled.setAttribute("aria-busy", String(isRunning));
    if (hasRows) this.#table.show(results, this.#ratios());
  }

  markdown(): string {
    return this.#results === null ? "" : markdownOf(this.#results, this.#ratios());
  }

  dispose(): void {
    this.#dialog.dispose();
  }

  #ratios(): ReadonlyMap<string, number> | null {
    if (this.#results === null || this.#earlier === null) return null;
    return compareResults(this.#results.rows, this.#earlier.rows);
  }

  #compareWith(earlier: BenchmarkResults | null): void {
    this.#earlier = earlier;
    const when =
      earlier === null ? null : `Held against ${earlier.begunAt.slice(0, 10)}, ${earlier.machine.browser}.`;
    this.#actions.show(when);
    if (this.#results) this.#table.show(this.#results, this.#ratios());
  }

  async #copy(): Promise<void> {
    const text = this.markdown();
    try {
      await navigator.clipboard.writeText(text);
      this.#notices.show("All tables are copied as Markdown.");
    } catch {
      this.#notices.show(
        "The browser does not let a page copy here; Download JSON has all numbers.",
        "problem",
      );
    }
  }

  #download(): void {
    if (this.#results === null) return;
    const address = URL.createObjectURL(new Blob([toJson(this.#results)], { type: "application/json" }));
    const name = `bayescape-benchmark-${this.#results.begunAt.slice(0, 16).replace(/[T:]/g, "-")}.json`;
    element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }
}
