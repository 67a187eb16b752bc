import { element } from "../../app/element";
import { barScale, type BarScale } from "./barScale";
import { formatShort, weightName } from "./format";
import type { MapModel } from "./mapModel";

const NAMESPACE = "http://www.w3.org/2000/svg";
/** Room for the labels of both axes, in CSS pixels. */
const LEFT = 40;
const BELOW = 18;
const ABOVE = 6;
const LABEL_HEIGHT = 13;
/** Of a weight's place, what its bars take; and the most that one is wide. */
const SHARE = 0.72;
const WIDEST = 32;

/** All weights as bars, MLE against MAP, on a scale that shows 20 and 0.02 alike. */
export class WeightBars {
  readonly #svg = document.createElementNS(NAMESPACE, "svg");
  readonly #keys = element("div.chart-keys");
  readonly #readout = element("div.chart-readout", { hidden: "" });
  readonly #box: HTMLElement;
  readonly #observer: ResizeObserver;
  #model: MapModel | null = null;

  constructor(container: HTMLElement) {
    const head = element("div.chart-head", {}, [
      element("div.chart-title", {}, ["All weights"]),
      this.#keys,
      this.#readout,
    ]);
    this.#svg.setAttribute("class", "map-bars-plot");
    this.#box = element("div.chart", { role: "img" }, [head, this.#svg]);
    container.append(this.#box);
    this.#svg.addEventListener("pointermove", (event) => this.#point(event.offsetX));
    this.#svg.addEventListener("pointerleave", () => this.#point(null));
    this.#observer = new ResizeObserver(() => this.#draw());
    this.#observer.observe(this.#box);
  }

  show(model: MapModel): void {
    this.#model = model;
    this.#box.setAttribute("aria-label", barsInWords(model));
    const key = (name: string, label: string): HTMLElement =>
      element("span.chart-key", {}, [element(`i.${name}`), element("span", {}, [label])]);
    this.#keys.replaceChildren(
      ...[
        model.mle ? key("map-mle.is-block", "MLE") : null,
        key("map-map.is-block", model.sds ? "MAP ± sd" : "MAP"),
        model.truth ? key("map-truth.is-line", "truth") : null,
      ].filter((made) => made !== null),
    );
    this.#draw();
  }

  dispose(): void {
    this.#observer.disconnect();
  }

  #point(left: number | null): void {
    const model = this.#model;
    const count = model ? model.map.weights.length : 0;
    const k = left === null ? -1 : Math.floor(((left - LEFT) / (this.#svg.clientWidth - LEFT)) * count);
    const isOn = model !== null && k >= 0 && k < count;
    this.#keys.hidden = isOn;
    this.#readout.hidden = !isOn;
    if (!isOn) return;
    this.#readout.textContent = weightInWords(model, k);
  }

  #draw(): void {
    const [width, height] = [this.#svg.clientWidth, this.#svg.clientHeight];
    if (!this.#model || width <= LEFT || height <= ABOVE + BELOW) return;
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#svg.replaceChildren(...marksOf(this.#model, width, height));
  }
}

export function weightInWords({ mle, map, sds, truth }: MapModel, k: number): string {
  const parts = [
    mle ? `MLE ${formatShort(mle.weights[k])}` : "",
    `MAP ${formatShort(map.weights[k])}${sds ? ` ± ${formatShort(sds[k])}` : ""}`,
    truth ? `truth ${formatShort(truth[k])}` : "",
  ];
  return `${weightName(k)}: ${parts.filter((part) => part !== "").join(", ")}`;
}

export function barsInWords(model: MapModel): string {
  const all = Array.from(model.map.weights, (_, k) => weightInWords(model, k));
  return `All weights. ${all.join("; ")}.`;
}

function marksOf({ mle, map, sds, truth }: MapModel, width: number, height: number): SVGElement[] {
  const sdEnds = sds ? [...map.weights].flatMap((weight, k) => [weight - sds[k], weight + sds[k]]) : [];
  const values = [...map.weights, ...sdEnds, ...(mle?.weights ?? []), ...(truth ?? [])];
  const scale: BarScale = barScale(values, Math.max(map.largest, truth ? 0.1 : 0));
  const toY = (value: number): number =>
    ABOVE + (1 - Math.min(1, Math.max(0, scale.toShare(value)))) * (height - ABOVE - BELOW);
  const marks: SVGElement[] = [];
  for (const tick of scale.ticks) {
    const y = Math.round(toY(tick)) + 0.5;
    marks.push(shape("line", tick === 0 ? "map-zero" : "map-rule", { x1: LEFT, x2: width, y1: y, y2: y }));
    // 0 always has its label; of the others those that do not touch it.
    if (tick !== 0 && Math.abs(y - toY(0)) < LABEL_HEIGHT) continue;
    marks.push(text(formatShort(tick), { x: LEFT - 8, y: y + 4, "text-anchor": "end" }));
  }
  const place = (width - LEFT) / map.weights.length;
  const bar = Math.min(WIDEST, place * SHARE * (mle ? 0.5 : 0.7));
  map.weights.forEach((weight, k) => {
    const middle = LEFT + (k + 0.5) * place;
    const add = (name: string, value: number, x: number): void => {
      const [top, bottom] = [toY(Math.max(0, value)), toY(Math.min(0, value))];
      marks.push(shape("rect", name, { x, y: top, width: bar, height: Math.max(1, bottom - top) }));
    };
    if (mle) add("map-mle", mle.weights[k], middle - bar);
    const left = mle ? middle : middle - bar / 2;
    add("map-map", weight, left);
    if (sds) {
      const [y1, y2] = [weight - sds[k], weight + sds[k]].map(toY);
      marks.push(shape("line", "map-sd", { x1: left + bar / 2, x2: left + bar / 2, y1, y2 }));
    }
    if (truth && truth[k] !== 0) {
      const y = toY(truth[k]);
      marks.push(
        shape("line", "map-truth", { x1: middle - 1.2 * bar, x2: middle + 1.2 * bar, y1: y, y2: y }),
      );
    }
    marks.push(text(weightName(k), { x: middle, y: height - 4, "text-anchor": "middle" }));
  });
  return marks;
}

type Attributes = Readonly<Record<string, string | number>>;

function shape(tag: "line" | "rect" | "text", name: string, attributes: Attributes): SVGElement {
  const made = document.createElementNS(NAMESPACE, tag);
  if (name !== "") made.setAttribute("class", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(content: string, attributes: Attributes): SVGElement {
  const made = shape("text", "", attributes);
  made.textContent = content;
  return made;
}
