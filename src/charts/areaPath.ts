import type { LinearMap, Pen } from "./tracePath";

export interface AreaPen extends Pen {
  closePath(): void;
}

/**
 * The region between two lines over the same xs, one closed outline for each stretch where both are finite.
 *
 * @param limits lowest and highest y in pixels; what lies beyond is drawn there (canvases falter at 1e9)
 */
export function areaPath(
  pen: AreaPen,
  xs: ArrayLike<number>,
  lows: ArrayLike<number>,
  highs: ArrayLike<number>,
  toX: LinearMap,
  toY: LinearMap,
  limits: readonly [number, number],
): void {
  const pixelX = (i: number): number => toX.offset + toX.scale * xs[i];
  const pixelY = (value: number): number =>
    Math.min(limits[1], Math.max(limits[0], toY.offset + toY.scale * value));
  const isDrawn = (i: number): boolean => Number.isFinite(lows[i]) && Number.isFinite(highs[i]);

  for (let first = 0; first < xs.length; first++) {
    if (!isDrawn(first)) continue;
    let end = first;
    pen.moveTo(pixelX(first), pixelY(highs[first]));
    while (end + 1 < xs.length && isDrawn(end + 1)) {
      end++;
      pen.lineTo(pixelX(end), pixelY(highs[end]));
    }
    for (let i = end; i >= first; i--) pen.lineTo(pixelX(i), pixelY(lows[i]));
    pen.closePath();
    first = end;
  }
}
