import type uPlot from "uplot";
import { ChartFrame } from "./chartFrame";
import { resolveColour } from "./chartTheme";
import { DrawRing } from "./drawRing";
import { drawWindow } from "./drawWindow";
import { formatCount, formatValue } from "./formatValue";
import { nearestSeries } from "./nearestSeries";
import { drawXName, HAIRLINE, PADDING, plotAxes } from "./plotAxes";
import { linePath } from "./plotDrawing";
import { traceSummary } from "./traceSummary";
import { drawWarmup } from "./warmupRegion";

export interface TraceChartOptions {
  /** How many draws stay visible. */
  capacity: number;
  title: string;
}

const LINE_WIDTH = 1;
const FOCUS_WIDTH = 1.75;
const MANY_ALPHA = 0.85;
const DIM_ALPHA = 0.28;
/** How near the pointer must come to a line, and how far to either side it is looked for, in CSS pixels. */
const HOVER_REACH = 28;
const HOVER_SIDE = 4;
/** A value is read to this share of the axis. */
const READING_PRECISION = 1 / 300;

/**
 * Several chains' values of one parameter over the draws, the last `capacity` of them. One chain may be
 * focused: it is drawn bright on top, the others dim. A value that is not finite leaves a gap.
 */
export class TraceChart {
  /** Told the chain under the pointer (in the plot or in the key), null when there is none. */
  onHoverChain: ((index: number | null) => void) | null = null;

  private readonly frame: ChartFrame;
  private readonly dot: HTMLElement;
  private ring: DrawRing;
  private labels: string[] = [];
  private givenColours: string[] = [];
  private colours: string[] = [];
  private name = "value";
  private range: [number, number] = [-1, 1];
  private warmupEnd = 0;
  private focus: number | null = null;
  private hovered: number | null = null;
  private isStale = true;
  private isDrawing = false;

  /** @throws RangeError unless capacity is an integer of at least 2 */
  constructor(
    container: HTMLElement,
    private readonly options: TraceChartOptions,
  ) {
    this.ring = new DrawRing(0, options.capacity);
    this.dot = document.createElement("div");
    this.dot.className = "chart-dot";
    this.frame = new ChartFrame(container, options.title, {
      summary: () => this.summary(),
      onHoverKey: (index) => this.hover(index),
      onResize: () => this.showReadout(),
    });
    this.setChains([], []);
  }

  /**
   * Names the chains and forgets all draws.
   * @param colours one CSS colour a chain; `var(--series-1)` and the like follow the theme
   * @throws RangeError when the two lists differ in length
   */
  setChains(labels: string[], colours: string[]): void {
    if (labels.length !== colours.length) {
      throw new RangeError(`${labels.length} labels but ${colours.length} colours; expected one a chain.`);
    }
    this.labels = [...labels];
    this.givenColours = [...colours];
    this.ring = new DrawRing(labels.length, this.options.capacity);
    this.focus = null;
    const wasHovered = this.hovered !== null;
    this.hovered = null;
    this.frame.head.setKeys(
      labels.map((label, index) => ({ label, colour: colours[index], shape: "dot" as const })),
    );
    this.frame.mount(this.plotOptions(), this.data());
    this.frame.plot.over.append(this.dot);
    this.setTheme();
    if (wasHovered) this.onHoverChain?.(null);
  }

  /**
   * Names the parameter, fixes its axis, and marks the draws before `warmupEnd` as warm-up (none for 0).
   * @throws RangeError unless the range is two finite numbers, the first the smaller
   */
  setAxis(name: string, range: [number, number], warmupEnd: number): void {
    if (!(range[1] > range[0]) || !Number.isFinite(range[1] - range[0])) {
      throw new RangeError(
        `range is [${range.join(", ")}]; expected two finite numbers, the first the smaller.`,
      );
    }
    this.name = name;
    this.range = [range[0], range[1]];
    this.warmupEnd = warmupEnd;
    this.frame.head.setAxisName(name);
    this.isStale = true;
    this.draw();
  }

  /**
   * Takes in a block of draws; what is shown changes with the next `draw`.
   * @param values [chain][step], copied
   * @param firstDraw number of the block's first draw; an earlier one than the last rewinds the chart
   * @throws RangeError when `values` is too short for the chains and steps
   */
  push(values: Float64Array, numSteps: number, firstDraw: number): void {
    this.ring.push(values, numSteps, firstDraw);
    this.isStale = true;
  }

  /** Makes one chain bright and the others dim; null makes all alike. A chain hovered here goes first. */
  setFocus(index: number | null): void {
    this.focus = index !== null && index < this.labels.length ? index : null;
    this.showFocus();
  }

  /** Brings the picture up to date; does nothing when nothing has changed. */
  draw(): void {
    if (!this.isStale) return;
    this.isStale = false;
    const draws = this.ring.draws();
    const [min, max] = drawWindow(draws[0] ?? 0, draws.length, this.options.capacity);
    // uPlot reports the resting pointer anew whenever it draws.
    this.isDrawing = true;
    this.frame.plot.batch((plot: uPlot) => {
      plot.setData(this.data(), false);
      plot.setScale("x", { min, max });
      plot.setScale("y", { min: this.range[0], max: this.range[1] });
    });
    this.isDrawing = false;
    this.frame.setNote(draws.length === 0 ? "no draws yet" : null);
    this.showReadout();
    this.frame.announce();
  }

