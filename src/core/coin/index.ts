/**
 * A coin's bias two ways: on a grid, flip by flip, and exactly; what a grid costs as dimensions grow; and
 * scores for a belief once the truth is revealed. The exact side is core/conjugate's Beta pair.
 * Must not know who flips the coin or how the posterior is drawn.
 */
export { exactPosterior, gridError } from "./exactPosterior";
export type { ExactPosterior, GridError } from "./exactPosterior";
export { gridFromCounts, gridHistory, gridPosterior, gridNode, priorGrid, updateGrid } from "./gridPosterior";
export { gridCredibleInterval, gridHighestDensityRegion, summarizeGrid } from "./gridSummary";
export type { GridSummary } from "./gridSummary";
export { gridCost } from "./gridCost";
export type { GridCost } from "./gridCost";
export { betaCrps, intervalScore, logScore } from "./beliefScore";
