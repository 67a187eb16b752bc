import type { Curve, PlotContent, Points } from "../../charts";
import type { Point } from "../points/pointText";
import type { Range } from "../points/plotView";
import { LIKELIHOOD, MAP, MLE, PATH, PRIOR, TRUTH } from "./colours";
import { formatShort, weightName } from "./format";
import type { MapModel, Plane } from "./mapModel";
import { lambdaInView } from "./stripRanges";
import {
  contourOf,
  heightAt,
  priorContour,
  priorRadius,
  thinned,
  type Curve as Contour,
} from "./weightPlane";

/** Contours at so many standard deviations (or Laplace scales). */
const LEVELS = [1, 2] as const;
/** The axes hold the MLE too where it is not this many times further out than the path for lambdas in view. */
const FAR = 3;
/** Room around it, and how much of the way out is seen on the other side of 0. */
const ROOM = 0.15;
/** Points of a contour are so far apart along x, in CSS pixels. */
const PIXELS_APART = 1.6;
const OTHER_SIDE = 0.6;

const pairOf = ({ pair: [i, j] }: Plane, weights: ArrayLike<number>): Point => [weights[i], weights[j]];
const distance = ([x, y]: Point): number => Math.hypot(x, y);

/** The two weights along the path, from the smallest lambda to the largest, with the MLE before and 0 after. */
export function pathInPlane({ path, mle }: MapModel, plane: Plane): Point[] {
  const along = path.weights.map((weights) => pairOf(plane, weights));
  return [...(mle ? [pairOf(plane, mle.weights)] : []), ...along, [0, 0]];
}

/** Axes of equal units, which do not depend on lambda. @param aspect width of the plot over its height */
export function planeRanges(model: MapModel, plane: Plane, aspect: number): { x: Range; y: Range } {
  const { path, mle } = model;
  const near = path.weights
    .filter((_, at) => path.lambdas[at] >= lambdaInView(model))
    .map((weights) => pairOf(plane, weights));
  let reach = Math.max(...near.map(distance));
  const places: Point[] = [[0, 0], ...near];
  if (mle && distance(pairOf(plane, mle.weights)) <= FAR * reach) {
    places.push(...pathInPlane(model, plane));
    reach = Math.max(...places.map(distance));
  }
  if (!(reach > 0)) reach = model.priorScale;
  const extent = (values: readonly number[]): [number, number] => [
    Math.min(...values, -OTHER_SIDE * reach) - ROOM * reach,
    Math.max(...values, OTHER_SIDE * reach) + ROOM * reach,
  ];
  const [x, y] = [extent(places.map(([at]) => at)), extent(places.map(([, at]) => at))];
  const unit = Math.max((x[1] - x[0]) / aspect, y[1] - y[0]);
  const around = ([low, high]: readonly number[], width: number): Range => [
    (low + high - width) / 2,
    (low + high + width) / 2,
  ];
  return { x: around(x, unit * aspect), y: around(y, unit) };
}

/** The picture's message in words. */
export function planeInWords(model: MapModel, plane: Plane): string {
  const [i, j] = plane.pair;
  const place = (weights: ArrayLike<number>): string => pairOf(plane, weights).map(formatShort).join(" and ");
  const shape = model.penalty === "L2" ? "circles" : "diamonds";
  const mle = model.mle ? ` The MLE is at ${place(model.mle.weights)},` : " There is no MLE;";
  return `${weightName(i)} and ${weightName(j)}. The prior's contours are ${shape} around 0.${mle} the MAP at ${place(model.map.weights)}.`;
}

/** @param size of the plotting area, in CSS pixels */
export function planeContent(
  model: MapModel,
  plane: Plane,
  size: { readonly width: number; readonly height: number },
): PlotContent {
  const { penalty, priorScale, sigmaNoise, mle, map, truth } = model;
  const { x, y } = planeRanges(model, plane, size.width / size.height);
  const step = (PIXELS_APART * (x[1] - x[0])) / size.width;
  const at = pairOf(plane, map.weights);
  const contour = (label: string, colour: string, line: Contour, width: number): Curve => ({
    label,
    colour,
    width,
    ...thinned(line, step),
  });
  const curves: Curve[] = LEVELS.map((level) =>
    contour("prior", PRIOR, priorContour(penalty, level * priorScale), 1),
  );
  const { likelihood, posterior } = plane;
  if (likelihood)
    for (const level of LEVELS)
      curves.push(contour("likelihood", LIKELIHOOD, contourOf(likelihood, level * sigmaNoise), 1));
  if (posterior)
    for (const level of LEVELS)
      curves.push({
        ...contour("posterior", MAP, contourOf(posterior, level * sigmaNoise), 1.5),
        isOptional: true,
      });
  // The two contours through the MAP, which touch there while the other weights are held.
  if (likelihood && !plane.areOthersFree) {
    curves.push(contour("prior", PRIOR, priorContour(penalty, priorRadius(penalty, at)), 2.25));
    curves.push(contour("likelihood", LIKELIHOOD, contourOf(likelihood, heightAt(likelihood, at)), 2.25));
  }
  curves.push(...pathCurves(pathInPlane(model, plane)));
  const dot = (label: string, colour: string, [px, py]: Point, shape: "dot" | "cross" | "ring"): Points => ({
    label,
    colour,
    shape,
    x: Float64Array.of(px),
    y: Float64Array.of(py),
  });
  const points = [dot("MAP", MAP, at, "dot")];
  if (mle) points.unshift(dot("MLE", MLE, pairOf(plane, mle.weights), "dot"));
  if (truth) points.unshift(dot("truth", TRUTH, pairOf(plane, truth), "cross"));
  const [i, j] = plane.pair;
  return {
    xName: weightName(i),
    yName: weightName(j),
    xRange: [...x],
    yRange: [...y],
    curves,
    points,
  };
}

/** In two pieces of one label: a line that may turn back has no value at a place of the axis to be read. */
function pathCurves(places: readonly Point[]): Curve[] {
  const middle = Math.floor(places.length / 2);
  return [places.slice(0, middle + 1), places.slice(middle)].map((piece) => ({
    label: "λ",
    colour: PATH,
    width: 1.5,
    isOptional: true,
    x: Float64Array.from(piece, ([x]) => x),
    y: Float64Array.from(piece, ([, y]) => y),
  }));
}
