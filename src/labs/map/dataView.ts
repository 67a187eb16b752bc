import { PlotChart, type Curve, type PlotContent, type Points } from "../../charts";
import { rounded, type Point } from "../points/pointText";
import { testData, TRUE_WEIGHTS } from "./articleParabola";
import { curveOf, type MapModel } from "./mapModel";
import { sentenceOf } from "./readouts";
import { MAP, MLE, TRUTH } from "./colours";

export interface DataEvents {
  onMove(index: number, point: Point, isLive: boolean): void;
  onAdd(point: Point): void;
  onRemove(index: number): void;
}

/** The points, the curve that made them, and both fits. */
export class DataView {
  readonly #chart: PlotChart;
  #model: MapModel | null = null;

  constructor(container: HTMLElement, events: DataEvents) {
    this.#chart = new PlotChart(container, {
      title: "Data",
      description: () => (this.#model ? sentenceOf(this.#model) : ""),
    });
    this.#chart.onDrag = (_, index, x, y, isLive) => {
      const point = this.#rounded(x, y);
      if (point) events.onMove(index, point, isLive);
    };
    this.#chart.onAdd = (x, y) => {
      const point = this.#rounded(x, y);
      if (point) events.onAdd(point);
    };
    this.#chart.onRemove = (_, index) => events.onRemove(index);
  }

  show(model: MapModel, hasTestPoints: boolean): void {
    this.#model = model;
    this.#chart.show(contentOf(model, hasTestPoints));
  }

  setTheme(): void {
    this.#chart.setTheme();
  }

  dispose(): void {
    this.#chart.dispose();
  }

  #rounded(x: number, y: number): Point | null {
    if (!this.#model) return null;
    const { view } = this.#model;
    return [rounded(x, view.x[1] - view.x[0]), rounded(y, view.y[1] - view.y[0])];
  }
}

/** Of the test points so many are drawn: all of them would be a line. */
const TEST_POINTS_DRAWN = 40;

/** What the plot shows; the points that can be moved are its first set. */
export function contentOf(model: MapModel, hasTestPoints: boolean): PlotContent {
  const { points, mle, map, truth, view, x } = model;
  const curves: Curve[] = [];
  if (truth) curves.push({ label: "truth", colour: TRUTH, x, y: curveOf(TRUE_WEIGHTS, x), isDashed: true });
  if (mle) curves.push({ label: "MLE", colour: MLE, x, y: curveOf(mle.weights, x), width: 2 });
  curves.push({ label: "MAP", colour: MAP, x, y: curveOf(map.weights, x), width: 2.5 });
  const sets: Points[] = [
    {
      label: hasTestPoints ? "train" : "",
      colour: "var(--text)",
      x: Float64Array.from(points, ([at]) => at),
      y: Float64Array.from(points, ([, value]) => value),
      isDraggable: true,
    },
  ];
  if (truth && hasTestPoints) {
    const test = testData();
    const step = test.x.length / TEST_POINTS_DRAWN;
    const every = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from({ length: TEST_POINTS_DRAWN }, (_, i) => values[Math.floor((i + 0.5) * step)]);
    sets.push({ label: "test", colour: TRUTH, shape: "cross", x: every(test.x), y: every(test.y) });
  }
  return { xName: "x", yName: "y", xRange: [...view.x], yRange: [...view.y], curves, points: sets };
}
