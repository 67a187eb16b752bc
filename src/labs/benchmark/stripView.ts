import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import { chainsPicture, spreadPicture, workersPicture } from "./charts";
import { threeDigits } from "./format";
import type { ResultRow } from "./results";

const CHARTS = [
  ["Speed-up", workersPicture, "Rate over that of one worker, against the number of workers."],
  ["Rate", chainsPicture, "Rate in per cent of the best one, against the number of chains a worker."],
  [
    "Spread",
    spreadPicture,
    "Every repeat in per cent of the median of its row, row by row as in the tables; lines are the medians.",
  ],
] as const;

/** Scaling over workers, over chains, and how far repeats lie apart. */
export class StripView {
  readonly #charts: readonly PlotChart[];
  #rows: readonly ResultRow[] = [];

  constructor(container: HTMLElement) {
    const boxes = CHARTS.map(() => element("div.chart"));
    container.classList.add("bench-charts");
    container.replaceChildren(...boxes);
    this.#charts = CHARTS.map(
      ([title, , words], i) => new PlotChart(boxes[i], { title, description: () => this.#inWords(i, words) }),
    );
    this.show([]);
  }

  show(rows: readonly ResultRow[]): void {
    this.#rows = rows;
    CHARTS.forEach(([, picture], i) => this.#charts[i].show(picture(rows)));
  }

  /** What a chart shows, with the last point of each of its lines. */
  #inWords(chart: number, words: string): string {
    const { curves = [], xName } = CHARTS[chart][1](this.#rows);
    const ends = curves
      .filter(({ isDashed }) => isDashed !== true && CHARTS[chart][0] !== "Spread")
      .map(({ label, x, y }) => `${label} ${threeDigits(y[y.length - 1])} at ${x[x.length - 1]} ${xName}`);
    return this.#rows.length === 0 ? `${words} Nothing was measured yet.` : [words, ...ends].join(" ");
  }

  setTheme(): void {
    for (const chart of this.#charts) chart.setTheme();
  }

  dispose(): void {
    for (const chart of this.#charts) chart.dispose();
  }
}
