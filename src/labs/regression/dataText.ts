/** The article's 20 points, and points as text where an empty one stands for those. */
import { lineData } from "../../core/article";
import * as text from "../points/pointText";

export { MAX_POINTS, NO_POINTS, rounded, type Point } from "../points/pointText";

/** The article's 20 points, from left to right. */
export function articlePoints(): text.Point[] {
  const { x, y } = lineData();
  return Array.from(x, (value, i) => [value, y[i]] as const);
}

/** @throws RangeError as `parsePoints` of all labs */
export function parsePoints(given: string): text.Point[] {
  return text.parsePoints(given, articlePoints());
}

/** The text that `parsePoints` reads back to the bit; empty for the article's points in their order. */
export function formatPoints(points: readonly text.Point[]): string {
  return text.formatPoints(points, articlePoints());
}

/** Whether these are the article's points, in whatever order. */
export function areArticlePoints(points: readonly text.Point[]): boolean {
  return text.areSamePoints(points, articlePoints());
}
