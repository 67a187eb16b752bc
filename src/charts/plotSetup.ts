import type uPlot from "uplot";
import type { ChartTheme } from "./chartTheme";
import { drawXName, HAIRLINE, PADDING, plotAxes } from "./plotAxes";
import type { Range } from "./plotRange";

/** What a plot's uPlot asks for anew at every drawing. */
export interface PlotSetup {
  theme: () => ChartTheme;
  xName: () => string;
  isLogX: () => boolean;
  yRange: () => Range;
  draw: (plot: uPlot) => void;
  follow: () => void;
}

/** uPlot keeps scales, axes and the pointer; the marks are drawn by `draw`. */
export function plotSetup(setup: PlotSetup, labelSize: number): Omit<uPlot.Options, "width" | "height"> {
  const { theme, xName, isLogX } = setup;
  return {
    padding: PADDING,
    legend: { show: false },
    cursor: HAIRLINE,
    scales: { x: { time: false, auto: false }, y: { auto: false, range: setup.yRange } },
    axes: plotAxes({ theme, xName, isXCount: false, hasRules: true, isXLog: isLogX, labelSize }),
    series: [{}],
    hooks: {
      draw: [setup.draw, (plot) => drawXName(plot, xName(), theme().muted, labelSize)],
      setCursor: [setup.follow],
    },
  };
}
