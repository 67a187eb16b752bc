import { describe, expect, it } from "vitest";
import { DEFAULT_CAMERA } from "../../../src/scene";
import type { CameraState } from "../../../src/scene";
import { createStage, drag } from "./stageFixture";

const CORNERS = [
  [-6, -4],
  [-6, 4],
  [6, -4],
  [6, 4],
] as const;

function press(canvas: HTMLCanvasElement, key: string): void {
  canvas.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true }));
}

describe("camera state", () => {
  it("comes back as it was set, through a link's text as well", () => {
    const stage = createStage();
    const state: CameraState = { azimuth: 1.25, polar: 0.6, distance: 0.75, targetX: -1.5, targetY: 2 };
    stage.setCamera(JSON.parse(JSON.stringify(state)) as CameraState);
    stage.render();
    expect(stage.getCamera()).toEqual(state);
    const there = stage.projectToScreen(1, 1)!;
    stage.resetCamera();
    expect(stage.getCamera()).toEqual(DEFAULT_CAMERA);
    expect(stage.projectToScreen(1, 1)).not.toEqual(there);
    stage.setCamera(state);
    expect(stage.projectToScreen(1, 1)).toEqual(there);
  });

  it("survives the flat view", () => {
    const stage = createStage();
    const state: CameraState = { azimuth: -0.8, polar: 1.1, distance: 0.5, targetX: 1, targetY: -1 };
    stage.setCamera(state);
    stage.setView("flat");
    stage.render();
    expect(stage.getCamera()).toEqual(state);
    stage.setView("surface");
    stage.render();
    expect(stage.getCamera()).toEqual(state);
  });

  it("is brought within its limits", () => {
    const stage = createStage();
    stage.setCamera({ azimuth: 7, polar: 9, distance: 0, targetX: 1e9, targetY: Number.NaN });
    const { azimuth, polar, distance, targetX, targetY } = stage.getCamera();
    expect(azimuth).toBeCloseTo(7 - 2 * Math.PI, 12);
    expect(polar).toBeLessThan(Math.PI / 2);
    expect(distance).toBeGreaterThan(0);
    expect(targetX).toBeLessThan(10);
    expect(targetY).toBe(0);
  });
});

describe.each([
  { width: 600, height: 420, insets: { top: 0, right: 0, bottom: 0, left: 0 } },
  { width: 390, height: 420, insets: { top: 0, right: 0, bottom: 0, left: 0 } },
  { width: 320, height: 600, insets: { top: 48, right: 0, bottom: 0, left: 0 } },
  { width: 900, height: 400, insets: { top: 40, right: 300, bottom: 60, left: 120 } },
])("the default view of $width x $height less $insets", ({ width, height, insets }) => {
  it.each(["surface", "flat"] as const)("fits the whole footprint and the peaks (%s)", (mode) => {
    const stage = createStage({ width, height });
    stage.setViewInsets(insets);
    stage.setView(mode);
    stage.render();
    const places = [...CORNERS, [-2, 0] as const, [2, 0] as const].map(([x, y]) =>
      stage.projectToScreen(x, y)!,
    );
    for (const { x, y } of places) {
      expect(x).toBeGreaterThan(insets.left);
      expect(x).toBeLessThan(width - insets.right);
      expect(y).toBeGreaterThan(insets.top);
      expect(y).toBeLessThan(height - insets.bottom);
    }
    const xs = places.map(({ x }) => x);
    const ys = places.map(({ y }) => y);
    const [freeWidth, freeHeight] = [width - insets.left - insets.right, height - insets.top - insets.bottom];
    const fill = Math.max(
      (Math.max(...xs) - Math.min(...xs)) / freeWidth,
      (Math.max(...ys) - Math.min(...ys)) / freeHeight,
    );
    expect(fill).toBeGreaterThan(0.55);
  });
});

it("is a map in the flat view: x to the right, y up, equal steps equal lengths", () => {
  const stage = createStage();
  stage.setView("flat");
  stage.render();
  const at = (x: number, y: number) => stage.projectToScreen(x, y)!;
  const origin = at(0, 0);
  expect(at(4, 0).x - origin.x).toBeCloseTo(2 * (at(2, 0).x - origin.x), 0);
  expect(at(4, 0).y).toBeCloseTo(origin.y, 3);
  expect(origin.y - at(0, 3).y).toBeCloseTo(at(3, 0).x - origin.x, 0); // the box keeps its aspect
  expect(at(0, 3).x).toBeCloseTo(origin.x, 3);
});

describe("gestures", () => {
  it("turn the surface with the world under the hand", () => {
    const stage = createStage();
    stage.render();
    const front = stage.projectToScreen(0, -4)!;
    drag(stage.canvas, [
      [300, 200],
      [310, 200],
      [340, 200],
    ]);
    expect(stage.projectToScreen(0, -4)!.x).toBeGreaterThan(front.x + 5);
    expect(stage.getCamera().polar).toBe(DEFAULT_CAMERA.polar);
  });

  it.each([
    { mode: "flat", shiftKey: false },
    { mode: "surface", shiftKey: true },
  ] as const)("shift what is under the pointer ($mode, Shift: $shiftKey)", ({ mode, shiftKey }) => {
    const stage = createStage();
    stage.setView(mode);
    stage.render();
    const before = stage.projectToScreen(0, -3)!;
    drag(
      stage.canvas,
      [
        [before.x, before.y],
        [before.x + 30, before.y - 20],
        [before.x + 60, before.y - 35],
      ],
      shiftKey,
    );
    const after = stage.projectToScreen(0, -3)!;
    expect(after.x - before.x).toBeCloseTo(60, 0);
    expect(after.y - before.y).toBeCloseTo(-35, 0);
  });

  it("zoom about the pointer", () => {
    const stage = createStage();
    stage.setView("flat");
    stage.render();
    const pivot = stage.projectToScreen(3, -2)!;
    const neighbour = stage.projectToScreen(3.5, -2)!;
    stage.canvas.dispatchEvent(
      new WheelEvent("wheel", { deltaY: -200, clientX: pivot.x, clientY: pivot.y, cancelable: true }),
    );
    expect(stage.projectToScreen(3, -2)!.x).toBeCloseTo(pivot.x, 0);
    expect(stage.projectToScreen(3, -2)!.y).toBeCloseTo(pivot.y, 0);
    expect(stage.projectToScreen(3.5, -2)!.x - pivot.x).toBeGreaterThan(1.2 * (neighbour.x - pivot.x));
  });

  it("by key turn, zoom, reset and report", () => {
    const stage = createStage();
    const states: CameraState[] = [];
    stage.onCameraChange = (state) => states.push(state);
    press(stage.canvas, "ArrowRight");
    press(stage.canvas, "ArrowUp");
    press(stage.canvas, "+");
    press(stage.canvas, "a"); // means nothing
    press(stage.canvas, "0");
    expect(states).toHaveLength(4);
    expect(states[0].azimuth).toBeGreaterThan(DEFAULT_CAMERA.azimuth);
    expect(states[1].polar).toBeLessThan(DEFAULT_CAMERA.polar);
    expect(states[2].distance).toBeLessThan(1);
    expect(states[3]).toEqual(DEFAULT_CAMERA);
  });
});
