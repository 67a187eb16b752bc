import type { Target } from "../../core/targets";

/** Most parameters that a picture can show. */
export const MOST_SHOWN = 3;

/**
 * The parameters that the picture shows, by their indices: those that were chosen, else the first two; the only one
 * of a target that has but one.
 * @param chosen names of parameters, apart by commas; what is no parameter, or named twice, is left out
 */
export function shownAxes({ dimension, parameterNames }: Target, chosen: string): readonly number[] {
  if (dimension <= 2) return dimension === 1 ? [0] : [0, 1];
  const named = chosen.split(",").map((name) => parameterNames.indexOf(name.trim()));
  const axes = [...new Set(named)].filter((axis) => axis >= 0).slice(0, MOST_SHOWN);
  if (axes.length >= 2) return axes;
  const first = axes[0] ?? 0;
  return [first, first === 0 ? 1 : 0];
}
