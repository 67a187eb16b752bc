import { describe, expect, it } from "vitest";
import { CHAIN_COLOURS, THEME_COLOURS } from "../../../src/scene";
import type { Stage } from "../../../src/scene";
import { DataPoints } from "../../../src/scene/dataPoints";
import { createSharedUniforms } from "../../../src/scene/shared";
import { EMPTY } from "../../../src/scene/trailRing";
import { changeAt, createMap, curve, hasColour, SIZE, watchObjects } from "./mapFixture";
import { createStage, numDifferentPixels, takePicture } from "./stageFixture";

describe("points", () => {
  it.each(["light", "dark"] as const)("are dots in their classes' colours, or in ink (%s)", (theme) => {
    const stage = createMap(theme);
    const positions = Float32Array.of(-2, 0, 2, 0, 0, 3, NaN, 0);
    stage.setPoints({ positions, classes: Uint8Array.of(0, 1, 1, 0) });
    let picture = takePicture(stage);
    const [first, second] = CHAIN_COLOURS[theme];
    const is = (x: number, y: number, hex: string) => hasColour(stage, picture, x, y, hex);
    expect([is(-2, 0, first), is(2, 0, second), is(0, 3, second)]).toEqual([true, true, true]);
    expect([is(-2, 0, second), is(2, 0, first), is(0, 0, first)]).toEqual([false, false, false]);
    stage.setPoints({ positions });
    picture = takePicture(stage);
    expect(is(-2, 0, THEME_COLOURS[theme].ink)).toBe(true);
    stage.setPoints(null);
    picture = takePicture(stage);
    expect(is(-2, 0, THEME_COLOURS[theme].ink)).toBe(false);
  });

  it("leave out a place that is not there", () => {
    const points = new DataPoints(createSharedUniforms(), 4);
    points.set({ positions: Float32Array.of(1, 2, NaN, 0, 0, Infinity) });
    const marks = points.object.geometry.getAttribute("point");
    expect([0, 1, 2].map((i) => marks.getW(i) === EMPTY)).toEqual([false, true, true]);
    expect([...marks.array].every(Number.isFinite)).toBe(true);
    points.dispose();
  });

  it("stand on the hill", () => {
    const stage = createStage(SIZE);
    stage.setPoints({ positions: Float32Array.of(2, 0) });
    expect(hasColour(stage, takePicture(stage), 2, 0, THEME_COLOURS.light.ink)).toBe(true);
  });

  it("name numbers that do not fit", () => {
    const stage = createMap();
    const set = (numbers: number, classes?: Uint8Array) => () =>
      stage.setPoints({ positions: new Float32Array(numbers), ...(classes && { classes }) });
    expect(set(3)).toThrow(new RangeError("points: got 3 numbers, expected two for each of at most 10000"));
    expect(set(20_002)).toThrow("points: got 20002 numbers");
    expect(set(4, Uint8Array.of(1))).toThrow("points: got 1 classes for 2 points, expected one for each");
    expect(set(4, Uint8Array.of(1, 2))).toThrow("points: got class 2, expected 0 or 1");
    expect(set(20_000)).not.toThrow();
  });
});

describe("shade", () => {
  it.each(["light", "dark"] as const)("runs through a ramp whose lightness goes one way (%s)", (theme) => {
    const stage = createMap(theme);
    const plain = takePicture(stage);
    // From 0 on the left to 1 on the right, whatever the height.
    stage.setShade(Float32Array.of(0, 0.25, 0.5, 0.75, 1, 0, 0.25, 0.5, 0.75, 1), 5, 2);
    const shaded = takePicture(stage);
    // Between the contour lines, in steps from side to side.
    const lightness = [-5.8, -4.6, -3.4, 3.4, 4.6, 5.8].map((x) => {
      const place = stage.projectToScreen(x, 3.6)!;
      const [red, green, blue] = shaded.at(place.x, place.y);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    });
    const sign = theme === "light" ? -1 : 1;
    lightness.slice(1).forEach((value, k) => expect(sign * (value - lightness[k])).toBeGreaterThan(3));
    // Not the colours of heights: the corners have none, and here one of them has all.
    expect(changeAt(stage, plain, shaded, 5.5, 3.6)).toBeGreaterThan(60);
    stage.setShade(null, 0, 0);
    expect(numDifferentPixels(plain, takePicture(stage))).toBe(0);
  });

  it("wins over a crowd and names values that do not fit", () => {
    const stage = createMap();
    stage.setShade(new Float32Array(4).fill(0.5), 2, 2);
    const shaded = takePicture(stage);
    stage.setCrowd(new Float32Array(1).fill(1), 1, 1);
    expect(numDifferentPixels(shaded, takePicture(stage))).toBe(0);
    expect(() => stage.setShade(new Float32Array(5), 2, 3)).toThrow(
      new RangeError(
        "shade: got 5 values for 2 columns x 3 rows, expected columns * rows with both at least 2",
      ),
    );
    expect(() => stage.setShade(new Float32Array(3), 1, 3)).toThrow("shade: got 3 values");
  });
});

describe("all of them", () => {
  function fill(stage: Stage): void {
    stage.setShade(Float32Array.of(0, 0.4, 0.7, 1), 2, 2);
    const { positions } = curve([-5, 3], [0, -1], [5, 3], [-5, -3], [0, 1], [5, -3]);
    stage.setCurves({ positions, numCurves: 2, numVertices: 3, emphasised: 0 });
    stage.setPoints({ positions: Float32Array.of(-4, -2, 4, -2), classes: Uint8Array.of(0, 1) });
  }

  it("come back after a lost context", async () => {
    const stage = createMap();
    fill(stage);
    const before = takePicture(stage);
    const lost = new Promise<void>((resolve) => (stage.onContextLost = resolve));
    const restored = new Promise<void>((resolve) => (stage.onContextRestored = resolve));
    const extension = stage.canvas.getContext("webgl2")!.getExtension("WEBGL_lose_context")!;
    extension.loseContext();
    await lost;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    extension.restoreContext();
    await restored;
    expect(numDifferentPixels(before, takePicture(stage))).toBe(0);
  });

  it("take the new theme's colours", () => {
    const stage = createMap("light");
    fill(stage);
    stage.setTheme("dark");
    const turned = takePicture(stage);
    const other = createMap("dark");
    fill(other);
    expect(numDifferentPixels(turned, takePicture(other))).toBe(0);
  });

  it("give memory on the card back when they change their size, and all of it in the end", () => {
    const live = watchObjects(WebGL2RenderingContext.prototype);
    const held = () => live.textures + live.buffers;
    const begun = held();
    const bare = createMap();
    bare.render();
    bare.dispose();
    const rest = held() - begun; // the renderer keeps a few of its own
    const before = held();
    const stage = createMap();
    fill(stage);
    stage.render();
    const filled = held();
    for (const size of [5, 2, 7, 3]) {
      stage.setShade(new Float32Array(size * size), size, size);
      stage.setCurves({ positions: new Float32Array(4 * size), numCurves: size, numVertices: 2 });
      stage.setPoints({ positions: new Float32Array(2 * size) });
      stage.render();
      expect(held()).toBe(filled);
    }
    stage.dispose();
    expect(held() - before).toBe(rest);
  });
});
