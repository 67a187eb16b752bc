import { element } from "../../app/element";
import { PlotChart, type PlotContent } from "../../charts";
import { exp } from "../../core/math/elementary";
import type { Target } from "../../core/targets";
import { MAX_DRAGGABLE } from "./ownData";

const BARS = 40;
const CURVE_NODES = 161;
/** Fractions of the golden ratio: heights that keep neighbours apart, and stay when a point moves. */
const GOLDEN = 0.618033988749895;

export interface DataEvents {
  onMove(index: number, value: number, isLive: boolean): void;
  onAdd(value: number): void;
  onRemove(index: number): void;
}

/** The data behind the posterior: points to be dragged, or bars where they are too many, and the normal that fits. */
export class DataView {
  readonly #box = element("div.chart.chart-data");
  readonly #chart: PlotChart;
  #data = new Float64Array(0);

  /** @param container the strip of charts; the box of the data comes first */
  constructor(container: HTMLElement, events: DataEvents) {
    container.prepend(this.#box);
    this.#chart = new PlotChart(this.#box, { title: "Data", description: () => this.#inWords() });
    this.#chart.onDrag = (_set, index, x, _y, isLive) => events.onMove(index, x, isLive);
    this.#chart.onAdd = (x) => {
      if (this.#data.length < MAX_DRAGGABLE) events.onAdd(x);
    };
    this.#chart.onRemove = (_set, index) => events.onRemove(index);
    this.#box.hidden = true;
  }

  /** @param data null for a target without data, whose picture this is not */
  show(data: Float64Array | null, target: Target): void {
    this.#box.hidden = data === null;
    if (data === null) return;
    this.#data = Float64Array.from(data);
    const [mean, logSd] = target.truth.mean;
    const sd = exp(logSd);
    const peak = 1 / (sd * Math.sqrt(2 * Math.PI));
    let low = mean - 3.5 * sd;
    let high = mean + 3.5 * sd;
    for (const value of data) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const x = Float64Array.from(
      { length: CURVE_NODES },
      (_, i) => low + ((high - low) * i) / (CURVE_NODES - 1),
    );
    const content: PlotContent = {
      xName: "y",
      yName: "density",
      xRange: [low - 0.05 * (high - low), high + 0.05 * (high - low)],
      yRange: [0, 1.25 * peak],
      curves: [
        {
          label: "normal at the posterior means",
          colour: "var(--series-2)",
          x,
          y: x.map((at) => peak * exp(-0.5 * ((at - mean) / sd) * ((at - mean) / sd))),
          isOptional: true,
        },
      ],
    };
    this.#chart.show(
      data.length > MAX_DRAGGABLE
        ? { ...content, bars: [barsOf(data, low, high)] }
        : { ...content, points: [this.#points(peak)] },
    );
  }

  setTheme(): void {
    this.#chart.setTheme();
  }

  dispose(): void {
    this.#chart.dispose();
    this.#box.remove();
  }

  #points(peak: number): NonNullable<PlotContent["points"]>[number] {
    return {
      label: `${this.#data.length} points`,
      colour: "var(--series-1)",
      x: this.#data,
      y: this.#data.map((_, i) => peak * (0.06 + 0.88 * ((i * GOLDEN) % 1))),
      isDraggable: true,
    };
  }

  #inWords(): string {
    const count = `${this.#data.length.toLocaleString("en")} points and the normal at the posterior means.`;
    return this.#data.length > MAX_DRAGGABLE
      ? `${count} Up to ${MAX_DRAGGABLE} can be dragged.`
      : `${count} Drag a point, click to add one, double click to remove it.`;
  }
}

function barsOf(data: Float64Array, low: number, high: number): NonNullable<PlotContent["bars"]>[number] {
  const width = (high - low) / BARS;
  const height = new Float64Array(BARS);
  for (const value of data) {
    height[Math.min(BARS - 1, Math.floor((value - low) / width))] += 1 / (width * data.length);
  }
  return {
    label: `${data.length.toLocaleString("en")} points`,
    colour: "var(--series-1)",
    x: Float64Array.from({ length: BARS }, (_, i) => low + (i + 0.5) * width),
    height,
    width,
  };
}
