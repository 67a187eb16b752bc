import { describe, expect, it } from "vitest";
import type { SurfaceData } from "../../../src/scene";
import { createMap, curve, SIZE, watchObjects } from "./mapFixture";
import { createStage, numDifferentPixels, takePicture, twoBumps } from "./stageFixture";

describe("a surface that changes often", () => {
  const bump = (centre: number): SurfaceData => {
    const logDensity = Float32Array.from(
      { length: 33 * 33 },
      (_, i) => -(((i % 33) / 4 - 4 - centre) ** 2) - ((i - (i % 33)) / 33 / 4 - 4) ** 2,
    );
    return { ...twoBumps(33), logDensity };
  };

  it("makes nothing anew on the card while its grid stays", () => {
    const stage = createMap("light", bump(0));
    const shade = new Float32Array(33 * 33).fill(0.5);
    const show = (centre: number) => {
      stage.setSurface(bump(centre));
      stage.setShade(shade.fill(0.5 + 0.1 * centre), 33, 33);
      stage.setCurves(curve([-5, centre], [0, -1], [5, 3]));
      stage.setPoints({ positions: Float32Array.of(-4, centre, 4, -2) });
      stage.render();
    };
    show(0);
    const first = takePicture(stage);
    const live = watchObjects(stage.canvas.getContext("webgl2")!);
    for (const centre of [0.5, 1, -0.5, -1]) show(centre);
    expect(live.made).toBe(0);
    expect(numDifferentPixels(first, takePicture(stage))).toBeGreaterThan(500);
  });
});

describe("a height that is a number of its own", () => {
  const plain = (probability: number, more: Partial<SurfaceData> = {}): SurfaceData => ({
    ...twoBumps(9),
    logDensity: new Float32Array(81).fill(Math.log(probability)),
    ...more,
  });
  const heightAxis = { name: "P(class 1)", logTop: 0 };

  it("is proportional to the probability, whatever the highest is", () => {
    const stage = createStage(); // large enough for numbers on the height axis
    const heightOf = (data: SurfaceData) => {
      stage.setSurface(data);
      stage.render();
      return stage.projectToScreen(0, 0)!.y;
    };
    const [foot, half, full] = [0, 0.5, 1].map((probability) => heightOf(plain(probability, { heightAxis })));
    expect(foot - full).toBeGreaterThan(30);
    // Perspective magnifies what is nearer, so not quite in the middle.
    expect((foot - half) / (foot - full)).toBeGreaterThan(0.42);
    expect((foot - half) / (foot - full)).toBeLessThan(0.58);
    const texts = [...stage.canvas.parentElement!.querySelectorAll("text")].map((text) => text.textContent);
    expect(texts).toContain("P(class 1)");
    // As a density it is as high as it can be, in a picture that leaves its corners less room.
    expect(half - heightOf(plain(0.5))).toBeGreaterThan(30);
  });

  it("needs an axis that ends somewhere", () => {
    const stage = createStage(SIZE);
    expect(() => stage.setSurface(plain(0.5, { heightAxis: { name: "P", logTop: -Infinity } }))).toThrow(
      new RangeError("heightAxis.logTop: got -Infinity, expected a finite number"),
    );
  });
});
