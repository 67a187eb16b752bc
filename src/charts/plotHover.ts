import type { ChartFrame } from "./chartFrame";
import type { AxisContent, Curve } from "./plotContent";
import { isSamePoint, nearestPoint, type PointId } from "./plotHit";
import { curvesRead, isReadOneByOne, readoutAt, readoutOfPoint, valueAt } from "./plotReadout";
import type { ReadingFrame } from "./plotReadout";
import { reachOf } from "./plotPointer";

/** How near the pointer must come to one of many curves to read it, in CSS pixels. */
const CURVE_REACH = 28;

/** What hovering needs of a plot. */
export interface PlotHoverSource {
  content(): AxisContent;
  reading(): ReadingFrame;
  colourOf(colour: string): string;
}

/** What is under the pointer of a plot: the readout in the head, and a dot on each curve that is read. */
export class PlotHover {
  /** The point under the pointer, or the one that is being moved. */
  point: PointId | null = null;
  /** Label of the one curve read out of many, which then stands out. */
  label: string | null = null;
  private readonly dots: HTMLElement[] = [];

  constructor(
    private readonly frame: ChartFrame,
    private readonly source: PlotHoverSource,
  ) {}

  /** The point nearest to a place in the plotting area, within reach, in CSS pixels. */
  hit(left: number, top: number, reach: number): PointId | null {
    const { plot } = this.frame;
    const { xRange, yRange } = this.source.reading();
    const toX = (value: number): number => plot.valToPos(value, "x");
    const toY = (value: number): number => plot.valToPos(value, "y");
    return nearestPoint(this.source.content().points, { left, top, reach }, toX, toY, xRange, yRange);
  }

  /** Where a point stands in the plotting area. */
  centre({ set, index }: PointId): { left: number; top: number } {
    const { x, y } = this.source.content().points[set];
    const { plot } = this.frame;
    return { left: plot.valToPos(x[index], "x"), top: plot.valToPos(y[index], "y") };
  }

  /** Takes in where the pointer is now. @returns whether the picture changes with it */
  follow(): boolean {
    const { left = -1, top = -1 } = this.frame.plot.cursor;
    const point = left < 0 ? null : this.hit(left, top, reachOf("mouse"));
    const { curves, points } = this.source.content();
    const read = point === null ? this.curvesAtPointer() : [];
    const label = isReadOneByOne(curves) ? (read[0]?.label ?? null) : null;
    const isNews = !isSamePoint(point, this.point) || label !== this.label;
    this.point = point;
    this.label = label;
    this.frame.host.classList.toggle("has-handle", point !== null && points[point.set].isDraggable === true);
    return isNews;
  }

  /** Points may have gone since. */
  check(): void {
    const { points } = this.source.content();
    if (this.point !== null && !(this.point.index < (points[this.point.set]?.x.length ?? 0)))
      this.point = null;
  }

  /** Writes the hovered or moved point, else x and what stands there. */
  show(): void {
    const { plot, head } = this.frame;
    const { left = -1 } = plot.cursor;
    const [content, reading] = [this.source.content(), this.source.reading()];
    if (this.point !== null) {
      this.showDots([], 0);
      head.setReadout(readoutOfPoint(content, reading, this.point));
      return;
    }
    const x = plot.posToVal(left, "x");
    const curves = this.curvesAtPointer();
    this.showDots(curves, x);
    head.setReadout(left < 0 ? null : readoutAt(content, reading, x, curves));
  }

  /** Before the plot is replaced by another. */
  removeDots(): void {
    for (const dot of this.dots.splice(0)) dot.remove();
  }

  private curvesAtPointer(): Curve[] {
    const { plot } = this.frame;
    const { left = -1, top = -1 } = plot.cursor;
    if (left < 0) return [];
    const toY = (value: number): number => plot.valToPos(value, "y");
    return curvesRead(this.source.content().curves, plot.posToVal(left, "x"), toY, top, CURVE_REACH);
  }

  private showDots(curves: readonly Curve[], x: number): void {
    const { plot } = this.frame;
    const { yRange } = this.source.reading();
    while (this.dots.length < curves.length) {
      const dot = document.createElement("div");
      dot.className = "chart-dot";
      plot.over.append(dot);
      this.dots.push(dot);
    }
    for (const [i, dot] of this.dots.entries()) {
      const y = i < curves.length ? valueAt(curves[i].x, curves[i].y, x) : Number.NaN;
      dot.hidden = !(y >= yRange[0] && y <= yRange[1]);
      if (dot.hidden) continue;
      dot.style.background = this.source.colourOf(curves[i].colour);
      dot.style.transform = `translate(${plot.valToPos(x, "x")}px, ${plot.valToPos(y, "y")}px)`;
    }
  }
}
