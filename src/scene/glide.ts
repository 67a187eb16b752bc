/** A movement of the view from one state to another in a given time. Pure. */
import type { CameraState } from "./types";

export interface Pose {
  readonly camera: CameraState;
  /** 0 in the surface view, 1 in the flat view. */
  readonly flatness: number;
}

export interface Glide {
  readonly from: Pose;
  readonly to: Pose;
  /** Milliseconds on the clock of the frames. */
  readonly startedAt: number;
  readonly duration: number;
}

/** The pose at a time, and whether the movement is over. */
export function glideAt(glide: Glide, now: number): { readonly pose: Pose; readonly isOver: boolean } {
  const t = Math.min(1, Math.max(0, (now - glide.startedAt) / glide.duration));
  if (t >= 1) return { pose: glide.to, isOver: true };
  const eased = t * t * t * (t * (6 * t - 15) + 10);
  const { from, to } = glide;
  const mix = (a: number, b: number) => a + (b - a) * eased;
  const turn = 2 * Math.PI;
  const arc = to.camera.azimuth - from.camera.azimuth;
  const camera: CameraState = {
    azimuth: from.camera.azimuth + (arc - turn * Math.round(arc / turn)) * eased,
    polar: mix(from.camera.polar, to.camera.polar),
    distance: from.camera.distance * (to.camera.distance / from.camera.distance) ** eased,
    targetX: mix(from.camera.targetX, to.camera.targetX),
    targetY: mix(from.camera.targetY, to.camera.targetY),
  };
  return { pose: { camera, flatness: mix(from.flatness, to.flatness) }, isOver: false };
}
