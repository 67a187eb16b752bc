import uPlot from "uplot";
import { tracePath, type LinearMap } from "./tracePath";

/** Runs `draw` with the canvas clipped to the plotting area; uPlot's idea of the canvas's state stays true. */
export function drawClipped(
  plot: uPlot,
  draw: (context: CanvasRenderingContext2D, box: uPlot.BBox, ratio: number) => void,
): void {
  const { ctx: context, bbox } = plot;
  context.save();
  context.beginPath();
  context.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  context.clip();
  draw(context, bbox, uPlot.pxRatio);
  context.restore();
}

/** From a scale's values to canvas pixels. */
export function canvasMap(plot: uPlot, scale: "x" | "y"): LinearMap {
  const offset = plot.valToPos(0, scale, true);
  return { offset, scale: plot.valToPos(1, scale, true) - offset };
}

/** A line over the plot with gaps where values are not finite, for uPlot to stroke. */
export function linePath(plot: uPlot, xs: Float64Array, ys: Float64Array): uPlot.Series.Paths {
  const { top, height } = plot.bbox;
  const stroke = new Path2D();
  const limits = [top - height, top + 2 * height] as const;
  tracePath(stroke, xs, ys, canvasMap(plot, "x"), canvasMap(plot, "y"), limits);
  return { stroke, fill: null };
}
