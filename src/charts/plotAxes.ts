import uPlot from "uplot";
import type { ChartTheme } from "./chartTheme";
import { formatCount, formatValue } from "./formatValue";
import { roundTicks, type RoundTicks } from "./roundTicks";

/** The face of axis labels, the same as in charts.css. */
export const LABEL_FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** Widest digit of the label font in CSS pixels; measuring text on every frame would cost more than drawing. */
const DIGIT_WIDTH = 6.6;
const LABEL_HEIGHT = 11;
const TICK_LENGTH = 4;
const LABEL_GAP = 3;
const X_AXIS_HEIGHT = 20;
const Y_LABEL_GAP = 8;
const LEAST_Y_AXIS_WIDTH = 36;

/** What the axes of a chart need to know, asked anew at every drawing. */
export interface AxesOptions {
  theme: () => ChartTheme;
  /** Name of the horizontal axis, drawn at its right end in the row of its labels. */
  xName: () => string;
  /** True for draw numbers: integer steps. */
  isXCount: boolean;
  /** Whether the horizontal rules at the y ticks are drawn. */
  hasRules: boolean;
}

/** Horizontal axis below, vertical axis on the left, both with few round labels and no frame. */
export function plotAxes(options: AxesOptions): uPlot.Axis[] {
  const { theme } = options;
  const xTicks = (plot: uPlot, min: number, max: number): RoundTicks =>
    roundTicks(min, max, {
      length: plot.bbox.width / uPlot.pxRatio,
      labelSize: (tick, step) => textWidth(xLabel(tick, step, options.isXCount)),
      comfortableGap: 24,
      leastGap: 12,
      ...(options.isXCount ? { finestStep: 1 } : {}),
    });
  const yTicks = (plot: uPlot, min: number, max: number): RoundTicks =>
    roundTicks(min, max, {
      length: plot.bbox.height / uPlot.pxRatio,
      labelSize: () => LABEL_HEIGHT,
      comfortableGap: 19,
      leastGap: 4,
    });
  const shared = { stroke: () => theme().muted, font: LABEL_FONT };
  return [
    {
      ...shared,
      scale: "x",
      size: X_AXIS_HEIGHT,
      gap: LABEL_GAP,
      grid: { show: false },
      ticks: { size: TICK_LENGTH, width: 1, stroke: () => theme().grid },
      border: { show: true, width: 1, stroke: () => theme().grid },
      splits: (plot, _axis, min, max) => xTicks(plot, min, max).ticks,
      values: (plot, splits) => {
        const { min = 0, max = 1 } = plot.scales.x;
        const { step } = xTicks(plot, min, max);
        // The name stands at the right end; a label that would touch it gives way.
        const free = plot.bbox.width / uPlot.pxRatio - textWidth(options.xName()) - 10;
        return splits.map((tick) => {
          const label = xLabel(tick, step, options.isXCount);
          return plot.valToPos(tick, "x") + textWidth(label) / 2 > free ? "" : label;
        });
      },
    },
    {
      ...shared,
      scale: "y",
      size: (_plot, labels) =>
        Math.max(LEAST_Y_AXIS_WIDTH, ...(labels ?? []).map((label) => textWidth(label) + Y_LABEL_GAP + 2)),
      gap: Y_LABEL_GAP,
      grid: options.hasRules ? { width: 1, stroke: () => theme().grid } : { show: false },
      ticks: { show: false },
      splits: (plot, _axis, min, max) => yTicks(plot, min, max).ticks,
      values: (plot, splits) => {
        const { min = 0, max = 1 } = plot.scales.y;
        const { step } = yTicks(plot, min, max);
        return splits.map((tick) => formatValue(tick, step));
      },
    },
  ];
}

/** Writes the name of the horizontal axis; to be called from a draw hook. */
export function drawXName(plot: uPlot, name: string, colour: string): void {
  const { ctx: context, bbox } = plot;
  const ratio = uPlot.pxRatio;
  context.save();
  context.font = LABEL_FONT.replace("11px", `${Math.round(11 * ratio)}px`);
  context.fillStyle = colour;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(name, bbox.left + bbox.width, bbox.top + bbox.height + (TICK_LENGTH + LABEL_GAP) * ratio);
  context.restore();
}

/** What uPlot's pointer handling is left with: a vertical hairline. */
export const HAIRLINE: uPlot.Cursor = {
  y: false,
  points: { show: false },
  drag: { x: false, y: false, setScale: false },
  bind: { dblclick: () => null },
};

/** Room around the plot in CSS pixels: half a label above, a little on the right. */
export const PADDING: uPlot.Padding = [7, 8, 0, 0];

function xLabel(tick: number, step: number, isCount: boolean): string {
  return isCount ? formatCount(tick) : formatValue(tick, step);
}

function textWidth(text: string): number {
  return text.length * DIGIT_WIDTH;
}
