import type uPlot from "uplot";
import type { ChartTheme } from "./chartTheme";
import { LABEL_FONT } from "./plotAxes";
import { drawClipped } from "./plotDrawing";

const SHADE_ALPHA = 0.1;
const LABELS = ["warm-up (burn-in)", "warm-up"];

/** Shades the draws before `warmupEnd`, with a thin line at their end and their name where it fits. */
export function drawWarmup(plot: uPlot, warmupEnd: number, theme: ChartTheme): void {
  const { min } = plot.scales.x;
  if (min === undefined || !(warmupEnd > min)) return;
  drawClipped(plot, (context, box, ratio) => {
    const end = plot.valToPos(warmupEnd, "x", true);
    context.fillStyle = theme.muted;
    context.globalAlpha = SHADE_ALPHA;
    context.fillRect(box.left, box.top, end - box.left, box.height);
    context.globalAlpha = 0.4;
    context.fillRect(Math.round(end), box.top, ratio, box.height);
    context.globalAlpha = 1;
    context.font = LABEL_FONT.replace("11px", `${Math.round(11 * ratio)}px`);
    context.textAlign = "left";
    context.textBaseline = "top";
    const room = Math.min(end, box.left + box.width) - box.left - 12 * ratio;
    const label = LABELS.find((candidate) => context.measureText(candidate).width <= room);
    if (label !== undefined) context.fillText(label, box.left + 6 * ratio, box.top + 4 * ratio);
  });
}
