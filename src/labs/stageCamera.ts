/** The stage's camera as a link carries it: five numbers, or none for the view that fits. */
import type { CameraState, Stage } from "../scene";

/** Azimuth, polar angle, distance, and the point looked at; four decimals are finer than any eye. */
export function cameraVector({ azimuth, polar, distance, targetX, targetY }: CameraState): number[] {
  return [azimuth, polar, distance, targetX, targetY].map((value) => Number(value.toFixed(4)));
}

/** @param first the view that fits, where it is another than the stage's own */
export function showCamera(
  stage: Pick<Stage, "setCamera" | "resetCamera"> | null,
  camera: readonly number[],
  first?: CameraState,
): void {
  const [azimuth, polar, distance, targetX, targetY] = camera;
  if (camera.length === 5) stage?.setCamera({ azimuth, polar, distance, targetX, targetY });
  else if (first) stage?.setCamera(first);
  else stage?.resetCamera();
}
