import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import type { Picture } from "./picture";

const KEYS = ["loss", "histogram", "sd"] as const;

/** Below the picture: three charts. A chart of another title is another chart. */
export class StripView {
  readonly #boxes = KEYS.map((key) => element("div.chart", { "data-chart": key }));
  readonly #charts: (PlotChart | null)[] = [null, null, null];
  readonly #titles: string[] = ["", "", ""];
  readonly #words: string[] = ["", "", ""];
  readonly #onPlace: (x: number) => void;

  /** @param onPlace told of a click on the last chart, which has the inputs on its axis */
  constructor(container: HTMLElement, onPlace: (x: number) => void) {
    this.#onPlace = onPlace;
    container.replaceChildren(...this.#boxes);
  }

  show(strip: Picture["strip"]): void {
    strip.forEach(({ title, content, words }, i) => {
      this.#words[i] = words;
      const chart = this.#chartOf(i, title);
      chart.show(content);
    });
  }

  setTheme(): void {
    for (const chart of this.#charts) chart?.setTheme();
  }

  dispose(): void {
    for (const chart of this.#charts) chart?.dispose();
  }

  #chartOf(i: number, title: string): PlotChart {
    const known = this.#charts[i];
    if (known && this.#titles[i] === title) return known;
    known?.dispose();
    this.#boxes[i].replaceChildren();
    const chart = new PlotChart(this.#boxes[i], { title, description: () => this.#words[i] });
    if (i === 2) chart.onAdd = (x) => this.#onPlace(x);
    this.#charts[i] = chart;
    this.#titles[i] = title;
    return chart;
  }
}
