/** What a gesture on the plot makes of the points: the values that the settings then take. */
import type { SettingValues } from "../../core/settings";
import { formatPoints, MAX_POINTS, type Point } from "../points/pointText";
import { articlePoints } from "./articleParabola";

export function dataSetting(points: readonly Point[]): SettingValues {
  return { data: formatPoints(points, articlePoints()) };
}

export function movePoint(points: readonly Point[], index: number, point: Point): SettingValues {
  return dataSetting(points.with(index, point));
}

/** @throws RangeError where there are as many as there can be */
export function addPoint(points: readonly Point[], point: Point): SettingValues {
  if (points.length >= MAX_POINTS) {
    throw new RangeError(`There are ${MAX_POINTS} points, and no more fit into a link. Remove one first.`);
  }
  return dataSetting([...points, point]);
}

/** @throws RangeError where it is the last one */
export function removePoint(points: readonly Point[], index: number): SettingValues {
  if (points.length === 1)
    throw new RangeError("This is the last point, and a fit needs one. Add others first.");
  return dataSetting(points.filter((_, i) => i !== index));
}
