/** Fewer dots than there are points: more of them would hide what they are drawn with, and take long. */

/** So many dots are drawn at most. */
export const MOST_DOTS = 1500;

/** One of how many is drawn. */
export function thinningOf(count: number): number {
  return Math.max(1, Math.ceil(count / MOST_DOTS));
}

/** Every n-th, from the first on: of points in order of x they are spread as all of them are. */
export function everyNth<Item>(items: readonly Item[], n: number): readonly Item[] {
  return n === 1 ? items : items.filter((_, i) => i % n === 0);
}

/** Says behind a label how many are drawn: "data, 1 of 7". */
export function thinnedLabel(label: string, n: number): string {
  return n === 1 ? label : `${label}, 1 of ${n}`;
}
