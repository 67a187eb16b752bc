/** The noise of y, which dropout says nothing about: known, estimated from the residuals, or assumed. */
import type { Problem, Values } from "./problem";

export interface Noise {
  readonly sd: (x: number) => number;
  /** Where the number comes from, in a few words. */
  readonly source: string;
}

const NONE: Noise = { sd: () => 0, source: "none" };

/** @param mean of the passes at the problem's places, which the residuals are taken from */
export function noiseOf(values: Values, problem: Problem, mean: Float64Array): Noise {
  if (problem.points.length === 0 && problem.truth === null) return NONE;
  const choice = values.text("noise");
  if (choice === "given") {
    const sd = values.number("noiseSd");
    return { sd: () => sd, source: "assumed" };
  }
  if (choice === "known" && problem.truth !== null) {
    return { sd: problem.truth.noiseSd, source: "known" };
  }
  const sd = residualSd(problem, mean);
  return { sd: () => sd, source: "estimated" };
}

/** Root mean square of what the mean leaves of the points; 0 without points. */
export function residualSd({ points, places }: Problem, mean: Float64Array): number {
  let sum = 0;
  for (const [x, y] of points) sum += (y - valueAt(places, mean, x)) ** 2;
  return points.length === 0 ? 0 : Math.sqrt(sum / points.length);
}

/** Between places that are evenly spaced, on the straight line from one to the next. */
function valueAt(places: Float64Array, values: Float64Array, x: number): number {
  const last = places.length - 1;
  const at = ((x - places[0]) / (places[last] - places[0])) * last;
  const i = Math.max(0, Math.min(last - 1, Math.floor(at)));
  return values[i] + (at - i) * (values[i + 1] - values[i]);
}
