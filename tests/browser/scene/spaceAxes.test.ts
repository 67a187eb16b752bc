import { describe, expect, it } from "vitest";
import type { Stage } from "../../../src/scene";
import { createStage, takePicture, twoBumps, twoBumpsInSpace } from "./stageFixture";

function createSpace(size: { width?: number; height?: number } = {}): Stage {
  const stage = createStage(size);
  stage.setSurface(twoBumpsInSpace());
  return stage;
}

describe("the axes of the box", () => {
  it("draws the edge where the two far walls meet, and none of it on a hill", () => {
    const stage = createSpace();
    const inkAtEdge = () => {
      const { x, y } = stage.projectToScreen(6, 4, 1.2)!;
      const picture = takePicture(stage);
      return Math.max(...[-1, 0, 1].map((dx) => picture.at(x + dx, y)[3]));
    };
    expect(inkAtEdge()).toBeGreaterThan(30);
    const { x, y } = stage.projectToScreen(6, 4, 1.2)!;
    stage.setSurface(twoBumps());
    expect(takePicture(stage).at(x, y)[3]).toBe(0);
  });

  it("are written beside the picture, none over another, from all sides", () => {
    for (const size of [{}, { width: 390, height: 560 }]) {
      const stage = createSpace(size);
      for (let k = 0; k < 24; k++) {
        stage.setCamera({
          ...stage.getCamera(),
          azimuth: (2 * Math.PI * k) / 24,
          polar: [0.8, 1, 1.35][k % 3],
        });
        stage.render();
        const texts = [...stage.canvas.parentElement!.querySelectorAll("text")].filter(
          (text) => text.getAttribute("visibility") === "visible",
        );
        expect(texts.map((text) => text.textContent)).toEqual(expect.arrayContaining(["μ", "θ₂", "log σ"]));
        const boxes = texts.map((text) => text.getBoundingClientRect());
        for (const [i, a] of boxes.entries()) {
          for (const [j, b] of boxes.slice(i + 1).entries()) {
            const isApart =
              a.right <= b.left + 1 ||
              b.right <= a.left + 1 ||
              a.bottom <= b.top + 5 ||
              b.bottom <= a.top + 5;
            expect(isApart, `${texts[i].textContent} on ${texts[i + 1 + j].textContent}, turn ${k}`).toBe(
              true,
            );
          }
        }
      }
    }
  });

  it("fit into the default view, whatever its shape", () => {
    for (const { width, height } of [
      { width: 600, height: 420 },
      { width: 390, height: 560 },
      { width: 900, height: 400 },
    ]) {
      const stage = createSpace({ width, height });
      stage.render();
      for (const x of [-6, 6]) {
        for (const y of [-4, 4]) {
          for (const z of [-2, 3]) {
            const place = stage.projectToScreen(x, y, z)!;
            expect(place.x).toBeGreaterThan(0);
            expect(place.x).toBeLessThan(width);
            expect(place.y).toBeGreaterThan(0);
            expect(place.y).toBeLessThan(height);
          }
        }
      }
    }
  });

  it("give way to the density's in the map from above", () => {
    const stage = createSpace();
    stage.setView("flat");
    stage.render();
    const words = [...stage.canvas.parentElement!.querySelectorAll("text")]
      .filter((text) => text.getAttribute("visibility") === "visible")
      .map((text) => text.textContent);
    expect(words).toEqual(expect.arrayContaining(["μ", "θ₂"]));
    expect(words).not.toContain("log σ");
  });
});

describe("a crowd in a single row", () => {
  it("colours every row of the surface alike", () => {
    const stage = createStage();
    stage.setView("flat");
    stage.setCrowd(Float32Array.from([0, 0, 1, 0.25]), 4, 1);
    const picture = takePicture(stage);
    const brightness = (x: number, y: number) => {
      const place = stage.projectToScreen(x, y)!;
      return picture.at(place.x, place.y).reduce((sum, value) => sum + value, 0);
    };
    for (const y of [3.6, -3.6]) {
      expect(brightness(1.6, y)).toBeLessThan(brightness(-4.6, y) - 60);
      expect(brightness(4.6, y)).toBeGreaterThan(brightness(1.6, y) + 20);
      expect(brightness(4.6, y)).toBeLessThan(brightness(-4.6, y) - 20);
    }
    expect(Math.abs(brightness(1.6, 3.6) - brightness(1.6, -3.6))).toBeLessThan(8);
    expect(() => stage.setCrowd(new Float32Array(3), 4, 1)).toThrow("got 3 values for 4 columns x 1 rows");
  });
});
