import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import { bestDegree, formatShort, percentOf } from "./readouts";
import type { RegressionModel } from "./regressionModel";
import { HIGHEST_DEGREE } from "./regressionSettings";

/** Below the picture: the two uncertainties along x, and what the evidence says of each degree. */
export class StripView {
  readonly #sds: PlotChart;
  readonly #logs: PlotChart;
  readonly #probabilities: PlotChart;
  #model: RegressionModel | null = null;

  constructor(container: HTMLElement) {
    const boxes = [0, 1, 2].map(() => element("div.chart"));
    container.replaceChildren(...boxes);
    const words = (say: (model: RegressionModel) => string) => () => (this.#model ? say(this.#model) : "");
    this.#sds = new PlotChart(boxes[0], {
      title: "Sd along x",
      description: words(
        ({ posterior, epistemicSd }) =>
          `The noise is ${formatShort(posterior.sigmaNoise)} everywhere; the model's own sd is ${formatShort(epistemicSd.inside)} in the middle half of x and ${formatShort(epistemicSd.outside)} near its ends.`,
      ),
    });
    const evidence = words(({ evidence: all }) => {
      const best = bestDegree(all);
      return `Of degrees 0 to ${all.length - 1}, ${best.degree} is the likeliest, with ${percentOf(best)}.`;
    });
    this.#logs = new PlotChart(boxes[1], { title: "Evidence", description: evidence });
    this.#probabilities = new PlotChart(boxes[2], { title: "Which degree?", description: evidence });
  }

  show(model: RegressionModel): void {
    this.#model = model;
    const { x, prediction, posterior, view, evidence } = model;
    // The model's part may grow without end beyond the data: the noise stays readable.
    const { predictiveSd } = prediction;
    const limit = Math.max(20 * posterior.sigmaNoise, 3 * Math.min(...predictiveSd));
    const most = 1.08 * Math.min(limit, Math.max(...predictiveSd));
    this.#sds.show({
      xName: "x",
      yName: "sd",
      xRange: [...view.x],
      yRange: [0, most],
      curves: [
        { label: "model", colour: "var(--series-1)", x, y: prediction.epistemicSd, width: 2, fill: true },
        { label: "noise", colour: "var(--series-5)", x, y: x.map(() => posterior.sigmaNoise), width: 2 },
        { label: "together", colour: "var(--text)", x, y: prediction.predictiveSd },
      ],
    });
    const bars = (height: (index: number) => number) =>
      [true, false].map((isChosen) => {
        const degrees = evidence.filter(({ degree }) => (degree === posterior.degree) === isChosen);
        return {
          label: "",
          colour: isChosen ? "var(--series-1)" : "var(--series-8)",
          x: Float64Array.from(degrees, ({ degree }) => degree),
          height: Float64Array.from(degrees, ({ degree }) => height(degree)),
          width: 0.8,
        };
      });
    const xRange: [number, number] = [-0.7, HIGHEST_DEGREE + 0.7];
    const logs = evidence.map(({ logEvidence }) => logEvidence);
    const [low, high] = [Math.min(0, ...logs), Math.max(0, ...logs)];
    const room = 0.06 * (high - low);
    this.#logs.show({
      xName: "degree",
      yName: "log p(y)",
      xRange,
      yRange: high > low ? [low < 0 ? low - room : 0, high > 0 ? high + room : 0] : [-1, 0],
      bars: bars((degree) => evidence[degree].logEvidence),
    });
    this.#probabilities.show({
      xName: "degree",
      yName: "P",
      xRange,
      yRange: [0, 1.05],
      bars: bars((degree) => evidence[degree].probability),
    });
  }

  setTheme(): void {
    for (const chart of this.#charts()) chart.setTheme();
  }

  dispose(): void {
    for (const chart of this.#charts()) chart.dispose();
  }

  #charts() {
    return [this.#sds, this.#logs, this.#probabilities] as const;
  }
}
