/**
 * The density as a height field: relative heights at the nodes, heights between them, and where a ray meets it.
 * Pure; knows nothing of three. The shaders interpolate the same numbers in the same way.
 */
import { fromSceneX, fromSceneZ } from "./domain";
import type { Domain } from "./domain";
import type { SurfaceData } from "./types";

/** At or below this a log density means "outside the support". */
const OUTSIDE = -3.0e38;

/** Farther out than this the surface is flat to the eye: exp(-r^2 / 2) is 3e-18. */
const MAX_RADIUS = 9;

export interface HeightField {
  readonly nx: number;
  readonly ny: number;
  /** Density over its maximum, or over the top of its height axis, 0..1. */
  readonly heights: Float32Array;
  /** sqrt(-2 log(height)): for a Gaussian the distance from the mode in standard deviations, so it is linear. */
  readonly radii: Float32Array;
  /** Whether heights are numbers of their own, to be read off an axis, not shares of the highest. */
  readonly isProportional: boolean;
}

/** @throws RangeError when the values do not match the grid, or the height axis ends nowhere */
export function createHeightField(data: SurfaceData): HeightField {
  const { nx, ny, logDensity, heightAxis } = data;
  if (nx < 2 || ny < 2 || logDensity.length !== nx * ny) {
    throw new RangeError(
      `surface: got ${logDensity.length} values for a ${nx} x ${ny} grid, expected nx * ny with both at least 2`,
    );
  }
  if (heightAxis !== undefined && !Number.isFinite(heightAxis.logTop)) {
    throw new RangeError(`heightAxis.logTop: got ${heightAxis.logTop}, expected a finite number`);
  }
  const top = heightAxis?.logTop ?? highest(logDensity);
  const heights = new Float32Array(nx * ny);
  const radii = new Float32Array(nx * ny).fill(MAX_RADIUS);
  for (let i = 0; i < heights.length; i++) {
    const value = logDensity[i];
    if (!(value > OUTSIDE)) continue;
    const relative = Math.min(0, value - top);
    heights[i] = Math.exp(relative);
    radii[i] = Math.min(MAX_RADIUS, Math.sqrt(-2 * relative));
  }
  return { nx, ny, heights, radii, isProportional: heightAxis !== undefined };
}

function highest(logDensity: Float32Array): number {
  let peak = OUTSIDE;
  for (const value of logDensity) if (value > peak) peak = value;
  return peak;
}

/** Bilinear height at a place given in fractions of the box (0..1); 0 outside the box. */
export function heightAt(field: HeightField, u: number, v: number): number {
  if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) return 0;
  const gx = u * (field.nx - 1);
  const gy = v * (field.ny - 1);
  const ix = Math.min(Math.floor(gx), field.nx - 2);
  const iy = Math.min(Math.floor(gy), field.ny - 2);
  const fx = gx - ix;
  const fy = gy - iy;
  const i = iy * field.nx + ix;
  const { heights, nx } = field;
  const lower = heights[i] * (1 - fx) + heights[i + 1] * fx;
  const upper = heights[i + nx] * (1 - fx) + heights[i + nx + 1] * fx;
  return lower * (1 - fy) + upper * fy;
}

type Triple = readonly [number, number, number];

/**
 * The first point where a ray meets the surface, in target coordinates with its distance along the ray.
 *
 * @param origin,direction in scene units; the direction need not be normalised
 * @param heightScale scene units of a relative height of 1; 0 for the flat view
 * @returns null when the ray misses the box
 */
export function intersectHeightField(
  field: HeightField,
  domain: Domain,
  heightScale: number,
  origin: Triple,
  direction: Triple,
): { x: number; y: number; t: number } | null {
  const halfExtent: Triple = [domain.width / 2, heightScale / 2, domain.depth / 2];
  const slab = clipToBox(origin, direction, halfExtent, [0, heightScale / 2, 0]);
  if (slab === null) return null;
  const clearance = (t: number) => {
    const u = (origin[0] + t * direction[0]) / domain.width + 0.5;
    const v = 0.5 - (origin[2] + t * direction[2]) / domain.depth;
    return origin[1] + t * direction[1] - heightScale * heightAt(field, clamp01(u), clamp01(v));
  };
  const [near, far] = slab;
  const numSteps = 2 * Math.max(field.nx, field.ny);
  let above = near;
  let below = far;
  for (let step = 1; step <= numSteps; step++) {
    const t = near + ((far - near) * step) / numSteps;
    if (clearance(t) <= 0) {
      below = t;
      break;
    }
    above = t;
  }
  if (clearance(below) > 1e-4) return null; // left through a side of the box, above the surface
  for (let i = 0; i < 30; i++) {
    const middle = (above + below) / 2;
    if (clearance(middle) <= 0) below = middle;
    else above = middle;
  }
  return {
    x: fromSceneX(domain, origin[0] + below * direction[0]),
    y: fromSceneZ(domain, origin[2] + below * direction[2]),
    t: below,
  };
}

/** The stretch of a ray inside an axis-aligned box, or null. */
function clipToBox(
  origin: Triple,
  direction: Triple,
  half: Triple,
  centre: Triple,
): readonly [number, number] | null {
  let near = 0;
  let far = Infinity;
  for (const axis of [0, 1, 2] as const) {
    const slack = half[axis] + 1e-6;
    const distance = centre[axis] - origin[axis];
    if (Math.abs(direction[axis]) < 1e-12) {
      if (Math.abs(distance) > slack) return null;
      continue;
    }
    const a = (distance - slack) / direction[axis];
    const b = (distance + slack) / direction[axis];
    near = Math.max(near, Math.min(a, b));
    far = Math.min(far, Math.max(a, b));
  }
  return near <= far && Number.isFinite(far) ? [near, far] : null;
}

function clamp01(value: number): number {
  return Math.min(1, Math.max(0, value));
}