  /** Fits the chart to its container; it also watches the container itself. */
  resize(): void {
    this.frame.resize();
  }

  /** Reads the colours anew, after the page's theme has changed. */
  setTheme(): void {
    this.frame.readTheme();
    this.colours = this.givenColours.map((colour) => resolveColour(this.frame.plot.root, colour));
    this.isStale = true;
    this.draw();
  }

  dispose(): void {
    this.onHoverChain = null;
    this.frame.dispose();
  }

  /** What the chart shows, in words. */
  summary(): string {
    return traceSummary({
      title: this.options.title,
      name: this.name,
      labels: this.labels,
      ring: this.ring,
      warmupEnd: this.warmupEnd,
      precision: this.precision(),
    });
  }

  private get shown(): number | null {
    return this.hovered ?? this.focus;
  }

  private precision(): number {
    return (this.range[1] - this.range[0]) * READING_PRECISION;
  }

  /** One column a chain, and on top the focused chain once more. */
  private data(): uPlot.AlignedData {
    const chains = this.labels.map((_label, index) => this.ring.series(index));
    const draws = this.ring.draws();
    return [draws, ...chains, this.shown === null ? draws : chains[this.shown]];
  }

  private plotOptions(): Omit<uPlot.Options, "width" | "height"> {
    const theme = (): ChartFrame["theme"] => this.frame.theme;
    // A plot that was replaced draws once more, so what it needs is its own.
    const { ring } = this;
    const line = { auto: false, points: { show: false }, pxAlign: 0 } as const;
    return {
      padding: PADDING,
      legend: { show: false },
      cursor: HAIRLINE,
      scales: { x: { time: false, auto: false }, y: { auto: false, range: () => this.range } },
      axes: plotAxes({ theme, xName: () => "draw", isXCount: true, hasRules: true }),
      series: [
        {},
        ...this.labels.map((_label, chain) => ({
          ...line,
          width: LINE_WIDTH,
          stroke: () => this.colours[chain],
          paths: (plot: uPlot) => linePath(plot, ring.draws(), ring.series(chain)),
        })),
        {
          ...line,
          width: FOCUS_WIDTH,
          stroke: () => this.colours[this.shown ?? 0] ?? null,
          paths: (plot: uPlot) =>
            this.shown === null ? null : linePath(plot, ring.draws(), ring.series(this.shown)),
        },
      ],
      hooks: {
        drawClear: [
          (plot) => {
            for (const series of plot.series.slice(1, -1)) {
              series.alpha = this.shown === null ? MANY_ALPHA : DIM_ALPHA;
            }
          },
        ],
        drawAxes: [(plot) => this.ring.count > 0 && drawWarmup(plot, this.warmupEnd, this.frame.theme)],
        draw: [(plot) => drawXName(plot, "draw", this.frame.theme.muted)],
        setCursor: [() => this.followPointer()],
      },
    };
  }

  /** Index of the draw under the pointer, null when it is elsewhere or there are no draws. */
  private drawAtPointer(): number | null {
    const { plot } = this.frame;
    const left = plot.cursor.left ?? -1;
    if (left < 0 || this.ring.count === 0) return null;
    return plot.valToIdx(plot.posToVal(left, "x"));
  }

  private followPointer(): void {
    if (this.isDrawing) return;
    const { plot } = this.frame;
    const index = this.drawAtPointer();
    if (index === null) {
      this.hover(null);
    } else {
      const side = Math.ceil(plot.posToVal(HOVER_SIDE, "x") - plot.posToVal(0, "x"));
      const chains = this.labels.map((_label, chain) => this.ring.series(chain));
      const toPixel = (value: number): number => plot.valToPos(value, "y");
      const { top = 0 } = plot.cursor;
      this.hover(nearestSeries(chains, index - side, index + side, toPixel, top, HOVER_REACH));
    }
    this.showReadout();
  }

  private hover(chain: number | null): void {
    if (chain === this.hovered) return;
    this.hovered = chain;
    this.onHoverChain?.(chain);
    this.showFocus();
  }

  private showFocus(): void {
    this.frame.head.markKey(this.shown);
    this.isStale = true;
    this.draw();
  }

  private showReadout(): void {
    const index = this.drawAtPointer();
    const chain = this.hovered;
    const value = index === null || chain === null ? Number.NaN : this.ring.series(chain)[index];
    this.dot.hidden = !Number.isFinite(value);
    if (index === null) {
      this.frame.head.setReadout(null);
      return;
    }
    const { plot } = this.frame;
    const draw = this.ring.draws()[index];
    const parts = [{ label: "draw", value: formatCount(draw) }];
    if (chain !== null)
      parts.push({ label: this.labels[chain], value: formatValue(value, this.precision()) });
    this.frame.head.setReadout(parts);
    if (chain !== null && !this.dot.hidden) {
      this.dot.style.background = this.colours[chain];
      this.dot.style.transform = `translate(${plot.valToPos(draw, "x")}px, ${plot.valToPos(value, "y")}px)`;
    }
  }
}
