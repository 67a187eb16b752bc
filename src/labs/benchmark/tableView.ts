import { element } from "../../app/element";
import { backendByKey, workloadByKey, workloads } from "../../core/benchmark";
import { rateInWords, timesInWords } from "./format";
import { numRepeatsOf } from "./plan";
import type { BenchmarkResults, ResultRow } from "./results";

const HEAD = [
  ["bench-name", "backend", "What ran the workload."],
  ["bench-rate", "a second", "Median of the repeats."],
  ["bench-spread", "10 to 90 %", "Where eight of ten repeats lie."],
  ["bench-ess", "ESS a second", "Effective draws of the parameter that mixes worst."],
  ["bench-ratio", "to reference", "Rate over that of the float64 reference, repeat by repeat."],
] as const;

/** What all rows of a run share. */
interface TableFrame {
  /** Ratios to an earlier run by row id, or null where there is none. */
  readonly earlier: ReadonlyMap<string, number> | null;
  /** Of a row that is complete. */
  readonly numRepeats: number;
}

/** Sizes of a row in a few words. */
function sizesOf(row: ResultRow, numRepeats: number): string {
  const { workload, backend, numWorkers, numChains, repeats, state } = row;
  const parts: string[] = [];
  if (backendByKey(backend).usesWorkers)
    parts.push(`${numWorkers} ${numWorkers === 1 ? "worker" : "workers"}`);
  if (workloadByKey(workload).kind === "chains") parts.push(`${numChains.toLocaleString("en")} chains each`);
  if (state === "measured" && repeats.length < numRepeats)
    parts.push(`${repeats.length} of ${numRepeats} repeats`);
  return parts.join(", ");
}

/** What the gate found, for the mark's tooltip. */
function gateInWords({ checks }: ResultRow): string {
  const found = checks.map(({ name, value, expected, z }) =>
    name.startsWith("largest")
      ? `${name} ${value.toExponential(1)}`
      : `${name} ${value.toPrecision(5)}, exactly ${expected.toPrecision(5)}, z ${z.toFixed(1)}`,
  );
  return `Passed the gate: ${found.join("; ")}.`;
}

function essOf({ essPerSecond, workload }: ResultRow): string {
  if (essPerSecond !== null) return rateInWords(essPerSecond);
  return workloadByKey(workload).kind === "chains" ? "too short" : "–";
}

function measuredCells(row: ResultRow, largest: number): HTMLElement[] {
  const { rate, ratio } = row;
  if (rate === null) {
    const reasons = `${row.state === "refused" ? "No number: " : "Not here: "}${row.reasons.join("; ")}.`;
    return [element("td.bench-reason", { colspan: "4" }, [reasons])];
  }
  const bar = element("i.bench-bar", { "aria-hidden": "true" });
  bar.style.width = `${(100 * rate.median) / largest}%`;
  const rateCell = element("td.bench-rate", {}, [element("strong", {}, [rateInWords(rate.median)]), bar]);
  return [
    rateCell,
    element("td.bench-spread", {}, [`${rateInWords(rate.low)} – ${rateInWords(rate.high)}`]),
    element("td.bench-ess", {}, [essOf(row)]),
    element("td.bench-ratio", {}, [ratio === null ? "–" : timesInWords(ratio.median)]),
  ];
}

function rowOf(row: ResultRow, largest: number, { earlier, numRepeats }: TableFrame): HTMLElement {
  const mark =
    row.rate === null
      ? element("span.bench-mark", { "data-state": "bad", role: "img", "aria-label": "no number" }, ["✗"])
      : element(
          "span.bench-mark",
          { "data-state": "good", role: "img", title: gateInWords(row), "aria-label": gateInWords(row) },
          ["✓"],
        );
  const compared = earlier?.get(row.id);
  return element("tr", { "data-state": row.state }, [
    element("th.bench-name", { scope: "row" }, [
      mark,
      element("span.bench-label", {}, [
        element("b", {}, [backendByKey(row.backend).label]),
        element("small", {}, [sizesOf(row, numRepeats)]),
      ]),
    ]),
    ...measuredCells(row, largest),
    ...(earlier === null
      ? []
      : [element("td.bench-earlier", {}, [compared === undefined ? "–" : timesInWords(compared)])]),
  ]);
}

function tableOf(caption: string, rows: readonly ResultRow[], frame: TableFrame): HTMLElement {
  const { earlier } = frame;
  const largest = Math.max(...rows.map(({ rate }) => rate?.median ?? 0));
  const heads = [
    ...HEAD,
    ...(earlier === null ? [] : [["bench-earlier", "to earlier", "Rate over that of the earlier run."]]),
  ];
  return element("table.bench-table", {}, [
    element("caption.visually-hidden", {}, [caption]),
    element("thead", {}, [
      element(
        "tr",
        {},
        heads.map(([name, text, title]) => element(`th.${name}`, { scope: "col", title }, [text])),
      ),
    ]),
    element(
      "tbody",
      {},
      rows.map((row) => rowOf(row, largest, frame)),
    ),
  ]);
}

/** The rows of a run, a table for each workload; those of the scaling charts are folded away. */
export class TableView {
  readonly #groups = element("div.bench-groups");
  readonly #scaling = element("details.bench-scaling", {}, [
    element("summary", {}, ["Rows of the scaling charts"]),
  ]);
  readonly #scalingRows = element("div.bench-groups");

  constructor(container: HTMLElement) {
    this.#scaling.append(this.#scalingRows);
    container.append(this.#groups, this.#scaling);
  }

  /** @param earlier ratios to an earlier run by row id, or null where there is none */
  show({ rows, options }: BenchmarkResults, earlier: ReadonlyMap<string, number> | null): void {
    const frame = { earlier, numRepeats: numRepeatsOf(options) };
    const sections = (isScaling: boolean): HTMLElement[] =>
      workloads.flatMap(({ key, label, unit, description }) => {
        const shown = rows.filter((row) => row.workload === key && (row.purpose !== "backend") === isScaling);
        if (shown.length === 0) return [];
        return [
          element("section.bench-group", {}, [
            element("h2", { title: description }, [label, element("small", {}, [unit])]),
            tableOf(`${label}, ${unit} a second`, shown, frame),
          ]),
        ];
      });
    this.#groups.replaceChildren(...sections(false));
    this.#scalingRows.replaceChildren(...sections(true));
    this.#scaling.hidden = this.#scalingRows.childElementCount === 0;
  }
}
