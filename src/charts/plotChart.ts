import type uPlot from "uplot";
import { ChartFrame } from "./chartFrame";
import { ColourCache } from "./colourCache";
import { axisContent, fromAxis, type AxisContent, type PlotContent } from "./plotContent";
import { clampTo, type PointId } from "./plotHit";
import { PlotHover } from "./plotHover";
import { bindPlotKeys, type PlotKeys } from "./plotKeyboard";
import { plotInWords, plotLegend } from "./plotLegend";
import { drawPlotMarks, type PlotLook } from "./plotMarks";
import { bindPlotPointer, type PlotPointerOwner } from "./plotPointer";
import { isEmptyContent, plotRangeX, plotRangeY, type Range } from "./plotRange";
import { plotSetup } from "./plotSetup";
import { pointInWords, type ReadingFrame } from "./plotReadout";

export interface PlotChartOptions {
  title: string;
  /** What is shown, in words; a list of what there is unless given. */
  description?: () => string;
}

/** From this size on a plot is the main picture, with larger type, lines and points. */
const LARGE_WIDTH = 520;
const LARGE_HEIGHT = 300;
const LARGE = { fontSize: 13, scale: 1.25 };
const SMALL = { fontSize: 11, scale: 1 };

/**
 * One two-dimensional plot of closed forms: bands, bars, curves, points and marks over two axes. Points may
 * be dragged, added and removed, by pointer and by keyboard; the chart moves its own copy of a dragged point
 * and tells `onDrag`, whose owner answers with `show`. Axes that fit the content stay still meanwhile.
 */
export class PlotChart {
  /** Told where a point was moved to: live while it moves, and once more when it is let go. */
  onDrag: ((set: number, index: number, x: number, y: number, isLive: boolean) => void) | null = null;
  /** Told of a click on an empty place. */
  onAdd: ((x: number, y: number) => void) | null = null;
  /** Told of a double click or a long press on a point. */
  onRemove: ((set: number, index: number) => void) | null = null;

  private readonly frame: ChartFrame;
  private readonly live: HTMLElement;
  private readonly hover: PlotHover;
  private readonly pointer: { cancel: () => void; dispose: () => void };
  private readonly keys: PlotKeys;
  private readonly colours = new ColourCache(() => this.frame.plot.root);
  private given: PlotContent = { xName: "x", yName: "y" };
  private content: AxisContent = axisContent(this.given);
  private xRange: Range = [0, 1];
  private yRange: Range = [0, 1];
  private legend = "";
  private size = SMALL;
  private isDrawing = false;
  private isStale = true;
  private isMoving = false;
  private keyLabel: string | null = null;

  constructor(
    private readonly container: HTMLElement,
    private readonly options: PlotChartOptions,
  ) {
    this.frame = new ChartFrame(container, options.title, {
      summary: () => this.summary(),
      onHoverKey: (index) => this.emphasise(index),
      onResize: () => this.fitSize(),
    });
    this.hover = new PlotHover(this.frame, {
      content: () => this.content,
      reading: () => this.reading,
      colourOf: (colour) => this.colours.get(colour),
    });
    const { host } = this.frame;
    host.classList.add("is-plot");
    this.live = document.createElement("div");
    this.live.className = "chart-live";
    this.live.setAttribute("aria-live", "polite");
    host.append(this.live);
    this.pointer = bindPlotPointer(host, this.pointerOwner());
    this.keys = bindPlotKeys(host, {
      points: () => this.content.points,
      move: (point, x, y) => this.moveBy(point, x, y),
      release: (point) => (point === null ? this.endMove() : this.moveTo(point, ...this.place(point), false)),
      remove: (point) => this.onRemove?.(point.set, point.index),
      add: () => this.addAt((this.xRange[0] + this.xRange[1]) / 2, (this.yRange[0] + this.yRange[1]) / 2),
      announce: (point) => this.sayPoint(point),
    });
    this.mount();
    this.show(this.given);
  }

  /**
   * Shows other content in place of what was there; everything is copied.
   * @throws RangeError naming an array that has not one value for each x, or a range that is none
   */
  show(content: PlotContent): void {
    const drawn = axisContent(content);
    const wasLog = this.given.isLogX === true;
    const isRenamed = content.xName !== this.given.xName;
    this.given = { ...content };
    this.content = drawn;
    if (!this.isMoving || wasLog !== (content.isLogX === true)) this.fitRanges();
    this.hover.check();
    this.keys.check();
    // A picture has no parts for a screen reader; a plot with handles has.
    this.container.setAttribute("role", this.frame.host.hasAttribute("tabindex") ? "group" : "img");
    this.frame.head.setAxisName(content.yName);
    this.showKeys();
    this.frame.setNote(isEmptyContent(drawn) ? "nothing to show yet" : null);
    this.redraw();
    // Labels give way to the name; axes that stay as they are keep their labels.
    if (isRenamed) this.frame.plot.redraw(false, true);
    this.frame.announce();
  }

  /** Fits the chart to its container; it also watches the container itself. */
  resize(): void {
    this.frame.resize();
  }

  /** Reads the colours anew, after the page's theme has changed. */
  setTheme(): void {
    this.frame.readTheme();
    this.colours.clear();
    this.redraw();
  }

  dispose(): void {
    this.onDrag = this.onAdd = this.onRemove = null;
    this.pointer.dispose();
    this.keys.dispose();
    this.frame.dispose();
  }

  /** What the chart shows, in words. */
  summary(): string {
    const { xName, yName } = this.given;
    const words = this.options.description?.() ?? plotInWords(this.content, xName, yName);
    return `${this.options.title}: ${words}`;
  }

