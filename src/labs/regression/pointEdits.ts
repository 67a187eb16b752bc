/** What a gesture on the plot makes of the points: the values that the settings then take. */
import type { SettingValues } from "../../core/settings";
import { Stream, StreamPurpose } from "../../core/random";
import { formatPoints, MAX_POINTS, type Point } from "./dataText";
import { ALL_SEEN } from "./regressionSettings";

/** As a setting: all, where all are seen, so that a point that comes later is seen too. */
export function seenSetting(numSeen: number, numPoints: number): number {
  return numSeen >= numPoints ? ALL_SEEN : numSeen;
}

export function movePoint(points: readonly Point[], index: number, point: Point): SettingValues {
  return { data: formatPoints(points.with(index, point)) };
}

/**
 * A new point is seen at once: it comes after those seen and before those that wait.
 * @throws RangeError where there are as many as there can be
 */
export function addPoint(points: readonly Point[], numSeen: number, point: Point): SettingValues {
  if (points.length >= MAX_POINTS) {
    throw new RangeError(`There are ${MAX_POINTS} points, and no more fit into a link. Remove one first.`);
  }
  return {
    data: formatPoints([...points.slice(0, numSeen), point, ...points.slice(numSeen)]),
    seen: seenSetting(numSeen + 1, points.length + 1),
  };
}

export function removePoint(points: readonly Point[], numSeen: number, index: number): SettingValues {
  const left = index < numSeen ? numSeen - 1 : numSeen;
  return {
    data: formatPoints(points.filter((_, i) => i !== index)),
    seen: seenSetting(left, points.length - 1),
  };
}

/** The points in another order (Fisher and Yates), to be seen from the first on; the same seed, the same order. */
export function shufflePoints(points: readonly Point[], seed: number): SettingValues {
  const stream = Stream.from(seed, 0, StreamPurpose.start);
  const order = [...points];
  for (let i = order.length - 1; i > 0; i--) {
    const other = Math.floor(stream.uniform() * (i + 1));
    [order[i], order[other]] = [order[other], order[i]];
  }
  return { data: formatPoints(order), seen: seenSetting(0, points.length) };
}
