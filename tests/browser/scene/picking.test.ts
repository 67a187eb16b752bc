import { describe, expect, it } from "vitest";
import { createStage, drag } from "./stageFixture";

/** On slopes that face the default viewer, on a peak and on the floor. */
const VISIBLE_PLACES = [
  [-2, 0],
  [2, 0],
  [-2.4, -1.1],
  [1.3, -0.9],
  [0, -2],
  [4.5, -3],
  [-5, -3.5],
  [5.5, 3.5],
] as const;

describe.each(["surface", "flat"] as const)("picking in the %s view", (mode) => {
  it("gives back the place that was projected to the clicked pixel", () => {
    const stage = createStage();
    stage.setView(mode);
    stage.render();
    const picked: number[][] = [];
    stage.onPick = (x, y) => picked.push([x, y]);
    for (const [x, y] of VISIBLE_PLACES) {
      const place = stage.projectToScreen(x, y)!;
      drag(stage.canvas, [[place.x, place.y]]);
    }
    expect(picked).toHaveLength(VISIBLE_PLACES.length);
    for (const [i, [x, y]] of VISIBLE_PLACES.entries()) {
      expect(Math.abs(picked[i][0] - x)).toBeLessThan(0.03);
      expect(Math.abs(picked[i][1] - y)).toBeLessThan(0.03);
    }
  });

  it("names the chain under the pointer, and none where none is near", () => {
    const stage = createStage();
    stage.setView(mode);
    stage.setEnsemble(3, 4, Uint8Array.from([0, 1, 2]));
    stage.pushDraws(Float32Array.from([-2, 0, 2, 0, 4.5, -3]), 1, 0, 3, true);
    stage.render();
    const chains: (number | null)[] = [];
    stage.onPick = (_x, _y, chain) => chains.push(chain);
    for (const [x, y] of [
      [2, 0],
      [4.5, -3],
      [-2, 0],
      [0, -2],
    ] as const) {
      const place = stage.projectToScreen(x, y)!;
      drag(stage.canvas, [[place.x + 3, place.y - 2]]);
    }
    expect(chains).toEqual([1, 2, 0, null]);
  });

  it("tells a drag from a click", () => {
    const stage = createStage();
    stage.setView(mode);
    stage.render();
    let numPicks = 0;
    let numChanges = 0;
    stage.onPick = () => numPicks++;
    stage.onCameraChange = () => numChanges++;
    drag(stage.canvas, [
      [300, 200],
      [320, 205],
      [360, 220],
    ]);
    expect([numPicks, numChanges]).toEqual([0, 1]);
  });
});

it("does not name a chain that a hill hides", () => {
  const stage = createStage();
  stage.setCamera({ azimuth: 0, polar: 1.35, distance: 1, targetX: 0, targetY: 0 });
  stage.setEnsemble(1, 4, Uint8Array.from([0]));
  stage.pushDraws(Float32Array.from([-2, 2.5]), 1, 0, 1, true);
  stage.render();
  let chain: number | null | undefined;
  stage.onPick = (_x, _y, nearest) => (chain = nearest);
  const place = stage.projectToScreen(-2, 2.5)!;
  drag(stage.canvas, [[place.x, place.y]]);
  expect(chain).toBeNull();
});

it("picks nothing in the sky", () => {
  const stage = createStage();
  stage.render();
  let numPicks = 0;
  stage.onPick = () => numPicks++;
  drag(stage.canvas, [[595, 5]]);
  expect(numPicks).toBe(0);
});
