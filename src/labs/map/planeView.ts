import { element } from "../../app/element";
import { PlotChart } from "../../charts";
import { formatShort, weightName } from "./format";
import type { MapModel } from "./mapModel";
import { planeContent, planeInWords } from "./planeContent";

/** What axes, head and edges take of the plot's box, in CSS pixels. */
const FRAME = { width: 52, height: 52 };
const LEAST_SIZE = 40;

/** Two weights: the contours of prior and likelihood in one picture, and where both are satisfied. */
export class PlaneView {
  readonly #box: HTMLElement;
  readonly #note = element("p.map-note", { "aria-hidden": "true" });
  readonly #chart: PlotChart;
  readonly #observer: ResizeObserver;
  #model: MapModel | null = null;

  constructor(container: HTMLElement) {
    this.#box = element("div.map-plane-plot");
    container.append(this.#box, this.#note);
    this.#chart = new PlotChart(this.#box, {
      title: "Two weights",
      description: () =>
        this.#model?.plane ? planeInWords(this.#model, this.#model.plane) : "There is one weight only.",
    });
    // A circle has to be one at every size.
    this.#observer = new ResizeObserver(() => this.#draw());
    this.#observer.observe(this.#box);
  }

  show(model: MapModel): void {
    this.#model = model;
    this.#draw();
  }

  setTheme(): void {
    this.#chart.setTheme();
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#chart.dispose();
  }

  #draw(): void {
    const { clientWidth, clientHeight } = this.#box;
    if (!this.#model || clientWidth === 0 || clientHeight === 0) return;
    const { plane } = this.#model;
    if (!plane) {
      this.#chart.show({ xName: "w₀", yName: "" });
      this.#note.textContent = "Degree 0 has one weight only.";
      return;
    }
    const size = {
      width: Math.max(LEAST_SIZE, clientWidth - FRAME.width),
      height: Math.max(LEAST_SIZE, clientHeight - FRAME.height),
    };
    const content = planeContent(this.#model, plane, size);
    this.#chart.show(content);
    this.#note.textContent = noteOf(this.#model, content);
  }
}

type Ranges = Pick<ReturnType<typeof planeContent>, "xRange" | "yRange">;

/** What the picture cannot show, or how it is to be read. */
export function noteOf({ mle, plane }: MapModel, { xRange = [0, 0], yRange = [0, 0] }: Ranges): string {
  if (!plane) return "";
  const [i, j] = plane.pair;
  if (!plane.likelihood) return "The points alone do not fix these two weights.";
  if (mle) {
    const [x, y] = [mle.weights[i], mle.weights[j]];
    if (x < xRange[0] || x > xRange[1] || y < yRange[0] || y > yRange[1])
      return `The MLE lies outside: ${weightName(i)} ${formatShort(x)}, ${weightName(j)} ${formatShort(y)}.`;
  }
  return plane.areOthersFree
    ? "Contours at 1 and 2 sds. Grey: the MAP's path."
    : "Bold contours touch at the MAP. Grey: its path.";
}
