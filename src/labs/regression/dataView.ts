import { PlotChart, type Curve, type PlotContent, type Points } from "../../charts";
import { evaluatePolynomial } from "../../core/regression";
import { rounded, type Point } from "./dataText";
import { sentenceOf } from "./readouts";
import type { RegressionModel } from "./regressionModel";

export interface DataEvents {
  /** @param index of the point among all, seen and unseen */
  onMove(index: number, point: Point, isLive: boolean): void;
  onAdd(point: Point): void;
  onRemove(index: number): void;
}

/** Left half: the points, lines drawn from the posterior, and the band in its two parts. */
export class DataView {
  readonly #chart: PlotChart;
  #model: RegressionModel | null = null;
  #pointed: Float64Array | null = null;

  constructor(container: HTMLElement, events: DataEvents) {
    this.#chart = new PlotChart(container, {
      title: "Data",
      description: () => (this.#model ? sentenceOf(this.#model) : ""),
    });
    this.#chart.onDrag = (set, index, x, y, isLive) => {
      const point = this.#rounded(x, y);
      if (point) events.onMove(this.#indexOf(set, index), point, isLive);
    };
    this.#chart.onAdd = (x, y) => {
      const point = this.#rounded(x, y);
      if (point) events.onAdd(point);
    };
    this.#chart.onRemove = (set, index) => events.onRemove(this.#indexOf(set, index));
  }

  /** @param pointed weights of one more line that stands out */
  show(model: RegressionModel, pointed: Float64Array | null): void {
    this.#model = model;
    this.#pointed = pointed;
    this.#chart.show(contentOf(model, this.#pointed));
  }

  setTheme(): void {
    this.#chart.setTheme();
  }

  dispose(): void {
    this.#chart.dispose();
  }

  #indexOf(set: number, index: number): number {
    const numSeen = this.#model?.numSeen ?? 0;
    // Without seen points the first set holds the others.
    return set === 0 && numSeen > 0 ? index : numSeen + index;
  }

  #rounded(x: number, y: number): Point | null {
    if (!this.#model) return null;
    const { view } = this.#model;
    return [rounded(x, view.x[1] - view.x[0]), rounded(y, view.y[1] - view.y[0])];
  }
}

/** The two parts of the band. */
const MODEL = "var(--series-1)";
const NOISE = "var(--series-5)";

/** What the plot shows. */
export function contentOf(model: RegressionModel, pointed: Float64Array | null): PlotContent {
  const { x, bands, prediction, lines, truth, view, points, numSeen } = model;
  const over = (weights: ArrayLike<number>): Float64Array => x.map((at) => evaluatePolynomial(weights, at));
  const curves: Curve[] = lines.map((weights) => ({
    label: "drawn",
    colour: "color-mix(in srgb, var(--series-1) 32%, transparent)",
    x,
    y: over(weights),
    width: 1,
  }));
  // Both edges of each part: they are seen over the lines, and keep the part's key where room is short.
  for (const [label, colour, { lower, upper }] of [
    ["model", MODEL, bands.curve],
    ["noise", NOISE, bands.observation],
  ] as const) {
    for (const y of [lower, upper]) curves.push({ label, colour, x, y, width: 1 });
  }
  curves.push({ label: "mean", colour: "var(--text)", x, y: prediction.mean, width: 2 });
  if (truth) {
    const y = over(truth.weights);
    curves.push({ label: "truth", colour: "var(--series-3)", x, y, isDashed: true, isOptional: true });
  }
  if (pointed)
    curves.push({ label: "pointed at", colour: "var(--series-2)", x, y: over(pointed), width: 2.5 });
  const { curve, observation } = bands;
  const noise = { label: "noise", colour: NOISE, x };
  const handles = (list: readonly Point[], rest: Pick<Points, "label" | "colour" | "shape">): Points => ({
    ...rest,
    x: Float64Array.from(list, ([at]) => at),
    y: Float64Array.from(list, ([, value]) => value),
    isDraggable: true,
  });
  return {
    xName: "x",
    yName: "y",
    xRange: [...view.x],
    yRange: [...view.y],
    bands: [
      { label: "model", colour: MODEL, x, low: curve.lower, high: curve.upper },
      { ...noise, low: curve.upper, high: observation.upper },
      { ...noise, low: observation.lower, high: curve.lower },
    ],
    curves,
    points: [
      handles(points.slice(0, numSeen), {
        label: numSeen < points.length ? "seen" : "",
        colour: "var(--text)",
        shape: "dot",
      }),
      handles(points.slice(numSeen), { label: "not yet", colour: "var(--text-muted)", shape: "ring" }),
    ].filter(({ x: places }) => places.length > 0),
  };
}
