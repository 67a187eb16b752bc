import { describe, expect, it } from "vitest";
import { THEME_COLOURS } from "../../../src/scene";
import type { Stage } from "../../../src/scene";
import { changeAt, createMap, curve, hasColour, SIZE } from "./mapFixture";
import { createStage, numDifferentPixels, pretendGraphicsCard, takePicture } from "./stageFixture";
import type { Picture } from "./stageFixture";

/** Places of pixels that changed, in target coordinates of the box [-6, 6] x [-4, 4] seen from above. */
function changedPlaces(stage: Stage, before: Picture, after: Picture): { x: number; y: number }[] {
  const [low, high] = [stage.projectToScreen(-6, -4)!, stage.projectToScreen(6, 4)!];
  const places: { x: number; y: number }[] = [];
  for (let py = 0.5; py < SIZE.height; py++) {
    for (let px = 0.5; px < SIZE.width; px++) {
      const b = before.at(px, py);
      if (after.at(px, py).every((value, k) => Math.abs(value - b[k]) <= 8)) continue;
      const [u, v] = [(px - low.x) / (high.x - low.x), (py - low.y) / (high.y - low.y)];
      places.push({ x: -6 + 12 * u, y: -4 + 8 * v });
    }
  }
  return places;
}

describe.each(["software", "graphics card"] as const)("curves drawn as on a %s adapter", (adapter) => {
  it("are where their vertices are, and end at the border of the box", () => {
    if (adapter === "graphics card") pretendGraphicsCard();
    const stage = createMap();
    stage.setCurves(curve([-6, 30], [-5.9, 30])); // all outside: nothing but fainter contours
    const before = takePicture(stage);
    // Down through the box at x = 1 and on: a line along the border would be seen left and right of it.
    stage.setCurves(curve([1, 40], [1, 1], [3, -3], [5, -50], [-5, -50], [-4, -9]));
    const after = takePicture(stage);
    for (const [x, y] of [
      [1, 3.5],
      [1, 2],
      [2, -1],
      [3, -3],
    ] as const) {
      expect(changeAt(stage, before, after, x, y)).toBeGreaterThan(40);
    }
    const changed = changedPlaces(stage, before, after);
    const pixel = 12 / (stage.projectToScreen(6, 0)!.x - stage.projectToScreen(-6, 0)!.x);
    expect(changed.length).toBeGreaterThan(60);
    for (const { x, y } of changed) {
      expect(Math.abs(y)).toBeLessThan(4 + 1.5 * pixel);
      const line = y > 1 ? 1 : y > -3 ? 1 + (1 - y) / 2 : 3 + (2 * (-3 - y)) / 47;
      expect(Math.abs(x - line)).toBeLessThan(3 * pixel);
    }
  });

  it("are broken where a vertex is missing", () => {
    if (adapter === "graphics card") pretendGraphicsCard();
    const stage = createMap();
    stage.setCurves(curve([-6, 30], [-5.9, 30]));
    const before = takePicture(stage);
    stage.setCurves(curve([-5, 3], [-3, 3], [NaN, NaN], [3, 3], [5, 3]));
    const after = takePicture(stage);
    expect(changeAt(stage, before, after, -4, 3)).toBeGreaterThan(40);
    expect(changeAt(stage, before, after, 4, 3)).toBeGreaterThan(40);
    for (const { x } of changedPlaces(stage, before, after)) expect(Math.abs(x)).toBeGreaterThan(2.8);
  });
});

