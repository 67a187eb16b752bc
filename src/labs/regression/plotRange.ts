import * as view from "../points/plotView";
import type { Point } from "../points/pointText";

export { evenly, roundOut, type PlotView, type Range } from "../points/plotView";

/** Where the article's data lie in the middle. */
const USUAL: view.PlotView = { x: [-4, 4], y: [-8, 10] };

/** Axes for these points, seen or not; the article's as long as they will do. */
export function plotViewOf(points: readonly Point[], sigmaNoise: number): view.PlotView {
  return view.plotViewOf(points, sigmaNoise, USUAL);
}