  private get isLogX(): boolean {
    return this.given.isLogX === true;
  }

  private get reading(): ReadingFrame {
    const { given, isLogX, xRange, yRange } = this;
    return { xName: given.xName, yName: given.yName, isLogX, xRange, yRange };
  }

  private fitRanges(): void {
    this.xRange = plotRangeX(this.given, this.content);
    this.yRange = plotRangeY(this.given, this.content, this.xRange);
  }

  private showKeys(): void {
    const keys = plotLegend(this.content);
    const news = JSON.stringify(keys);
    // Making the legend anew under the pointer would end its hover.
    if (news === this.legend) return;
    this.legend = news;
    this.keyLabel = null;
    this.frame.head.setKeys(keys);
  }

  private mount(): void {
    this.hover.removeDots();
    const setup = {
      theme: () => this.frame.theme,
      xName: () => this.given.xName,
      isLogX: () => this.isLogX,
      yRange: () => this.yRange,
      draw: (plot: uPlot) => drawPlotMarks(plot, this.content, this.look()),
      follow: () => this.followPointer(),
    };
    this.frame.mount(plotSetup(setup, this.size.fontSize), [new Float64Array(0)]);
  }

  private fitSize(): void {
    const { width, height } = this.container.getBoundingClientRect();
    const size = width >= LARGE_WIDTH && height >= LARGE_HEIGHT ? LARGE : SMALL;
    if (size !== this.size) {
      this.size = size;
      this.frame.setLarge(size === LARGE);
      this.mount();
      this.redraw();
      this.frame.resize();
    }
    this.hover.show();
  }

  private redraw(): void {
    this.isStale = true;
    this.draw();
  }

  private draw(): void {
    if (!this.isStale) return;
    this.isStale = false;
    const { plot } = this.frame;
    const axisLeft = plot.bbox.left;
    // uPlot reports the resting pointer anew whenever it draws.
    this.isDrawing = true;
    plot.batch(() => {
      plot.setData([new Float64Array(0)], false);
      plot.setScale("x", { min: this.xRange[0], max: this.xRange[1] });
      plot.setScale("y", { min: this.yRange[0], max: this.yRange[1] });
    });
    this.isDrawing = false;
    if (plot.bbox.left !== axisLeft) this.frame.align();
    this.hover.show();
  }

  private look(): PlotLook {
    return {
      colourOf: (colour) => this.colours.get(colour),
      surface: this.frame.theme.surface,
      axis: this.frame.theme.muted,
      emphasis: this.keyLabel ?? this.hover.label,
      ...this.size,
      xRange: this.xRange,
      yRange: this.yRange,
      hovered: this.hover.point,
      chosen: this.keys.shown,
    };
  }

  private pointerOwner(): PlotPointerOwner {
    return {
      area: () => this.frame.plot.over.getBoundingClientRect(),
      hit: (left, top, reach) => this.hover.hit(left, top, reach),
      isDraggable: ({ set }) => this.content.points[set]?.isDraggable === true,
      centre: (point) => this.hover.centre(point),
      press: (point) => this.keys.choose(point),
      drag: (point, left, top, isLive) => this.moveTo(point, ...this.valuesAt(left, top), isLive),
      add: (left, top) => this.addAt(...this.valuesAt(left, top)),
      remove: (point) => this.onRemove?.(point.set, point.index),
      trace: (left, top) => this.frame.plot.setCursor({ left, top }),
    };
  }

  /** Where a point is, along the axes. */
  private place({ set, index }: PointId): [number, number] {
    const { x, y } = this.content.points[set];
    return [x[index], y[index]];
  }

  private valuesAt(left: number, top: number): [number, number] {
    const { plot } = this.frame;
    return [plot.posToVal(left, "x"), plot.posToVal(top, "y")];
  }

  private moveBy(point: PointId, x: number, y: number): void {
    const [fromX, fromY] = this.place(point);
    const { xRange, yRange } = this;
    this.moveTo(point, fromX + x * (xRange[1] - xRange[0]), fromY + y * (yRange[1] - yRange[0]), true);
  }

  /** @param x along the axis */
  private moveTo(point: PointId, x: number, y: number, isLive: boolean): void {
    const set = this.content.points[point.set];
    // The owner may have taken the point away in the meantime.
    if (set === undefined || point.index >= set.x.length) return this.endMove();
    set.x[point.index] = clampTo(this.xRange, x);
    set.y[point.index] = clampTo(this.yRange, y);
    this.isMoving = isLive;
    this.hover.point = isLive ? point : null;
    this.isStale = true;
    if (!isLive) this.fitRanges();
    const [placeX, placeY] = this.place(point);
    this.onDrag?.(point.set, point.index, fromAxis(placeX, this.isLogX), placeY, isLive);
    this.draw();
  }

  private endMove(): void {
    this.isMoving = false;
    this.pointer.cancel();
  }

  private addAt(x: number, y: number): void {
    this.onAdd?.(fromAxis(clampTo(this.xRange, x), this.isLogX), clampTo(this.yRange, y));
  }

  private sayPoint(point: PointId | null): void {
    if (point !== null) this.live.textContent = pointInWords(this.content, this.reading, point);
    this.redraw();
  }

  private emphasise(index: number | null): void {
    this.keyLabel = index === null ? null : plotLegend(this.content)[index].label;
    this.frame.head.markKey(index);
    this.redraw();
  }

  private followPointer(): void {
    if (this.isDrawing || this.isMoving) return;
    const isNews = this.hover.follow();
    this.isStale ||= isNews;
    this.frame.host.classList.toggle("can-add", this.onAdd !== null);
    this.draw();
    this.hover.show();
  }
}
