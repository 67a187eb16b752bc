import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import type { ConjugateModel } from "./conjugateModel";
import { digits } from "./format";
import { stripPicture, stripRange } from "./pictures";
import { parameterOf } from "./readouts";

/** The same update with few, more and many data, side by side over one axis. */
export class StripView {
  readonly #boxes = [0, 1, 2].map(() => element("div.chart"));
  #charts: PlotChart[] = [];
  #titles = "";
  #model: ConjugateModel;

  constructor(container: HTMLElement, model: ConjugateModel) {
    this.#model = model;
    container.classList.add("conjugate-charts");
    container.replaceChildren(...this.#boxes);
  }

  show(model: ConjugateModel): void {
    this.#model = model;
    const titles = titlesOf(model);
    // A chart keeps its title; other data are another chart.
    if (titles.join() !== this.#titles) {
      this.#titles = titles.join();
      this.dispose();
      this.#charts = this.#boxes.map(
        (box, i) => new PlotChart(box, { title: titles[i], description: () => this.#inWords(i) }),
      );
    }
    const widest = stripRange(model);
    for (const [i, { update }] of model.strip.entries()) {
      this.#charts[i].show(stripPicture(update, widest, parameterOf(model), model.truth));
    }
  }

  setTheme(): void {
    for (const chart of this.#charts) chart.setTheme();
  }

  dispose(): void {
    for (const chart of this.#charts) chart.dispose();
    this.#charts = [];
  }

  #inWords(i: number): string {
    const { update } = this.#model.strip[i];
    const { mean, sd } = update.posterior;
    return `${update.dataInWords}. The posterior ${update.posteriorName} has mean ${digits(mean)} and standard deviation ${digits(sd)}.`;
  }
}

function titlesOf({ strip }: ConjugateModel): string[] {
  return strip.map(({ observations: { values, source } }, i) => {
    const count = values.length.toLocaleString("en");
    if (source !== "own") return `n = ${count}`;
    return i < strip.length - 1 ? `first ${count}` : `all ${count}`;
  });
}
