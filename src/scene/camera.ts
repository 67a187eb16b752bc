/**
 * Where the viewer stands: turns a plain CameraState, the view mode and the free part of the canvas into a three
 * camera. The flat view is the same camera from straight above through a very long lens, so one can glide into the
 * other. Knows nothing of pointers or keys.
 */
import type { PerspectiveCamera } from "three";
import { Vector3 } from "three";
import type { Domain } from "./domain";
import type { CameraState, ViewInsets } from "./types";

export const DEFAULT_CAMERA: CameraState = {
  azimuth: -0.36,
  polar: 0.98,
  distance: 1,
  targetX: 0,
  targetY: 0,
};

const LENS_SURFACE = (30 * Math.PI) / 180;
const LENS_FLAT = (2 * Math.PI) / 180;
const POLAR_LIMITS = [0.02, 1.5] as const;
const DISTANCE_LIMITS = [0.12, 2.5] as const;

/** Room for tick labels and axis names around the footprint, in CSS pixels. */
const LABEL_ROOM: ViewInsets = { top: 28, right: 24, bottom: 56, left: 52 };

/** Half the depth of what the camera sees around its target, in scene units. */
const REACH = 24;

export function clampCamera(state: CameraState, domain: Domain): CameraState {
  const clamp = (value: number, min: number, max: number) =>
    Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : (min + max) / 2;
  const turn = 2 * Math.PI;
  return {
    azimuth: Number.isFinite(state.azimuth) ? state.azimuth - turn * Math.round(state.azimuth / turn) : 0,
    polar: clamp(state.polar, ...POLAR_LIMITS),
    distance: clamp(state.distance, ...DISTANCE_LIMITS),
    targetX: clamp(state.targetX, -domain.width / 2, domain.width / 2),
    targetY: clamp(state.targetY, -domain.depth / 2, domain.depth / 2),
  };
}

/** @param flatness 0 in the surface view, 1 in the flat view, between them on the way */
export function applyCamera(
  camera: PerspectiveCamera,
  state: CameraState,
  flatness: number,
  domain: Domain,
  size: { readonly width: number; readonly height: number },
  insets: ViewInsets,
): void {
  const free = freeArea(size, insets);
  const aspect = free.width / free.height;
  const sight = { ...DEFAULT_CAMERA, points: outline(domain), lens: LENS_SURFACE, aspect };
  const surface = fit(sight);
  const flat = fit({ points: footprint(domain, 0), azimuth: 0, polar: 0, lens: LENS_FLAT, aspect });
  const lens = mixLog(LENS_SURFACE, LENS_FLAT, flatness);
  const fitted = mixLog(surface, flat, flatness) / Math.tan(lens / 2);
  const distance = fitted * state.distance;
  const azimuth = state.azimuth * (1 - flatness);
  const polar = state.polar * (1 - flatness);
  const target = new Vector3(state.targetX, pivotHeight(domain, flatness), -state.targetY);
  camera.position
    .set(...fromAngles(azimuth, polar))
    .multiplyScalar(distance)
    .add(target);
  camera.up.set(...upwards(azimuth, polar));
  camera.lookAt(target);
  camera.fov = (lens * 180) / Math.PI;
  camera.aspect = aspect;
  camera.near = Math.max(0.1, distance - REACH);
  camera.far = distance + REACH;
  // The picture is not centred on the point looked at: shift it into the middle of the free area. A hill keeps its
  // foot where it is when it is turned, a box its middle.
  const shown = extent(
    domain.isSpace ? { ...sight, azimuth: state.azimuth, polar: state.polar } : sight,
    surface,
  );
  const left = free.left - ((1 - flatness) * shown.centreX * free.width) / 2;
  const top = free.top + ((1 - flatness) * shown.centreY * free.height) / 2;
  camera.setViewOffset(free.width, free.height, -left, -top, size.width, size.height);
  camera.updateMatrixWorld();
}

/** Height of the point looked at, in scene units: a hill turns about its foot, a box about its middle. */
export function pivotHeight(domain: Domain, flatness: number): number {
  return domain.isSpace ? (domain.height / 2) * (1 - flatness) : 0;
}

/** The part of the canvas that the footprint is fitted into; never smaller than a thumbnail. */
export function freeArea(size: { readonly width: number; readonly height: number }, insets: ViewInsets) {
  const left = insets.left + LABEL_ROOM.left;
  const top = insets.top + LABEL_ROOM.top;
  return {
    left,
    top,
    width: Math.max(80, size.width - left - insets.right - LABEL_ROOM.right),
    height: Math.max(80, size.height - top - insets.bottom - LABEL_ROOM.bottom),
  };
}

/** Unit vector from the target to the camera. */
function fromAngles(azimuth: number, polar: number): [number, number, number] {
  return [Math.sin(azimuth) * Math.sin(polar), Math.cos(polar), Math.cos(azimuth) * Math.sin(polar)];
}

/** The direction that is up on the screen; from straight above it has to come from the azimuth. */
function upwards(azimuth: number, polar: number): [number, number, number] {
  return [-Math.sin(azimuth) * Math.cos(polar), Math.sin(polar), -Math.cos(azimuth) * Math.cos(polar)];
}

/** Which way the camera looks at a set of points, given from the point looked at, and through what. */
interface Sight {
  readonly points: readonly Vector3[];
  readonly azimuth: number;
  readonly polar: number;
  readonly lens: number;
  readonly aspect: number;
}

/** The nearest the camera can come with all points in view: half the height of what it sees at the point looked at. */
function fit(sight: Sight): number {
  let near = 1e-3;
  let far = 1e5;
  for (let round = 0; round < 60; round++) {
    const middle = Math.sqrt(near * far);
    const { width, height } = extent(sight, middle);
    if (width > 2 || height > 2) near = middle;
    else far = middle;
  }
  return far;
}

/** The points' size and middle on the screen, in halves of the view, from a half height of what is seen. */
function extent({ points, azimuth, polar, lens, aspect }: Sight, halfHeight: number) {
  const back = new Vector3(...fromAngles(azimuth, polar));
  const up = new Vector3(...upwards(azimuth, polar));
  const right = new Vector3().crossVectors(up, back);
  const tanY = Math.tan(lens / 2);
  const distance = halfHeight / tanY;
  // What lies behind the viewer is out of view, however far to the side.
  const scales = points.map((p) => 1 / (Math.max(1e-9, distance - p.dot(back)) * tanY));
  const xs = points.map((p, k) => (p.dot(right) / aspect) * scales[k]);
  const ys = points.map((p, k) => p.dot(up) * scales[k]);
  const [left, most] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  return { width: most - left, height: high - low, centreX: (most + left) / 2, centreY: (high + low) / 2 };
}

/** What has to be in view, from the point looked at: the footprint with a hill on it, or the box. */
function outline(domain: Domain): Vector3[] {
  const { width, depth, height, topShare } = domain;
  if (domain.isSpace) return [...footprint(domain, -height / 2), ...footprint(domain, height / 2)];
  const heightAxis = new Vector3(-width / 2, height, -depth / 2);
  return [...footprint(domain, 0), ...footprint(domain, height, topShare), heightAxis];
}

function footprint({ width, depth }: Domain, height: number, share = 1): Vector3[] {
  const sides = [-0.5 * share, 0.5 * share];
  return sides.flatMap((x) => sides.map((z) => new Vector3(x * width, height, z * depth)));
}

function mixLog(a: number, b: number, t: number): number {
  return a ** (1 - t) * b ** t;
}
