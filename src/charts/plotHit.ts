import type { Points } from "./plotContent";
import type { Range } from "./plotRange";

/** One point of one set. */
export interface PointId {
  set: number;
  index: number;
}

export type ToPixel = (value: number) => number;

/** Where the pointer is, and how far from it a point still counts as hit, in pixels. */
export interface Aim {
  left: number;
  top: number;
  reach: number;
}

/**
 * The point nearest to the pointer and within reach, null when there is none. Of two equally near ones the
 * one drawn later, which lies on top. Points outside the ranges are not drawn and cannot be hit.
 */
export function nearestPoint(
  sets: readonly Points[],
  aim: Aim,
  toX: ToPixel,
  toY: ToPixel,
  xRange: Range,
  yRange: Range,
): PointId | null {
  let nearest: PointId | null = null;
  let least = aim.reach;
  for (const [set, { x, y }] of sets.entries()) {
    for (let index = 0; index < x.length; index++) {
      if (!isWithin(x[index], xRange) || !isWithin(y[index], yRange)) continue;
      const distance = Math.hypot(toX(x[index]) - aim.left, toY(y[index]) - aim.top);
      if (distance > least) continue;
      least = distance;
      nearest = { set, index };
    }
  }
  return nearest;
}

/** False for NaN. */
export function isWithin(value: number, range: Range): boolean {
  return value >= range[0] && value <= range[1];
}

export function clampTo(range: Range, value: number): number {
  return Math.min(range[1], Math.max(range[0], value));
}

export function isSamePoint(a: PointId | null, b: PointId | null): boolean {
  return a === b || (a !== null && b !== null && a.set === b.set && a.index === b.index);
}

/**
 * The draggable point `by` places after another one, going round: sets in order, each from left to right,
 * which is the order a reader expects. From null, or from a point that is gone, the first (or the last).
 */
export function nextDraggable(sets: readonly Points[], from: PointId | null, by: 1 | -1): PointId | null {
  const order = sets.flatMap(({ x, y, isDraggable }, set) =>
    isDraggable === true
      ? [...x.keys()]
          .filter((index) => Number.isFinite(x[index] + y[index]))
          .sort((a, b) => x[a] - x[b] || a - b)
          .map((index) => ({ set, index }))
      : [],
  );
  const at = order.findIndex((point) => isSamePoint(point, from));
  if (at < 0) return (by > 0 ? order[0] : order.at(-1)) ?? null;
  return order[(at + by + order.length) % order.length];
}
