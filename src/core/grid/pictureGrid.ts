/**
 * The surface of a target with any number of parameters. Of two it is the density; of one the curve, drawn out
 * along time; of more the density of the two that are shown, the others integrated over or, where they are too
 * many for that, held at the peak.
 */
import { exp, log } from "../math/elementary";
import type { Target } from "../targets/target";
import { evaluateGrid, gridOffset, nodeX, nodeY, OUTSIDE, type GridShape } from "./densityGrid";

/** What the height of a target's surface is. */
export type SurfaceKind = "curve" | "density" | "marginal" | "slice";

/** Nodes along each parameter that is integrated over, by how many they are. */
const HIDDEN_NODES = [0, 65, 33];

export function surfaceKind(dimension: number): SurfaceKind {
  if (dimension === 1) return "curve";
  if (dimension === 2) return "density";
  return dimension - 2 < HIDDEN_NODES.length ? "marginal" : "slice";
}

/** Nodes along each axis of the surface that can be computed in a moment, at most `wanted`. */
export function affordableNodes(dimension: number, wanted: number): number {
  const most = dimension === 4 ? 65 : dimension === 3 ? 129 : Infinity;
  return Math.min(wanted, most);
}

/**
 * The grid of a target's surface.
 * @param axes the parameters shown, by their indices: the first one or two of them span the surface
 * @param timeRange of the second axis of a target with one parameter
 */
export function pictureGrid(
  target: Target,
  nodes: number,
  axes: readonly number[],
  timeRange: readonly [number, number],
): GridShape {
  const [first, second] = axes;
  const isCurve = second === undefined;
  return {
    nx: nodes,
    ny: isCurve ? 2 : nodes,
    xRange: target.box[first],
    yRange: isCurve ? timeRange : target.box[second],
    axes: isCurve ? [first] : [first, second],
  };
}

/**
 * As `evaluateGrid`, for the parameters that the shape names.
 * @returns [iy][ix], log densities up to a constant
 */
export function evaluatePicture(target: Target, shape: GridShape): Float32Array<ArrayBuffer> {
  const { axes = [0, 1] } = shape;
  const kind = surfaceKind(target.dimension);
  if (kind === "curve") return curve(target, shape);
  return kind === "density" && axes[0] === 0 ? evaluateGrid(target, shape) : integrated(target, shape, axes);
}

function curve(target: Target, shape: GridShape): Float32Array<ArrayBuffer> {
  const offset = gridOffset(target);
  const row = Float32Array.from({ length: shape.nx }, (_, ix) =>
    Math.max(OUTSIDE, target.logDensity([nodeX(shape, ix)]) - offset),
  );
  const values = new Float32Array(shape.nx * shape.ny);
  for (let iy = 0; iy < shape.ny; iy++) values.set(row, iy * shape.nx);
  return values;
}

/** By the trapezoidal rule over the parameters that are not shown. */
function integrated(target: Target, shape: GridShape, axes: readonly number[]): Float32Array<ArrayBuffer> {
  const { dimension, box, peaks } = target;
  const hidden = box.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const nodes = HIDDEN_NODES[hidden.length] ?? 0;
  const places = hidden.map((axis) => {
    const [low, high] = box[axis];
    return Float64Array.from({ length: nodes }, (_, k) => low + ((high - low) * k) / (nodes - 1));
  });
  const numTerms = nodes === 0 ? 1 : places.reduce((product) => product * nodes, 1);
  const terms = new Float64Array(numTerms);
  const position = Float64Array.from({ length: dimension }, (_, axis) => peaks[0][axis]);
  const offset = gridOffset(target);
  const values = new Float32Array(shape.nx * shape.ny);
  for (let iy = 0; iy < shape.ny; iy++) {
    position[axes[1]] = nodeY(shape, iy);
    for (let ix = 0; ix < shape.nx; ix++) {
      position[axes[0]] = nodeX(shape, ix);
      for (let k = 0; k < numTerms; k++) {
        let rest = k;
        // Without nodes these parameters stay at the peak.
        if (nodes > 0) {
          for (let h = 0; h < places.length; h++) {
            position[hidden[h]] = places[h][rest % nodes];
            rest = Math.floor(rest / nodes);
          }
        }
        terms[k] = target.logDensity(position);
      }
      values[iy * shape.nx + ix] = Math.max(OUTSIDE, logSumExp(terms) - offset);
    }
  }
  return values;
}

function logSumExp(terms: Float64Array): number {
  let highest = -Infinity;
  for (const term of terms) if (term > highest) highest = term;
  if (highest === -Infinity || terms.length === 1) return highest;
  let sum = 0;
  for (const term of terms) sum += exp(term - highest);
  return highest + log(sum);
}
