import { afterEach, describe, expect, it, vi } from "vitest";
import { Stage, WebGLUnavailableError } from "../../../src/scene";
import { createContainer, createStage, numDifferentPixels, takePicture, twoBumps } from "./stageFixture";

afterEach(() => {
  vi.restoreAllMocks();
});

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

async function frames(count: number): Promise<void> {
  for (let k = 0; k < count; k++) await frame();
}

describe("the picture", () => {
  it("shows the surface and lets the page through beside it", () => {
    const picture = takePicture(createStage());
    let numOpaque = 0;
    for (let i = 3; i < picture.bytes.length; i += 4) if (picture.bytes[i] === 255) numOpaque++;
    const share = numOpaque / (picture.bytes.length / 4);
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.8);
    expect(picture.at(3, 3)).toEqual([0, 0, 0, 0]);
  });

  it("is darker at a peak than on the floor by day, and lighter by night", () => {
    const brightness = (theme: "light" | "dark", x: number, y: number) => {
      const stage = createStage({ theme });
      stage.setView("flat");
      const place = stage.projectToScreen(x, y)!;
      const [red, green, blue] = takePicture(stage).at(place.x, place.y);
      return red + green + blue;
    };
    expect(brightness("light", 2.1, 0.1)).toBeLessThan(brightness("light", 5.6, 3.6) - 100);
    expect(brightness("dark", 2.1, 0.1)).toBeGreaterThan(brightness("dark", 5.6, 3.6) + 100);
  });

  it("costs nothing while nothing changes", async () => {
    const stage = createStage();
    await frames(3);
    const before = stage.frames;
    await frames(10);
    expect(stage.frames).toBe(before);
    stage.setTheme("dark");
    stage.setFocus(null);
    await frames(3);
    expect(stage.frames).toBe(before + 1); // two changes, one picture
  });

  it("waits for the last part of a block", async () => {
    const stage = createStage();
    stage.setEnsemble(2, 4, Uint8Array.from([0, 1]));
    await frames(3);
    const before = stage.frames;
    stage.pushDraws(Float32Array.from([1, 1]), 1, 0, 1, false);
    await frames(3);
    expect(stage.frames).toBe(before);
    stage.pushDraws(Float32Array.from([1, 1]), 1, 1, 1, true);
    await frames(3);
    expect(stage.frames).toBe(before + 1);
  });

  it("glides to the flat view when motion is welcome, and jumps when not", async () => {
    const stage = createStage();
    await frames(2);
    let before = stage.frames;
    stage.setView("flat");
    await frames(4);
    expect(stage.frames).toBe(before + 1);
    stage.setReducedMotion(false);
    before = stage.frames;
    stage.setView("surface");
    await frames(4);
    expect(stage.frames).toBeGreaterThan(before + 1);
  });
});

describe("without WebGL 2", () => {
  it("throws a clear error and leaves the container as it was", () => {
    vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
    const container = createContainer();
    expect(() => new Stage(container, { theme: "light", reducedMotion: true })).toThrow(
      WebGLUnavailableError,
    );
    expect(() => new Stage(container, { theme: "light", reducedMotion: true })).toThrow("no WebGL 2");
    expect(container.childElementCount).toBe(0);
  });

  it("tells of a lost context and draws the same picture once it is back", async () => {
    const stage = createStage();
    stage.setEnsemble(2, 8, Uint8Array.from([0, 1]));
    stage.pushDraws(Float32Array.from([-4, -2, -3, -1, 4, -2, 3, -1]), 2, 0, 2, true);
    const before = takePicture(stage);
    const lost = new Promise<void>((resolve) => (stage.onContextLost = resolve));
    const restored = new Promise<void>((resolve) => (stage.onContextRestored = resolve));
    const extension = stage.canvas.getContext("webgl2")!.getExtension("WEBGL_lose_context")!;
    extension.loseContext();
    await lost;
    stage.render(); // must not throw
    await frames(2);
    extension.restoreContext();
    await restored;
    expect(numDifferentPixels(before, takePicture(stage))).toBe(0);
  });
});

describe("the page around it", () => {
  it("gives the canvas a name and a place in the tab order, and hides the labels from it", () => {
    const stage = createStage();
    stage.render();
    expect(stage.canvas.tabIndex).toBe(0);
    expect(stage.canvas.getAttribute("aria-label")).toContain("Arrow keys");
    const svg = stage.canvas.parentElement!.querySelector("svg")!;
    expect(svg.getAttribute("aria-hidden")).toBe("true");
    expect(getComputedStyle(svg).pointerEvents).toBe("none");
  });

  it("writes round numbers and the parameters' names, none over another", () => {
    const stage = createStage();
    for (let k = 0; k < 24; k++) {
      stage.setCamera({
        ...stage.getCamera(),
        azimuth: (2 * Math.PI * k) / 24,
        polar: k % 2 === 0 ? 1 : 1.4,
      });
      stage.render();
      const texts = [...stage.canvas.parentElement!.querySelectorAll("text")].filter(
        (text) => text.getAttribute("visibility") === "visible",
      );
      const words = texts.map((text) => text.textContent);
      expect(words).toEqual(expect.arrayContaining(["μ", "θ₂", "density / peak"]));
      const numbers = texts.filter((text) => /^[−\d.]+$/.test(text.textContent));
      expect(numbers.length).toBeGreaterThan(4);
      const boxes = numbers.map((text) => text.getBoundingClientRect());
      for (const [i, a] of boxes.entries()) {
        for (const b of boxes.slice(i + 1)) {
          const isApart =
            a.right <= b.left || b.right <= a.left || a.bottom <= b.top + 4 || b.bottom <= a.top + 4;
          expect(isApart).toBe(true);
        }
      }
    }
  });

  it("leaves nothing behind", () => {
    const container = createContainer();
    const stage = new Stage(container, { theme: "dark", reducedMotion: true });
    stage.setSurface(twoBumps());
    stage.render();
    stage.dispose();
    expect(container.childElementCount).toBe(0);
  });

  it("names a surface that makes no sense", () => {
    const stage = createStage();
    expect(() => stage.setSurface({ ...twoBumps(), nx: 64 })).toThrow("got 4225 values for a 64 x 65 grid");
    expect(() => stage.setSurface({ ...twoBumps(), xRange: [1, 1] })).toThrow("xRange: got [1, 1]");
  });
});
