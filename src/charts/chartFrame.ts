import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import "./charts.css";
import { createChartHead, type ChartHead } from "./chartHead";
import { readChartTheme, type ChartTheme } from "./chartTheme";
import { throttle, type Throttle } from "./throttle";

/** Screen readers are told of changes at most this often. */
const ANNOUNCE_INTERVAL_MS = 1000;
/** uPlot does not draw into less; a container that is hidden or folded measures 0. */
const LEAST_WIDTH = 60;
const LEAST_HEIGHT = 40;

/** What a chart must be able to say and do for its frame. */
export interface FrameOwner {
  summary(): string;
  onHoverKey(index: number | null): void;
  /** After a change of size: what is placed by hand must be placed anew. */
  onResize(): void;
}

/**
 * What every chart has around its marks: the head line, a uPlot filling the rest of the container, a quiet
 * note while there is nothing to show, the text alternative, the theme, and following the container's size.
 */
export class ChartFrame {
  readonly head: ChartHead;
  theme: ChartTheme;
  /** What takes the pointer and the keyboard; it outlives the plots mounted in it. */
  readonly host: HTMLElement;
  private readonly root: HTMLElement;
  private readonly note: HTMLElement;
  private readonly observer: ResizeObserver;
  private readonly announcement: Throttle;
  private current: uPlot | null = null;

  constructor(
    private readonly container: HTMLElement,
    title: string,
    private readonly owner: FrameOwner,
  ) {
    this.head = createChartHead(title, (index) => owner.onHoverKey(index));
    this.root = document.createElement("div");
    this.host = document.createElement("div");
    this.note = document.createElement("div");
    this.root.className = "chart";
    this.host.className = "chart-plot";
    this.note.className = "chart-note";
    this.note.hidden = true;
    this.root.append(this.head.element, this.host);
    this.host.append(this.note);
    container.append(this.root);
    container.setAttribute("role", "img");
    this.theme = readChartTheme(this.root);
    this.announcement = throttle(
      () => container.setAttribute("aria-label", owner.summary()),
      ANNOUNCE_INTERVAL_MS,
    );
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.host);
  }

  get plot(): uPlot {
    if (this.current === null) throw new Error("The chart was disposed of or has not mounted its plot yet.");
    return this.current;
  }

  /** Puts a plot in place of the one before. */
  mount(options: Omit<uPlot.Options, "width" | "height">, data: uPlot.AlignedData): void {
    this.current?.destroy();
    this.current = new uPlot({ ...options, ...this.size() }, data, (plot, initialise) => {
      this.host.prepend(plot.root);
      initialise();
    });
  }

  setNote(text: string | null): void {
    // Measuring and laying out cost more than drawing: only for news.
    if (text === (this.note.hidden ? null : this.note.textContent)) return;
    this.note.hidden = text === null;
    this.note.textContent = text ?? "";
    this.align();
  }

  /** Larger type, for a chart that is the main picture. */
  setLarge(isLarge: boolean): void {
    this.root.classList.toggle("is-large", isLarge);
  }

  /** Has the text alternative brought up to date, at most once a second. */
  announce(): void {
    this.announcement.request();
  }

  readTheme(): void {
    this.theme = readChartTheme(this.root);
  }

  resize(): void {
    if (this.current === null) return;
    const { width, height } = this.size();
    if (width !== this.current.width || height !== this.current.height) {
      this.current.batch((plot: uPlot) => plot.setSize({ width, height }));
    }
    this.align();
    this.owner.onResize();
  }

  /** Lines head and note up with the plot, whose axis may have grown. */
  align(): void {
    if (this.current === null) return;
    const { left, top, width, height } = this.current.bbox;
    const ratio = uPlot.pxRatio;
    this.head.fit(left / ratio);
    this.note.style.left = `${(left + width / 2) / ratio}px`;
    this.note.style.top = `${(top + height / 2) / ratio}px`;
  }

  dispose(): void {
    this.observer.disconnect();
    this.announcement.dispose();
    this.current?.destroy();
    this.current = null;
    this.root.remove();
    this.container.removeAttribute("role");
    this.container.removeAttribute("aria-label");
  }

  private size(): { width: number; height: number } {
    return {
      width: Math.max(LEAST_WIDTH, this.host.clientWidth),
      height: Math.max(LEAST_HEIGHT, this.host.clientHeight),
    };
  }
}