describe("curves", () => {
  it("ride on the hill, above it", () => {
    const stage = createStage(SIZE);
    stage.setCurves(curve([-6, 30], [-5.9, 30]));
    const before = takePicture(stage);
    stage.setCurves({ ...curve([-6, 0], [6, 0]), lift: 0.02, emphasised: 0 });
    const after = takePicture(stage);
    // Of two vertices only, yet it follows the peak.
    for (const x of [-5, -2, 0, 2]) expect(changeAt(stage, before, after, x, 0)).toBeGreaterThan(40);
    stage.setCurves({ ...curve([-6, 0], [6, 0]), lift: 0.5, emphasised: 0 });
    expect(numDifferentPixels(after, takePicture(stage))).toBeGreaterThan(150);
    stage.setCurves(null);
    const none = takePicture(stage);
    expect(changeAt(stage, none, before, 5.9, -3.9)).toBeLessThan(8);
    expect(hasColour(stage, after, -2, 0, THEME_COLOURS.light.accent)).toBe(true);
  });

  it("are fainter the more there are, and the emphasised one is in the accent, over all others", () => {
    const stage = createMap();
    const many = (numCurves: number, emphasised: number | null) => {
      const positions = new Float32Array(numCurves * 4);
      // The first across the middle at y = 2, the others elsewhere but for the last, which lies upon it.
      for (let c = 0; c < numCurves; c++) positions.set([-5, c === 0 ? 2 : -3, 5, c === 0 ? 2 : -3], 4 * c);
      if (numCurves > 1) positions.set([-5, 2, 5, 2], 4 * (numCurves - 1));
      stage.setCurves({ positions, numCurves, numVertices: 2, emphasised });
      return takePicture(stage);
    };
    const before = many(2, null);
    const darkness = (picture: Picture, x: number, y: number) => {
      const place = stage.projectToScreen(x, y)!;
      return Math.min(...[-1, 0, 1].map((dy) => picture.at(place.x, place.y + dy)[1]));
    };
    expect(darkness(many(40, null), -4.7, 2)).toBeGreaterThan(darkness(before, -4.7, 2) + 20);
    const accent = THEME_COLOURS.light.accent;
    expect(hasColour(stage, many(40, 0), -4.7, 2, accent)).toBe(true);
    expect(hasColour(stage, many(40, 20), -4.7, 2, accent)).toBe(false);
    expect(hasColour(stage, many(40, 20), -4.7, -3, accent)).toBe(true);
    const bold = changeAt(stage, before, many(2, 0), -4.7, 2);
    expect(bold).toBeGreaterThan(30);
  });

  it("are drawn in one call, however many there are", () => {
    const stage = createMap();
    const gl = stage.canvas.getContext("webgl2")!;
    let numCalls = 0;
    const count = (name: "drawArrays" | "drawElements" | "drawArraysInstanced") => {
      const original: (...values: number[]) => void = gl[name];
      Object.assign(gl, { [name]: (...values: number[]) => (numCalls++, original.apply(gl, values)) });
    };
    (["drawArrays", "drawElements", "drawArraysInstanced"] as const).forEach(count);
    const callsWith = (numCurves: number) => {
      stage.setCurves({
        positions: new Float32Array(numCurves * 512),
        numCurves,
        numVertices: 256,
      });
      numCalls = 0;
      stage.render();
      return numCalls;
    };
    stage.setCurves(null);
    numCalls = 0;
    stage.render();
    const bare = numCalls;
    expect(callsWith(1)).toBe(bare + 1);
    expect(callsWith(400)).toBe(bare + 1);
  });

  it("names numbers that do not fit", () => {
    const stage = createMap();
    const set =
      (numbers: number, numCurves: number, numVertices: number, more: object = {}) =>
      () =>
        stage.setCurves({ positions: new Float32Array(numbers), numCurves, numVertices, ...more });
    expect(set(12, 2, 4)).toThrow(
      new RangeError("curves: got 12 numbers for 2 curves of 4 vertices, expected 16"),
    );
    expect(set(401 * 4, 401, 2)).toThrow("got 401 curves of 2 vertices, expected 0 to 400 of 2 to 256");
    expect(set(2 * 257, 1, 257)).toThrow("got 1 curves of 257 vertices");
    expect(set(2, 1, 1)).toThrow("got 1 curves of 1 vertices");
    expect(set(8, 2, 2, { emphasised: 2 })).toThrow("got emphasised 2, expected null or 0 to 1");
    expect(set(8, 2, 2, { lift: NaN })).toThrow("got a lift of NaN, expected 0 to 1");
    expect(set(0, 0, 0)).not.toThrow();
  });
});
