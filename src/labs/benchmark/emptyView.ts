import { element } from "../../app/element";
import { backendByKey, workloadByKey } from "../../core/benchmark";
import { durationInWords } from "./format";
import type { RowGroup } from "./plan";

/** What the stage says before anything was measured: what will be, and how long it takes. */
export class EmptyView {
  readonly element: HTMLElement;
  readonly #list = element("ul.bench-plan");
  readonly #note = element("p.bench-note");

  constructor() {
    this.element = element("div.bench-empty", {}, [
      element("h2", {}, ["How fast is this machine?"]),
      element("p", {}, [
        "Transitions a second say how fast a kernel runs, effective draws a second what they are worth. Both are measured here, and a kernel whose numbers are wrong gets none.",
      ]),
      this.#list,
      this.#note,
    ]);
  }

  /** @param seconds how long a run of the groups and a quick one take, about */
  show(groups: readonly RowGroup[], seconds: { readonly run: number; readonly quick: number }): void {
    const backendGroups = groups.filter(({ rows }) => rows[0].purpose === "backend");
    this.#list.replaceChildren(
      ...backendGroups.map(({ rows }) => {
        const { label } = workloadByKey(rows[0].workload);
        const names = rows.map(({ backend }) => backendByKey(backend).label).join(" · ");
        return element("li", {}, [element("b", {}, [label]), element("span", {}, [names])]);
      }),
    );
    const scaling = groups.length > backendGroups.length ? " and the scaling charts" : "";
    this.#note.textContent =
      groups.length === 0
        ? "Nothing is chosen: switch a workload on, and a backend that runs it."
        : `Run takes ${durationInWords(seconds.run)} for all rows${scaling}. Quick run takes ${durationInWords(seconds.quick)}: shorter repeats, no scaling. Other work on the machine, and a tab in the background, make everything slower.`;
  }
}
