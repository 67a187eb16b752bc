import uPlot from "uplot";
import type { ChartTheme } from "./chartTheme";
import { formatCount, formatValue } from "./formatValue";
import { logTicks, type LogTicks } from "./logTicks";
import { roundTicks, type RoundTicks } from "./roundTicks";

const LABEL_SIZE = 11;

/** The face of axis labels, the same as in charts.css. */
export const LABEL_FONT = labelFont(LABEL_SIZE);

/** Width of a digit as a share of the size; measuring text on every frame would cost more than drawing. */
const DIGIT_WIDTH = 0.6;
/** Digits of the widest of usual faces, where a label must not be cut. */
const WIDEST_DIGIT = 0.64;
const TICK_LENGTH = 4;
const LABEL_GAP = 3;
const X_AXIS_HEIGHT = 20;
const Y_LABEL_GAP = 8;
const LEAST_Y_AXIS_WIDTH = 36;
const RIGHT_PADDING = 8;

/** What the axes of a chart need to know, asked anew at every drawing. */
export interface AxesOptions {
  theme: () => ChartTheme;
  /** Name of the horizontal axis, drawn at its right end in the row of its labels. */
  xName: () => string;
  /** True for draw numbers: integer steps. */
  isXCount: boolean;
  /** Whether the horizontal rules at the y ticks are drawn. */
  hasRules: boolean;
  /** Whether positions on the horizontal axis are log10 of what is written there. */
  isXLog?: () => boolean;
  /** Size of labels in CSS pixels, 11 unless given. */
  labelSize?: number;
}

/** Horizontal axis below, vertical axis on the left, both with few round labels and no frame. */
export function plotAxes(options: AxesOptions): uPlot.Axis[] {
  const { theme, labelSize = LABEL_SIZE } = options;
  const textWidth = (text: string): number => text.length * labelSize * DIGIT_WIDTH;
  const xLogTicks = (plot: uPlot, min: number, max: number): LogTicks =>
    logTicks(min, max, { length: plot.bbox.width / uPlot.pxRatio, labelSize: textWidth, gap: 16 });
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
      labelSize: () => labelSize,
      comfortableGap: 19,
      leastGap: 4,
    });
  const nameWidth = (): number => textWidth(options.xName());
  const shared = { stroke: () => theme().muted, font: labelFont(labelSize) };
  return [
    {
      ...shared,
      scale: "x",
      size: (plot) =>
        X_AXIS_HEIGHT + labelSize - LABEL_SIZE + (isNameBelow(plot, nameWidth()) ? labelSize + 2 : 0),
      gap: LABEL_GAP,
      grid: { show: false },
      ticks: { size: TICK_LENGTH, width: 1, stroke: () => theme().grid },
      border: { show: true, width: 1, stroke: () => theme().grid },
      splits: (plot, _axis, min, max) =>
        options.isXLog?.() ? xLogTicks(plot, min, max).positions : xTicks(plot, min, max).ticks,
      values: (plot, splits) => {
        const { min = 0, max = 1 } = plot.scales.x;
        const written = options.isXLog?.() ? xLogTicks(plot, min, max).labels : null;
        const { step } = xTicks(plot, min, max);
        // Where the name stands at the right end, a label that would touch it gives way; else one that would be cut.
        const taken = isNameBelow(plot, nameWidth()) ? -RIGHT_PADDING : nameWidth() + 10;
        const free = plot.bbox.width / uPlot.pxRatio - taken;
        return splits.map((tick, index) => {
          const label = written === null ? xLabel(tick, step, options.isXCount) : (written[index] ?? "");
          const reach = (label.length * labelSize * WIDEST_DIGIT) / 2;
          return plot.valToPos(tick, "x") + reach > free ? "" : label;
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

/** A name this long would leave too little room for the numbers beside it; it stands below them. */
function isNameBelow(plot: uPlot, nameWidth: number): boolean {
  return nameWidth > 0.3 * plot.width;
}

/** Writes the name of the horizontal axis; to be called from a draw hook. */
export function drawXName(plot: uPlot, name: string, colour: string, labelSize = LABEL_SIZE): void {
  const { ctx: context, bbox } = plot;
  const ratio = uPlot.pxRatio;
  context.save();
  context.font = labelFont(labelSize * ratio);
  context.fillStyle = colour;
  context.textAlign = "right";
  context.textBaseline = "top";
  const rows = isNameBelow(plot, name.length * labelSize * DIGIT_WIDTH) ? labelSize + 2 : 0;
  context.fillText(
    name,
    bbox.left + bbox.width,
    bbox.top + bbox.height + (TICK_LENGTH + LABEL_GAP + rows) * ratio,
  );
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
export const PADDING: uPlot.Padding = [7, RIGHT_PADDING, 0, 0];

function xLabel(tick: number, step: number, isCount: boolean): string {
  return isCount ? formatCount(tick) : formatValue(tick, step);
}

/** @param size in pixels of what it is set for */
export function labelFont(size: number): string {
  return `${Math.round(size)}px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif`;
}
