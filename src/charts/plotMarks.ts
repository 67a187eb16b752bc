import type uPlot from "uplot";
import { areaPath } from "./areaPath";
import { placeMarkLabels } from "./markLabels";
import { labelFont } from "./plotAxes";
import type { AxisContent, Curve, Points } from "./plotContent";
import { canvasMap, drawClipped, linePath } from "./plotDrawing";
import { isSamePoint, isWithin, type PointId } from "./plotHit";
import type { Range } from "./plotRange";

const BAND_ALPHA = 0.2;
const FILL_ALPHA = 0.14;
const BAR_ALPHA = 0.5;
const DIM_ALPHA = 0.18;
const CURVE_WIDTH = 1.75;
const DOT_RADIUS = 3.5;
const HANDLE_RADIUS = 4.5;
/** A crowd of points is drawn smaller. */
const CROWD = 80;
const CROWD_RADIUS = 2.5;
/** So many outlines would merge and hide what is below: a swarm of dots has none, and is painted at once. */
const SWARM = 400;
const SWARM_RADIUS = 1.75;
const MARK_GAP = 5;
const MARK_ROWS = 3;

/** All that drawing needs besides the content. */
export interface PlotLook {
  /** What a colour comes to on a canvas. */
  colourOf: (colour: string) => string;
  surface: string;
  axis: string;
  /** Label whose marks stand out, the others dim; null when all are alike. */
  emphasis: string | null;
  /** Size of labels in CSS pixels. */
  fontSize: number;
  /** Lines and points grow with this, 1 in a small plot. */
  scale: number;
  xRange: Range;
  yRange: Range;
  hovered: PointId | null;
  /** The point that the keyboard moves. */
  chosen: PointId | null;
}

/** Draws all marks, from bands at the bottom to points on top. */
export function drawPlotMarks(plot: uPlot, content: AxisContent, look: PlotLook): void {
  drawClipped(plot, (context, box, ratio) => {
    const strength = (label: string): number =>
      look.emphasis === null || look.emphasis === label ? 1 : DIM_ALPHA;
    drawZeroLine(plot, context, look, ratio);
    for (const band of content.bands) {
      context.fillStyle = look.colourOf(band.colour);
      context.globalAlpha = BAND_ALPHA * strength(band.label);
      context.fill(area(plot, band.x, band.low, band.high));
    }
    drawBars(plot, context, content, look, ratio, strength);
    for (const curve of content.curves) {
      if (!curve.fill) continue;
      context.fillStyle = look.colourOf(curve.colour);
      context.globalAlpha = FILL_ALPHA * strength(curve.label);
      context.fill(area(plot, curve.x, new Float64Array(curve.x.length), curve.y));
    }
    context.lineJoin = "round";
    const isRaised = (curve: Curve): boolean => look.emphasis !== null && curve.label === look.emphasis;
    for (const isLast of [false, true]) {
      for (const curve of content.curves) {
        if (isRaised(curve) !== isLast) continue;
        context.globalAlpha = strength(curve.label);
        strokeCurve(plot, context, curve, look, ratio);
      }
    }
    context.setLineDash([]);
    drawMarkLines(plot, context, box, content, look, ratio);
  });
  drawPoints(plot, content.points, look);
}

function strokeCurve(
  plot: uPlot,
  context: CanvasRenderingContext2D,
  curve: Curve,
  look: PlotLook,
  ratio: number,
): void {
  const { stroke } = linePath(plot, curve.x, curve.y) ?? {};
  if (!(stroke instanceof Path2D)) return;
  const unit = look.scale * ratio;
  context.strokeStyle = look.colourOf(curve.colour);
  context.lineWidth = (curve.width ?? CURVE_WIDTH) * unit;
  context.setLineDash(curve.isDashed ? [6 * unit, 4 * unit] : []);
  context.stroke(stroke);
}

function area(plot: uPlot, xs: Float64Array, lows: Float64Array, highs: Float64Array): Path2D {
  const { top, height } = plot.bbox;
  const path = new Path2D();
  const limits = [top - height, top + 2 * height] as const;
  areaPath(path, xs, lows, highs, canvasMap(plot, "x"), canvasMap(plot, "y"), limits);
  return path;
}

/** Where 0 is within the plot it is what heights are measured from. */
function drawZeroLine(plot: uPlot, context: CanvasRenderingContext2D, look: PlotLook, ratio: number): void {
  if (!(look.yRange[0] < 0 && look.yRange[1] > 0)) return;
  const { left, width } = plot.bbox;
  context.fillStyle = look.axis;
  context.globalAlpha = 0.45;
  context.fillRect(left, Math.round(plot.valToPos(0, "y", true)), width, ratio);
}

function drawBars(
  plot: uPlot,
  context: CanvasRenderingContext2D,
  content: AxisContent,
  look: PlotLook,
  ratio: number,
  strength: (label: string) => number,
): void {
  const toX = canvasMap(plot, "x");
  const toY = canvasMap(plot, "y");
  for (const { label, colour, left, right, height } of content.bars) {
    context.fillStyle = look.colourOf(colour);
    for (const [i, value] of height.entries()) {
      if (!Number.isFinite(value)) continue;
      const from = Math.round(toX.offset + toX.scale * left[i]);
      const to = Math.round(toX.offset + toX.scale * right[i]);
      // Touching bars are kept apart where there is room for a gap.
      const gap = to - from > 6 * ratio ? ratio : 0;
      const end = toY.offset + toY.scale * value;
      context.globalAlpha = BAR_ALPHA * strength(label);
      context.fillRect(from, end, to - from - gap, toY.offset - end);
      context.globalAlpha = strength(label);
      const edge = (value < 0 ? -1 : 0) * 1.5 * ratio;
      if (value !== 0) context.fillRect(from, end + edge, to - from - gap, 1.5 * ratio);
    }
  }
}

