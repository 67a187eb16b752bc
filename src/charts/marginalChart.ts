import type uPlot from "uplot";
import { binDensity, densityCeiling, meanHeight, peak } from "./binDensity";
import { ChartFrame } from "./chartFrame";
import type { ChartKey, ReadoutPart } from "./chartHead";
import { formatCount, formatValue } from "./formatValue";
import { drawBars, drawExactMean, drawRunningMean, type Bars } from "./marginalMarks";
import { linePath } from "./plotDrawing";
import { drawXName, HAIRLINE, PADDING, plotAxes } from "./plotAxes";

export interface MarginalChartOptions {
  title: string;
}

const EXACT_WIDTH = 1.75;
/** A value is read to this share of its axis. */
const READING_PRECISION = 1 / 300;

/**
 * The draws of one parameter as a histogram on the density scale, and over it the exact marginal density as
 * a thin line. The exact mean is a dashed line, the running mean a triangle on the axis. The exact curve
 * stands before the first draw.
 */
export class MarginalChart {
  private readonly frame: ChartFrame;
  private name = "value";
  private exactX = new Float64Array(0);
  private exactDensity = new Float64Array(0);
  private exactMean = Number.NaN;
  private bars: Bars = { heights: new Float64Array(0), range: [0, 1] };
  private total = 0;
  private runningMean: number | null = null;
  private isStale = true;
  private isDrawing = false;
  private hoveredBin: number | null = null;

  constructor(
    container: HTMLElement,
    private readonly options: MarginalChartOptions,
  ) {
    this.frame = new ChartFrame(container, options.title, {
      summary: () => this.summary(),
      onHoverKey: () => undefined,
      onResize: () => this.showReadout(),
    });
    this.frame.head.setAxisName("density");
    this.frame.mount(this.plotOptions(), this.data());
    this.setTheme();
  }

  /**
   * Names the parameter and sets what its draws ought to look like.
   * @param x increasing, and the density beside it; both are copied. Empty where nothing exact is known.
   * @param exactMean NaN where it is not known
   * @throws RangeError when the two arrays differ in length
   */
  setExact(name: string, x: Float64Array, density: Float64Array, exactMean: number): void {
    if (x.length !== density.length) {
      throw new RangeError(`density has ${density.length} values; expected ${x.length}, one for each x.`);
    }
    this.name = name;
    this.exactX = x.slice();
    this.exactDensity = density.slice();
    this.exactMean = exactMean;
    this.showKeys();
    this.isStale = true;
    this.draw();
  }

  /**
   * Takes in the draws as counts; what is shown changes with the next `draw`.
   * @param counts draws in equal bins over `range`, copied; NaN leaves a gap
   * @param total all draws, those outside the range included
   * @throws RangeError unless the range is two finite numbers, the first the smaller
   */
  setHistogram(
    counts: Float64Array,
    range: [number, number],
    total: number,
    runningMean: number | null,
  ): void {
    this.bars = { heights: binDensity(counts, range, total), range: [range[0], range[1]] };
    this.total = total;
    this.runningMean = runningMean;
    this.isStale = true;
  }

  /** Brings the picture up to date; does nothing when nothing has changed. */
  draw(): void {
    if (!this.isStale) return;
    this.isStale = false;
    const [min, max] = this.extent();
    const { plot } = this.frame;
    const axisLeft = plot.bbox.left;
    // uPlot reports the resting pointer anew whenever it draws.
    this.isDrawing = true;
    plot.batch(() => {
      plot.setData(this.data(), false);
      plot.setScale("x", { min, max });
      plot.setScale("y", { min: 0, max: this.ceiling() });
    });
    this.isDrawing = false;
    if (plot.bbox.left !== axisLeft) this.frame.align();
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
    this.showKeys();
    this.isStale = true;
    this.draw();
  }

  dispose(): void {
    this.frame.dispose();
  }

  /** What the chart shows, in words. */
  summary(): string {
    const precision = this.precision();
    const exact = Number.isFinite(this.exactMean)
      ? ` The exact mean is ${formatValue(this.exactMean, precision)}.`
      : "";
    const opening = `${this.options.title}: density of ${this.name}.${exact}`;
    if (!(this.total > 0)) return `${opening} No draws yet.`;
    const mean = this.runningMean === null ? "" : ` with mean ${formatValue(this.runningMean, precision)}`;
    return `${opening} ${formatCount(this.total)} draws${mean}.${this.distanceInWords()}`;
  }

  /** Total variation distance over the range: 0 when bars and curve agree, 1 when they share nothing. */
  private distanceInWords(): string {
    if (this.exactX.length < 2) return "";
    const { heights, range } = this.bars;
    const width = (range[1] - range[0]) / heights.length;
    let difference = 0;
    for (const [bin, height] of heights.entries()) {
      if (Number.isFinite(height)) difference += Math.abs(height - this.exactIn(bin)) * width;
    }
    return ` Total variation distance to the exact density: ${formatValue(difference / 2, 0.01)}.`;
  }

