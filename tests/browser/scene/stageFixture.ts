/** A stage in a container of a known size, with two Gaussian bumps on it; taken down after each test. */
import { afterEach } from "vitest";
import { Stage } from "../../../src/scene";
import type { SurfaceData, Theme } from "../../../src/scene";

export const WIDTH = 600;
export const HEIGHT = 420;

const live: (() => void)[] = [];

afterEach(() => {
  for (const takeDown of live.splice(0)) takeDown();
});

export function createContainer(width = WIDTH, height = HEIGHT): HTMLElement {
  const container = document.createElement("div");
  Object.assign(container.style, {
    position: "absolute",
    left: "0px",
    top: "0px",
    width: `${width}px`,
    height: `${height}px`,
  });
  document.body.append(container);
  live.push(() => container.remove());
  return container;
}

export function createStage(options: { theme?: Theme; width?: number; height?: number } = {}): Stage {
  const container = createContainer(options.width, options.height);
  const stage = new Stage(container, { theme: options.theme ?? "light", reducedMotion: true });
  live.push(() => stage.dispose());
  stage.setSurface(twoBumps());
  return stage;
}

export function twoBumps(n = 65): SurfaceData {
  const logDensity = new Float32Array(n * n);
  for (let iy = 0; iy < n; iy++) {
    for (let ix = 0; ix < n; ix++) {
      const x = -6 + (12 * ix) / (n - 1);
      const y = -4 + (8 * iy) / (n - 1);
      logDensity[iy * n + ix] = Math.log(
        Math.exp(-((x + 2) ** 2 + y * y) / 2) + Math.exp(-((x - 2) ** 2 + y * y) / 2),
      );
    }
  }
  return { nx: n, ny: n, xRange: [-6, 6], yRange: [-4, 4], logDensity, axisNames: ["μ", "θ₂"] };
}

/** The two bumps as a map on the floor of a box in which chains stand. */
export function twoBumpsInSpace(): SurfaceData {
  return { ...twoBumps(), zAxis: { name: "log σ", range: [-2, 3] } };
}

export interface Picture {
  /** RGBA bytes at a place in CSS pixels from the upper left. */
  at(x: number, y: number): readonly [number, number, number, number];
  readonly bytes: Uint8Array;
}

/** Draws and reads the picture in one go, before the browser may clear the drawing buffer. */
export function takePicture(stage: Stage): Picture {
  stage.render();
  const { canvas } = stage;
  const gl = canvas.getContext("webgl2")!;
  const bytes = new Uint8Array(canvas.width * canvas.height * 4);
  gl.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
  const at = (x: number, y: number) => {
    const column = Math.floor((x / canvas.clientWidth) * canvas.width);
    const row = canvas.height - 1 - Math.floor((y / canvas.clientHeight) * canvas.height);
    const offset = 4 * (row * canvas.width + column);
    return [bytes[offset], bytes[offset + 1], bytes[offset + 2], bytes[offset + 3]] as const;
  };
  return { at, bytes };
}

export function numDifferentPixels(a: Picture, b: Picture): number {
  let count = 0;
  for (let i = 0; i < a.bytes.length; i += 4) {
    let difference = 0;
    for (let k = 0; k < 4; k++) difference = Math.max(difference, Math.abs(a.bytes[i + k] - b.bytes[i + k]));
    if (difference > 8) count++;
  }
  return count;
}

/** Makes the adapter's name say that there is a graphics card, so that the stage draws as it does on one. */
export function pretendGraphicsCard(): void {
  const prototype = WebGL2RenderingContext.prototype;
  const original = Object.getOwnPropertyDescriptor(prototype, "getParameter")!;
  const call = original.value as (this: WebGL2RenderingContext, name: number) => unknown;
  const UNMASKED_RENDERER = 0x9246;
  prototype.getParameter = function (this: WebGL2RenderingContext, name: number): unknown {
    return name === UNMASKED_RENDERER ? "Pretended graphics card" : call.call(this, name);
  };
  live.push(() => Object.defineProperty(prototype, "getParameter", original));
}

/** Presses, moves and releases a mouse on the canvas, in CSS pixels; one place is a click. */
export function drag(
  canvas: HTMLCanvasElement,
  places: readonly (readonly [number, number])[],
  shiftKey = false,
): void {
  const send = (type: string, [clientX, clientY]: readonly [number, number]) =>
    canvas.dispatchEvent(
      new PointerEvent(type, {
        clientX,
        clientY,
        shiftKey,
        pointerId: 1,
        pointerType: "mouse",
        bubbles: true,
      }),
    );
  // A made-up pointer cannot be captured; the events go straight to the canvas anyway.
  canvas.setPointerCapture = () => undefined;
  send("pointerdown", places[0]);
  for (const place of places.slice(1)) send("pointermove", place);
  send("pointerup", places[places.length - 1]);
}
