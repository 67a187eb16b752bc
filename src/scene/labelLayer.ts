/** Lines and words in screen pixels over the canvas: an SVG whose elements are kept and reused from frame to frame. */
import type { ThemeColours } from "./theme";

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type LabelKind = "tick" | "name";

const SVG = "http://www.w3.org/2000/svg";
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const FONT_SIZE: Readonly<Record<LabelKind, number>> = { tick: 12, name: 13 };
const EDGE = 4;

export class LabelLayer {
  readonly #svg = document.createElementNS(SVG, "svg");
  readonly #lines = document.createElementNS(SVG, "path");
  readonly #texts: SVGTextElement[] = [];
  readonly #widths = new Map<string, number>();
  readonly #measure = document.createElement("canvas").getContext("2d");
  #path = "";
  #used = 0;
  #taken: { x: number; y: number; width: number }[] = [];
  #size = { width: 0, height: 0 };
  #colours: ThemeColours | null = null;

  constructor(container: HTMLElement) {
    this.#svg.setAttribute("aria-hidden", "true");
    Object.assign(this.#svg.style, {
      position: "absolute",
      inset: "0",
      width: "100%",
      height: "100%",
      pointerEvents: "none",
      overflow: "hidden",
      fontFamily: FONT,
      fontVariantNumeric: "tabular-nums",
    });
    this.#lines.setAttribute("fill", "none");
    this.#svg.append(this.#lines);
    container.append(this.#svg);
  }

  setTheme(colours: ThemeColours): void {
    this.#colours = colours;
    this.#lines.setAttribute("stroke", colours.mutedInk);
    this.#lines.setAttribute("stroke-opacity", "0.7");
    for (const text of this.#texts) this.#dress(text);
  }

  begin(width: number, height: number): void {
    this.#size = { width, height };
    this.#path = "";
    this.#used = 0;
    this.#taken = [];
  }

  line(from: Point, to: Point): void {
    this.#path += `M${from.x.toFixed(1)} ${from.y.toFixed(1)}L${to.x.toFixed(1)} ${to.y.toFixed(1)}`;
  }

  /** A word centred on a place; a name is kept inside the layer, a number gives way to what stands there. */
  text(centre: Point, words: string, kind: LabelKind): void {
    if (kind === "tick" && !this.#claim(centre, this.widthOf(words, kind))) return;
    const text = this.#texts[this.#used++] ?? this.#addText();
    if (text.textContent !== words) text.textContent = words;
    if (text.dataset.kind !== kind) {
      text.dataset.kind = kind;
      this.#dress(text);
    }
    let { x, y } = centre;
    if (kind === "name") {
      const half = this.widthOf(words, kind) / 2 + EDGE;
      x = Math.min(this.#size.width - half, Math.max(half, x));
      y = Math.min(this.#size.height - 10, Math.max(10, y));
    }
    if (kind === "name") this.#taken.push({ x, y, width: this.widthOf(words, kind) });
    text.setAttribute("x", x.toFixed(1));
    text.setAttribute("y", y.toFixed(1));
    text.setAttribute("visibility", "visible");
  }

  end(): void {
    this.#lines.setAttribute("d", this.#path);
    for (const text of this.#texts.slice(this.#used)) text.setAttribute("visibility", "hidden");
  }

  /** CSS pixels. */
  widthOf(words: string, kind: LabelKind): number {
    const key = `${kind} ${words}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      if (this.#measure !== null) this.#measure.font = `${weightOf(kind)} ${FONT_SIZE[kind]}px ${FONT}`;
      width = this.#measure?.measureText(words).width ?? words.length * 7;
      this.#widths.set(key, width);
    }
    return width;
  }

  dispose(): void {
    this.#svg.remove();
  }

  /** Takes a place for a number unless another word has it. */
  #claim({ x, y }: Point, width: number): boolean {
    for (const other of this.#taken) {
      if (Math.abs(other.x - x) < (other.width + width) / 2 + 3 && Math.abs(other.y - y) < 13) return false;
    }
    this.#taken.push({ x, y, width });
    return true;
  }

  #addText(): SVGTextElement {
    const text = document.createElementNS(SVG, "text");
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("dominant-baseline", "central");
    text.setAttribute("paint-order", "stroke");
    text.setAttribute("stroke-width", "3");
    text.setAttribute("stroke-linejoin", "round");
    this.#texts.push(text);
    this.#svg.append(text);
    return text;
  }

  #dress(text: SVGTextElement): void {
    const kind = text.dataset.kind === "name" ? "name" : "tick";
    text.setAttribute("font-size", String(FONT_SIZE[kind]));
    text.setAttribute("font-weight", weightOf(kind));
    if (this.#colours === null) return;
    text.setAttribute("fill", kind === "name" ? this.#colours.ink : this.#colours.mutedInk);
    text.setAttribute("stroke", this.#colours.background);
  }
}

function weightOf(kind: LabelKind): string {
  return kind === "name" ? "600" : "400";
}