  private precision(): number {
    const [min, max] = this.extent();
    return (max - min) * READING_PRECISION;
  }

  private ceiling(): number {
    return densityCeiling(peak(this.exactDensity), peak(this.bars.heights));
  }

  private extent(): [number, number] {
    const { heights, range } = this.bars;
    if (heights.length > 0) return [range[0], range[1]];
    const last = this.exactX.length - 1;
    return last > 0 ? [this.exactX[0], this.exactX[last]] : [0, 1];
  }

  private data(): uPlot.AlignedData {
    return [this.exactX, this.exactDensity];
  }

  private plotOptions(): Omit<uPlot.Options, "width" | "height"> {
    const theme = (): ChartFrame["theme"] => this.frame.theme;
    return {
      padding: PADDING,
      legend: { show: false },
      cursor: HAIRLINE,
      scales: { x: { time: false, auto: false }, y: { auto: false, range: () => [0, this.ceiling()] } },
      axes: plotAxes({ theme, xName: () => this.name, isXCount: false, hasRules: false }),
      series: [
        {},
        {
          auto: false,
          points: { show: false },
          pxAlign: 0,
          width: EXACT_WIDTH,
          stroke: () => theme().text,
          paths: (plot) => linePath(plot, this.exactX, this.exactDensity),
        },
      ],
      hooks: {
        drawAxes: [
          (plot) => {
            drawBars(plot, this.bars, this.binAtPointer(), this.frame.theme);
            drawExactMean(plot, this.exactMean, this.frame.theme);
          },
        ],
        draw: [
          (plot) => {
            drawRunningMean(plot, this.runningMean ?? Number.NaN, this.frame.theme);
            drawXName(plot, this.name, this.frame.theme.muted);
          },
        ],
        setCursor: [() => this.followPointer()],
      },
    };
  }

  private showKeys(): void {
    const { text, accent } = this.frame.theme;
    const keys: ChartKey[] = [{ label: "draws", colour: accent, shape: "block" }];
    if (this.exactDensity.some(Number.isFinite)) keys.push({ label: "exact", colour: text, shape: "line" });
    keys.push({ label: "mean", colour: accent, shape: "triangle", isOptional: true });
    if (Number.isFinite(this.exactMean)) {
      keys.push({ label: "exact mean", colour: text, shape: "dash", isOptional: true });
    }
    this.frame.head.setKeys(keys);
  }

  private binAtPointer(): number | null {
    const { plot } = this.frame;
    const left = plot.cursor.left ?? -1;
    const { heights, range } = this.bars;
    if (left < 0 || heights.length === 0) return null;
    const bin = Math.floor(((plot.posToVal(left, "x") - range[0]) / (range[1] - range[0])) * heights.length);
    return bin >= 0 && bin < heights.length ? bin : null;
  }

  private binEdges(bin: number): [number, number] {
    const { heights, range } = this.bars;
    const width = (range[1] - range[0]) / heights.length;
    return [range[0] + bin * width, range[0] + (bin + 1) * width];
  }

  private exactIn(bin: number): number {
    return meanHeight(this.exactX, this.exactDensity, ...this.binEdges(bin));
  }

  private followPointer(): void {
    if (this.isDrawing) return;
    const bin = this.binAtPointer();
    this.isStale ||= bin !== this.hoveredBin;
    this.hoveredBin = bin;
    this.draw();
    this.showReadout();
  }

  /** The bin under the pointer with its height and what it should be; before any draws the exact curve alone. */
  private showReadout(): void {
    const { plot } = this.frame;
    const left = plot.cursor.left ?? -1;
    const bin = this.binAtPointer();
    const step = densityCeiling(peak(this.exactDensity), 0) * READING_PRECISION;
    const hasExact = this.exactX.length > 1;
    const parts: ReadoutPart[] = [];
    if (bin !== null) {
      const [from, to] = this.binEdges(bin);
      const interval = [from, to].map((edge) => formatValue(edge, (to - from) / 2)).join(" to ");
      parts.push({ label: this.name, value: interval, isOptional: true });
      parts.push({ label: "draws", value: formatValue(this.bars.heights[bin], step) });
      if (hasExact) parts.push({ label: "exact", value: formatValue(this.exactIn(bin), step) });
    } else if (left >= 0 && hasExact) {
      const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + 1, "x")];
      parts.push({ label: this.name, value: formatValue(from, this.precision()) });
      parts.push({
        label: "exact",
        value: formatValue(meanHeight(this.exactX, this.exactDensity, from, to), step),
      });
    }
    this.frame.head.setReadout(parts.length > 0 ? parts : null);
  }
}
