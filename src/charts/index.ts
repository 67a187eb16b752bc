/**
 * Charts: live two-dimensional pictures of draws. The only folder that imports uPlot.
 * A chart is handed plain arrays and draws when told to; it must not know of samplers, targets, workers,
 * three or the panel, nor of the other charts. Labs join them: a chain hovered here is reported, and a
 * chain focused elsewhere is set.
 * Whatever computes (ring, ticks, densities, paths) is a pure file of its own; the two classes hold only
 * what has a lifetime.
 */

export { readChartTheme, type ChartTheme } from "./chartTheme";
export { MarginalChart } from "./marginalChart";
export { PlotChart } from "./plotChart";
export type { Band, Bars, Curve, Mark, PlotContent, Points } from "./plotContent";
export { TraceChart } from "./traceChart";