function drawMarkLines(
  plot: uPlot,
  context: CanvasRenderingContext2D,
  box: uPlot.BBox,
  content: AxisContent,
  look: PlotLook,
  ratio: number,
): void {
  if (content.marks.length === 0) return;
  const unit = look.scale * ratio;
  context.font = labelFont(look.fontSize * ratio);
  context.textAlign = "left";
  context.textBaseline = "top";
  const lines = content.marks.map(({ x, label }) => ({
    at: plot.valToPos(x, "x", true) - box.left,
    width: context.measureText(label).width,
  }));
  const places = placeMarkLabels(lines, box.width, MARK_ROWS, MARK_GAP * ratio);
  context.globalAlpha = 0.9;
  context.lineWidth = 1.25 * unit;
  for (const [i, { colour, isDashed }] of content.marks.entries()) {
    if (!Number.isFinite(lines[i].at)) continue;
    const x = Math.round(box.left + lines[i].at) + 0.5;
    context.strokeStyle = look.colourOf(colour);
    context.setLineDash(isDashed ? [4 * unit, 3 * unit] : []);
    context.beginPath();
    context.moveTo(x, box.top);
    context.lineTo(x, box.top + box.height);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  for (const [i, place] of places.entries()) {
    if (place === null) continue;
    const { label, colour } = content.marks[i];
    const x = box.left + place.left;
    const y = box.top + (2 + place.row * (look.fontSize + 4)) * ratio;
    // A halo keeps the label readable over curves.
    context.strokeStyle = look.surface;
    context.lineWidth = 4 * ratio;
    context.strokeText(label, x, y);
    context.fillStyle = look.colourOf(colour);
    context.fillText(label, x, y);
  }
}

/** Not clipped, so that a point on the edge is whole. */
function drawPoints(plot: uPlot, sets: readonly Points[], look: PlotLook): void {
  const { ctx: context } = plot;
  const ratio = plot.ctx.canvas.width / plot.width;
  context.save();
  for (const [set, { x, y, label, colour, shape, isDraggable }] of sets.entries()) {
    const ink = look.colourOf(colour);
    const isSwarm = x.length > SWARM && !isDraggable && (shape ?? "dot") === "dot";
    const quietRadius = x.length > CROWD ? CROWD_RADIUS : DOT_RADIUS;
    const radius = (isDraggable ? HANDLE_RADIUS : isSwarm ? SWARM_RADIUS : quietRadius) * look.scale * ratio;
    context.globalAlpha = look.emphasis === null || look.emphasis === label ? 1 : DIM_ALPHA;
    const swarm = new Path2D();
    for (let index = 0; index < x.length; index++) {
      if (!isWithin(x[index], look.xRange) || !isWithin(y[index], look.yRange)) continue;
      const at: Place = [plot.valToPos(x[index], "x", true), plot.valToPos(y[index], "y", true)];
      const id = { set, index };
      if (isSwarm && !isSamePoint(id, look.hovered)) {
        swarm.moveTo(at[0] + radius, at[1]);
        swarm.arc(at[0], at[1], radius, 0, 2 * Math.PI);
        continue;
      }
      const isHovered = isSamePoint(id, look.hovered);
      if (isHovered) drawHalo(context, at, radius + 6 * ratio, ink);
      drawPoint(context, at, isHovered ? radius * 1.15 : radius, shape ?? "dot", ink, look.surface, ratio);
      if (isSamePoint(id, look.chosen)) drawChosenRing(context, at, radius + 5 * ratio, ink, ratio);
    }
    paint(context, swarm, ink);
  }
  context.restore();
}

function paint(context: CanvasRenderingContext2D, path: Path2D, ink: string): void {
  context.fillStyle = ink;
  context.fill(path);
}

type Place = readonly [number, number];

function drawPoint(
  context: CanvasRenderingContext2D,
  [x, y]: Place,
  radius: number,
  shape: "dot" | "ring" | "cross",
  ink: string,
  surface: string,
  ratio: number,
): void {
  context.beginPath();
  if (shape === "cross") {
    const arm = radius * 0.9;
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x - arm, y + arm);
    context.lineTo(x + arm, y - arm);
    for (const [width, stroke] of [
      [4.5, surface],
      [2, ink],
    ] as const) {
      context.lineWidth = width * ratio;
      context.strokeStyle = stroke;
      context.stroke();
    }
    return;
  }
  const isRing = shape === "ring";
  context.arc(x, y, isRing ? radius - ratio / 2 : radius, 0, 2 * Math.PI);
  context.fillStyle = isRing ? surface : ink;
  context.strokeStyle = isRing ? ink : surface;
  context.lineWidth = (isRing ? 2 : 1.5) * ratio;
  context.fill();
  context.stroke();
}

function drawHalo(context: CanvasRenderingContext2D, [x, y]: Place, radius: number, ink: string): void {
  const alpha = context.globalAlpha;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = ink;
  context.globalAlpha = 0.2;
  context.fill();
  context.globalAlpha = alpha;
}

function drawChosenRing(
  context: CanvasRenderingContext2D,
  [x, y]: Place,
  radius: number,
  ink: string,
  ratio: number,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = ink;
  context.lineWidth = 2 * ratio;
  context.stroke();
}
