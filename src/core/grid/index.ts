/**
 * Densities on a rectangular grid: the float64 reference of the WGSL kernel, and contour lines.
 * Knows nothing of where a grid is computed or drawn.
 */
export { evaluateGrid, gridOffset, gridOver, nodeX, nodeY, OUTSIDE } from "./densityGrid";
export type { GridShape } from "./densityGrid";
export { affordableNodes, evaluatePicture, pictureGrid, surfaceKind } from "./pictureGrid";
export type { SurfaceKind } from "./pictureGrid";
