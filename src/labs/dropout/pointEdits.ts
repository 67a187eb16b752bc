/** What a gesture on the plot makes of the points: whatever the set was, they become one's own and stay. */
import type { SettingValues } from "../../core/settings";
import { formatPoints, MAX_POINTS, type Point } from "../points/pointText";
import type { Problem } from "./problem";

export function movePoint(problem: Problem, index: number, point: Point): SettingValues {
  return own(problem.points.with(index, point));
}

export function addPoint(problem: Problem, point: Point): SettingValues {
  return own([...problem.points, point]);
}

export function removePoint(problem: Problem, index: number): SettingValues {
  return own(problem.points.filter((_, i) => i !== index));
}

/** @throws RangeError where there are more than a link can carry */
function own(points: readonly Point[]): SettingValues {
  if (points.length > MAX_POINTS) {
    throw new RangeError(
      `There are ${points.length.toLocaleString("en")} points; of one's own there can be ${MAX_POINTS}, for no more fit into a link.`,
    );
  }
  return { data: "own", points: formatPoints(points, []) };
}
