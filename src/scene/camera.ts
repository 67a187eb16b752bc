/**
 * Where the viewer stands: turns a plain CameraState, the view mode and the free part of the canvas into a three
 * camera. The flat view is the same camera from straight above through a very long lens, so one can glide into the
 * other. Knows nothing of pointers or keys.
 */
import type { PerspectiveCamera } from "three";
import { Vector3 } from "three";
import { PEAK_HEIGHT } from "./domain";
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
  const surface = fit(
    domain,
    DEFAULT_CAMERA.azimuth,
    DEFAULT_CAMERA.polar,
    LENS_SURFACE,
    aspect,
    PEAK_HEIGHT,
  );
  const flat = fit(domain, 0, 0, LENS_FLAT, aspect, 0);
  const lens = mixLog(LENS_SURFACE, LENS_FLAT, flatness);
  const fitted = mixLog(surface.halfHeight, flat.halfHeight, flatness) / Math.tan(lens / 2);
  const distance = fitted * state.distance;
  const azimuth = state.azimuth * (1 - flatness);
  const polar = state.polar * (1 - flatness);
  const target = new Vector3(state.targetX, 0, -state.targetY);
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
  // The hill rises above the point looked at: shift the picture so that the whole is centred in the free area.
  const left = free.left - ((1 - flatness) * surface.centreX * free.width) / 2;
  const top = free.top + ((1 - flatness) * surface.centreY * free.height) / 2;
  camera.setViewOffset(free.width, free.height, -left, -top, size.width, size.height);
  camera.updateMatrixWorld();
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

/**
 * The nearest the camera can come with the footprint and a hill on it in view: half the height of what it sees at the
 * footprint's middle, in scene units, and where the picture's centre then lies, -1..1 of the view.
 */
function fit(domain: Domain, azimuth: number, polar: number, lens: number, aspect: number, peak: number) {
  const back = new Vector3(...fromAngles(azimuth, polar));
  const up = new Vector3(...upwards(azimuth, polar));
  const right = new Vector3().crossVectors(up, back);
  const tanY = Math.tan(lens / 2);
  const seen = outline(domain, peak).map((p) => ({ x: p.dot(right) / aspect, y: p.dot(up), z: p.dot(back) }));
  const extent = (distance: number, axis: "x" | "y") => {
    const places = seen.map((p) => p[axis] / ((distance - p.z) * tanY));
    return { min: Math.min(...places), max: Math.max(...places) };
  };
  let near = Math.max(...seen.map((p) => p.z)) + 1e-3;
  let far = 1e5;
  for (let round = 0; round < 60; round++) {
    const middle = Math.sqrt(near * far);
    const [x, y] = [extent(middle, "x"), extent(middle, "y")];
    if (x.max - x.min > 2 || y.max - y.min > 2) near = middle;
    else far = middle;
  }
  const [x, y] = [extent(far, "x"), extent(far, "y")];
  return { halfHeight: far * tanY, centreX: (x.max + x.min) / 2, centreY: (y.max + y.min) / 2 };
}

function outline(domain: Domain, peak: number): Vector3[] {
  const { width, depth } = domain;
  const points: Vector3[] = [];
  for (const x of [-width / 2, width / 2]) {
    for (const z of [-depth / 2, depth / 2]) {
      points.push(new Vector3(x, 0, z), new Vector3(0.6 * x, peak, 0.6 * z));
    }
  }
  if (peak > 0) points.push(new Vector3(-width / 2, peak, -depth / 2)); // the height axis
  return points;
}

function mixLog(a: number, b: number, t: number): number {
  return a ** (1 - t) * b ** t;
}
