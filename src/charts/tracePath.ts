/** The part of a canvas path that a line needs; a Path2D is one. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Pixel = offset + scale · value. */
export interface LinearMap {
  offset: number;
  scale: number;
}

/**
 * Draws ys over xs as a line. Where a value is not finite the line has a gap, and a value alone between two
 * gaps is a dot. Points that share a pixel column become its first, lowest, highest and last value, which
 * looks the same as all of them and keeps long traces cheap.
 *
 * @param xs increasing
 * @param limits lowest and highest y in pixels; what lies beyond is drawn there (canvases falter at 1e9)
 */
export function tracePath(
  pen: Pen,
  xs: ArrayLike<number>,
  ys: ArrayLike<number>,
  toX: LinearMap,
  toY: LinearMap,
  limits: readonly [number, number],
): void {
  let numInPiece = 0;
  let column = Number.NaN;
  let x = 0;
  let low = 0;
  let high = 0;
  let last = 0;

  const finishColumn = (): void => {
    if (low !== high) {
      pen.lineTo(x, low);
      pen.lineTo(x, high);
      pen.lineTo(x, last);
    }
    column = Number.NaN;
  };
  const finishPiece = (): void => {
    finishColumn();
    // A path of one point strokes to nothing.
    if (numInPiece === 1) pen.lineTo(x + 1, last);
    numInPiece = 0;
  };

  for (let i = 0; i < xs.length; i++) {
    if (!Number.isFinite(ys[i])) {
      if (numInPiece > 0) finishPiece();
      continue;
    }
    const pixelX = toX.offset + toX.scale * xs[i];
    const y = Math.min(limits[1], Math.max(limits[0], toY.offset + toY.scale * ys[i]));
    if (numInPiece > 0 && Math.floor(pixelX) === column) {
      low = Math.min(low, y);
      high = Math.max(high, y);
    } else {
      if (numInPiece > 0) finishColumn();
      column = Math.floor(pixelX);
      x = pixelX;
      low = high = y;
      if (numInPiece === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    last = y;
    numInPiece++;
  }
  if (numInPiece > 0) finishPiece();
}
