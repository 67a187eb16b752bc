import { expect, test } from "vitest";
import type { CameraState } from "../../src/scene";
import { cameraVector, showCamera } from "../../src/labs/stageCamera";

const STATE: CameraState = { azimuth: 0.5, polar: 1.25, distance: 2, targetX: -0.75, targetY: 0.1 };
const OTHER: CameraState = { ...STATE, azimuth: -2 };

/** What a stage is told to do. */
function told(camera: readonly number[], first?: CameraState): unknown[] {
  const calls: unknown[] = [];
  const stage = {
    setCamera: (state: CameraState) => calls.push(state),
    resetCamera: () => calls.push("reset"),
  };
  showCamera(stage, camera, first);
  return calls;
}

test("a camera goes through its vector and back", () => {
  expect(told(cameraVector(STATE))).toEqual([STATE]);
  expect(cameraVector({ ...STATE, azimuth: 0.123456 })[0]).toBe(0.1235);
});

test("no numbers are the view that fits: the stage's own, or the one that is given", () => {
  expect(told([])).toEqual(["reset"]);
  expect(told([], OTHER)).toEqual([OTHER]);
  expect(told(cameraVector(STATE), OTHER)).toEqual([STATE]);
});

test("without a stage nothing happens", () => {
  expect(() => showCamera(null, cameraVector(STATE), OTHER)).not.toThrow();
});
