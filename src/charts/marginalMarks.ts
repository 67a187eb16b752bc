import type uPlot from "uplot";
import type { ChartTheme } from "./chartTheme";
import { canvasMap, drawClipped } from "./plotDrawing";

const FILL_ALPHA = 0.28;
const HOVER_ALPHA = 0.55;
const OUTLINE_ALPHA = 0.75;

/** Bars as densities over equal bins of a range; a height that is not finite leaves its bin empty. */
export interface Bars {
  heights: Float64Array;
  range: readonly [number, number];
}

/** Fills the bars as one quiet silhouette, with the bin under the pointer a shade stronger. */
export function drawBars(plot: uPlot, bars: Bars, hovered: number | null, theme: ChartTheme): void {
  const { heights, range } = bars;
  if (!heights.some((height) => height > 0)) return;
  drawClipped(plot, (context, _box, ratio) => {
    const toX = canvasMap(plot, "x");
    const toY = canvasMap(plot, "y");
    const width = (range[1] - range[0]) / heights.length;
    const edge = (bin: number): number => toX.offset + toX.scale * (range[0] + bin * width);
    const base = toY.offset;
    let previous = base;
    context.beginPath();
    context.moveTo(edge(0), base);
    for (let bin = 0; bin <= heights.length; bin++) {
      const height = bin < heights.length && Number.isFinite(heights[bin]) ? heights[bin] : 0;
      const top = base + toY.scale * height;
      context.lineTo(edge(bin), previous);
      context.lineTo(edge(bin), top);
      previous = top;
    }
    context.fillStyle = theme.accent;
    context.strokeStyle = theme.accent;
    context.globalAlpha = FILL_ALPHA;
    context.fill();
    context.globalAlpha = OUTLINE_ALPHA;
    context.lineWidth = ratio;
    context.stroke();
    if (hovered !== null && heights[hovered] > 0) {
      context.globalAlpha = HOVER_ALPHA;
      context.fillRect(edge(hovered), base, edge(hovered + 1) - edge(hovered), toY.scale * heights[hovered]);
    }
  });
}

/** The exact mean, a thin dashed line over the whole height. */
export function drawExactMean(plot: uPlot, mean: number, theme: ChartTheme): void {
  if (!Number.isFinite(mean)) return;
  drawClipped(plot, (context, box, ratio) => {
    const x = Math.round(plot.valToPos(mean, "x", true)) + 0.5;
    context.strokeStyle = theme.text;
    context.globalAlpha = 0.6;
    context.lineWidth = ratio;
    context.setLineDash([4 * ratio, 3 * ratio]);
    context.beginPath();
    context.moveTo(x, box.top);
    context.lineTo(x, box.top + box.height);
    context.stroke();
  });
}

/** The running mean, a small triangle standing on the axis: told apart from the exact one by shape too. */
export function drawRunningMean(plot: uPlot, mean: number, theme: ChartTheme): void {
  if (!Number.isFinite(mean)) return;
  drawClipped(plot, (context, box, ratio) => {
    const x = plot.valToPos(mean, "x", true);
    const base = box.top + box.height;
    context.beginPath();
    context.moveTo(x - 5 * ratio, base);
    context.lineTo(x + 5 * ratio, base);
    context.lineTo(x, base - 9 * ratio);
    context.closePath();
    context.fillStyle = theme.accent;
    context.strokeStyle = theme.surface;
    context.lineWidth = 1.5 * ratio;
    context.stroke();
    context.fill();
  });
}
