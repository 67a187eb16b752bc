import { element } from "../../app/element";
import { PlotChart, type Mark } from "../../charts";
import { FIRST, MAP, OTHER, SECOND } from "./colours";
import { formatPercent, formatShort, weightName } from "./format";
import type { MapModel } from "./mapModel";
import { HIGHEST_DEGREE, LEAST_LAMBDA, MOST_LAMBDA } from "./mapSettings";
import { degreeBars, errorRange, evidenceRange, weightRange } from "./stripRanges";

/** Below the picture: what lambda does to weights and errors, and what the evidence says of each degree. */
export class StripView {
  readonly #path: PlotChart;
  readonly #errors: PlotChart;
  readonly #logs: PlotChart;
  readonly #probabilities: PlotChart;
  #model: MapModel | null = null;

  constructor(container: HTMLElement) {
    const boxes = [0, 1, 2, 3].map(() => element("div.chart"));
    container.classList.add("map-charts");
    container.replaceChildren(...boxes);
    const words = (say: (model: MapModel) => string) => () => (this.#model ? say(this.#model) : "");
    this.#path = new PlotChart(boxes[0], {
      title: "Weights",
      description: words(
        ({ lambda, map }) =>
          `As λ grows the weights shrink to 0. At λ ${formatShort(lambda)} the largest is ${formatShort(map.largest)}.`,
      ),
    });
    this.#errors = new PlotChart(boxes[1], {
      title: "Error",
      description: words(
        ({ lambda, map }) =>
          `At λ ${formatShort(lambda)} the train error is ${formatShort(map.trainError)}${map.testError === null ? "" : `, the test error ${formatShort(map.testError)}`}.`,
      ),
    });
    const evidence = words(
      ({ best, sigmaEvidence, evidence: all }) =>
        `At σw ${formatShort(sigmaEvidence)}, of degrees 0 to ${all.length - 1}, ${best.degree} is the likeliest, with ${formatPercent(best.probability)}. The best fit only rises with the degree; the evidence pays for weights that the data do not need.`,
    );
    this.#logs = new PlotChart(boxes[2], { title: "Occam", description: evidence });
    this.#probabilities = new PlotChart(boxes[3], { title: "Degree", description: evidence });
  }

  show(model: MapModel): void {
    const last = this.#model;
    this.#model = model;
    this.#showPath(model);
    this.#showErrors(model);
    if (last?.evidence !== model.evidence) this.#showEvidence(model);
  }

  #showEvidence(model: MapModel): void {
    const { evidence, sigmaEvidence, best } = model;
    const degrees = Float64Array.from(evidence, (row) => row.degree);
    const logs = Float64Array.from(evidence, (row) => row.logEvidence);
    const xRange: [number, number] = [-0.7, HIGHEST_DEGREE + 0.7];
    this.#logs.show({
      xName: "degree",
      yName: "log p",
      xRange,
      yRange: evidenceRange(evidence),
      curves: [
        {
          label: "best fit",
          colour: "var(--series-8)",
          x: degrees,
          y: Float64Array.from(evidence, (row) => row.maxLogLikelihood),
          isDashed: true,
        },
        { label: "evidence", colour: MAP, x: degrees, y: logs, width: 2 },
      ],
      points: [{ label: "", colour: MAP, x: degrees, y: logs }],
    });
    this.#probabilities.show({
      xName: "degree",
      yName: "P",
      xRange,
      yRange: [0, 1.05],
      bars: degreeBars(evidence, best.degree, `at σw ${formatShort(sigmaEvidence)}`),
    });
  }

  setTheme(): void {
    for (const chart of this.#charts()) chart.setTheme();
  }

  dispose(): void {
    for (const chart of this.#charts()) chart.dispose();
  }

  #charts() {
    return [this.#path, this.#errors, this.#logs, this.#probabilities] as const;
  }

  #showPath(model: MapModel): void {
    const { path, plane, degree } = model;
    const [first, second] = plane?.pair ?? [0, 0];
    const colourOf = (k: number): string => (k === first ? FIRST : k === second ? SECOND : OTHER);
    const isChosen = (k: number): boolean => k === first || k === second;
    const powers = Array.from({ length: degree + 1 }, (_, k) => k);
    // The chosen two on top of the others.
    powers.sort((a, b) => Number(isChosen(a)) - Number(isChosen(b)));
    this.#path.show({
      xName: "λ",
      yName: "w",
      isLogX: true,
      xRange: [LEAST_LAMBDA, MOST_LAMBDA],
      yRange: weightRange(model),
      curves: powers.map((k) => ({
        label: isChosen(k) ? weightName(k) : "",
        colour: colourOf(k),
        x: path.lambdas,
        y: Float64Array.from(path.weights, (weights) => weights[k]),
        width: isChosen(k) ? 2 : 1.25,
      })),
      marks: [lambdaMark(model)],
    });
  }

  #showErrors(model: MapModel): void {
    const { path, pathErrors } = model;
    const curves = [
      { label: "train", colour: "var(--series-8)", x: path.lambdas, y: pathErrors.train, width: 2 },
    ];
    if (pathErrors.test)
      curves.push({ label: "test", colour: "var(--text)", x: path.lambdas, y: pathErrors.test, width: 2 });
    this.#errors.show({
      xName: "λ",
      yName: "mse",
      isLogX: true,
      xRange: [LEAST_LAMBDA, MOST_LAMBDA],
      yRange: errorRange(model),
      curves,
      // The chart beside it says which lambda this is.
      marks: [{ ...lambdaMark(model), label: "" }],
    });
  }
}

function lambdaMark({ lambda }: MapModel): Mark {
  return { label: `λ ${formatShort(lambda)}`, colour: MAP, x: lambda };
}
