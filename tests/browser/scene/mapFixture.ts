/** A small stage seen from above, where places are easily told, and what is at them. */
import { afterEach } from "vitest";
import type { Stage, SurfaceData, Theme } from "../../../src/scene";
import { rgbFromHex } from "../../../src/scene/palette";
import { createStage, twoBumps } from "./stageFixture";
import type { Picture } from "./stageFixture";

const restore: (() => void)[] = [];

afterEach(() => {
  for (const undo of restore.splice(0)) undo();
});

export const SIZE = { width: 260, height: 200 };

/** A small picture from above, in which places are easily told. */
export function createMap(theme: Theme = "light", data: SurfaceData = twoBumps(33)): Stage {
  const stage = createStage({ ...SIZE, theme });
  stage.setSurface(data);
  stage.setView("flat");
  return stage;
}

/** The greatest change of a channel within a pixel of a place. */
export function changeAt(stage: Stage, before: Picture, after: Picture, x: number, y: number): number {
  const place = stage.projectToScreen(x, y)!;
  let greatest = 0;
  for (const dx of [-1, 0, 1]) {
    for (const dy of [-1, 0, 1]) {
      const [a, b] = [before, after].map((picture) => picture.at(place.x + dx, place.y + dy));
      a.forEach((value, k) => (greatest = Math.max(greatest, Math.abs(value - b[k]))));
    }
  }
  return greatest;
}

/** A single curve through some places. */
export function curve(...places: readonly (readonly [number, number])[]) {
  return { positions: Float32Array.from(places.flat()), numCurves: 1, numVertices: places.length };
}

/** Whether a pixel near a place has a colour; how it does on the screen. */
export function hasColour(stage: Stage, picture: Picture, x: number, y: number, hex: string): boolean {
  const rgb = rgbFromHex(hex).map((value) => 255 * value);
  const place = stage.projectToScreen(x, y)!;
  return [-1, 0, 1].some((dx) =>
    [-1, 0, 1].some((dy) => {
      const pixel = picture.at(place.x + dx, place.y + dy);
      return rgb.every((value, k) => Math.abs(value - pixel[k]) < 12);
    }),
  );
}

/** Counts textures and buffers made and deleted by a context, or by all, from now on. */
export function watchObjects(gl: WebGL2RenderingContext) {
  const live = { textures: 0, buffers: 0, made: 0 };
  const count = (name: "createTexture" | "createBuffer" | "deleteTexture" | "deleteBuffer") => {
    const original = gl[name] as (object?: WebGLTexture | WebGLBuffer) => unknown;
    const change = name.startsWith("create") ? 1 : -1;
    const counting = function (this: WebGL2RenderingContext, object?: WebGLTexture) {
      live[name.endsWith("Texture") ? "textures" : "buffers"] += change;
      if (change > 0) live.made++;
      return original.call(this, object);
    };
    Object.assign(gl, { [name]: counting });
    restore.push(() => Object.assign(gl, { [name]: original }));
  };
  (["createTexture", "createBuffer", "deleteTexture", "deleteBuffer"] as const).forEach(count);
  return live;
}
