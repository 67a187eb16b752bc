/** From a pixel to a place on the surface and the chain nearest to it, and back. */
import { Vector3 } from "three";
import type { PerspectiveCamera } from "three";
import { isWithinMargin, toSceneX, toSceneZ } from "./domain";
import type { Domain, HeightScales } from "./domain";
import { heightAt, intersectHeightField } from "./heightField";
import type { HeightField } from "./heightField";
import type { LevelPoint } from "./navigation";
import { COLOUR_AT, EMPTY, POINT_FLOATS } from "./trailRing";
import type { SurfaceHit } from "./types";

export interface PickContext {
  readonly camera: PerspectiveCamera;
  readonly field: HeightField;
  readonly domain: Domain;
  readonly scales: HeightScales;
  /** Height of the point looked at, in scene units. */
  readonly pivotHeight: number;
  /** Canvas in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** Scene units by which a head may lie behind the picked place and still count as seen. */
const SEEN_SLACK = 0.6;

/** @param reach CSS pixels within which a chain counts as near */
export function pick(
  context: PickContext,
  heads: Float32Array,
  x: number,
  y: number,
  reach: number,
): SurfaceHit | null {
  const { origin, direction } = rayThrough(context, x, y);
  const hit = intersectHeightField(
    context.field,
    context.domain,
    context.scales.density,
    origin.toArray(),
    direction.toArray(),
  );
  // A hill hides what is behind it, the floor of a box nothing above it.
  const seenAt = context.domain.isSpace ? Infinity : (hit?.t ?? Infinity);
  const nearestChain = nearestHead(context, heads, x, y, reach, seenAt);
  if (hit !== null) return { x: hit.x, y: hit.y, nearestChain };
  if (nearestChain === null) return null;
  // Beside the hill, but on a head that stands out from its edge.
  const at = nearestChain * POINT_FLOATS;
  return { x: heads[at], y: heads[at + 1], nearestChain };
}

/**
 * Where a place in target coordinates appears, in CSS pixels, and its distance from the camera.
 * @param z the third coordinate in space; elsewhere of no matter
 */
export function project(context: PickContext, x: number, y: number, z: number) {
  const point = standingPoint(context, x, y, z);
  const distance = point.distanceTo(context.camera.position);
  point.project(context.camera);
  return { x: (point.x * 0.5 + 0.5) * context.width, y: (0.5 - point.y * 0.5) * context.height, distance };
}

/** Where the ray through a pixel meets the level of the point looked at; null when it does not within sight. */
export function levelPoint(context: PickContext, x: number, y: number): LevelPoint {
  const { origin, direction } = rayThrough(context, x, y);
  const t = (context.pivotHeight - origin.y) / direction.y;
  if (!(t > 0 && t < context.camera.far * 2)) return null;
  return { x: origin.x + t * direction.x, y: -(origin.z + t * direction.z) };
}

function rayThrough({ camera, width, height }: PickContext, x: number, y: number) {
  const far = new Vector3((2 * x) / width - 1, 1 - (2 * y) / height, 0.5).unproject(camera);
  return { origin: camera.position, direction: far.sub(camera.position).normalize() };
}

/** As the shaders have it. */
function standingPoint({ domain, field, scales }: PickContext, x: number, y: number, z: number): Vector3 {
  const u = (x - domain.xMin) / domain.xSpan;
  const v = (y - domain.yMin) / domain.ySpan;
  const height = domain.isSpace
    ? (scales.z * (z - domain.zMin)) / domain.zSpan
    : scales.density * heightAt(field, u, v);
  return new Vector3(toSceneX(domain, x), height, toSceneZ(domain, y));
}

function nearestHead(
  context: PickContext,
  heads: Float32Array,
  x: number,
  y: number,
  reach: number,
  seenAt: number,
): number | null {
  let nearest: number | null = null;
  let best = reach;
  for (let chain = 0; chain * POINT_FLOATS < heads.length; chain++) {
    const at = chain * POINT_FLOATS;
    if (heads[at + COLOUR_AT] === EMPTY) continue;
    const [headX, headY, headZ] = heads.subarray(at, at + 3);
    if (context.scales.z > 0 && !isWithinMargin(context.domain, headX, headY, headZ)) continue;
    const head = project(context, headX, headY, headZ);
    const distance = Math.hypot(head.x - x, head.y - y);
    if (distance >= best || head.distance > seenAt + SEEN_SLACK) continue;
    best = distance;
    nearest = chain;
  }
  return nearest;
}
