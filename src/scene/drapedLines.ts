/**
 * Thin lines laid on the surface: contours, the grid, links between two points. Drawn as quads with soft edges, so
 * that they are even and smooth without multisampling.
 */
import {
  BufferGeometry,
  DoubleSide,
  GLSL3,
  InterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  ShaderMaterial,
  Uint32BufferAttribute,
  Vector4,
} from "three";
import { rgbFromHex } from "./palette";
import { SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";

/** Both ends (x, y), then which end (0, 1) and which side (-1, 1) this corner is. */
const VERTEX_FLOATS = 6;
const CORNERS = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
] as const;
const CORNER_FLOATS = VERTEX_FLOATS * CORNERS.length;

export interface LineLook {
  /** Width in CSS pixels. */
  readonly width: number;
  readonly renderOrder: number;
}

export class DrapedLines {
  readonly object: Mesh<BufferGeometry, ShaderMaterial>;
  #vertices: InterleavedBuffer | null = null;

  constructor(shared: SharedUniforms, look: LineLook) {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: { ...shared, colour: { value: new Vector4() }, width: { value: look.width } },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      side: DoubleSide, // a quad turns its back on the viewer whenever its line runs to the left
    });
    this.object = new Mesh(new BufferGeometry(), material);
    this.object.renderOrder = look.renderOrder;
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  /**
   * @param segments `[x0, y0, x1, y1, ...]` in target coordinates, each short enough to be straight; copied into a
   *   buffer that only ever grows
   */
  setSegments(segments: ArrayLike<number>): void {
    const count = segments.length / 4;
    this.object.visible = count > 0;
    if (count === 0) return;
    const vertices = this.#atLeast(count);
    const floats = vertices.array as Float32Array;
    let at = 0;
    for (let s = 0; s < segments.length; s += 4) {
      for (const [end, side] of CORNERS) {
        for (let k = 0; k < 4; k++) floats[at++] = segments[s + k]!;
        floats[at++] = end;
        floats[at++] = side;
      }
    }
    vertices.clearUpdateRanges();
    vertices.addUpdateRange(0, at);
    vertices.needsUpdate = true;
    this.object.geometry.setDrawRange(0, 6 * count);
  }

  setColour(hex: string, alpha: number): void {
    (this.object.material.uniforms.colour.value as Vector4).set(...rgbFromHex(hex), alpha);
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.material.dispose();
  }

  #atLeast(count: number): InterleavedBuffer {
    if (this.#vertices !== null && this.#vertices.array.length >= count * CORNER_FLOATS)
      return this.#vertices;
    const capacity = Math.ceil(1.5 * count);
    const vertices = new InterleavedBuffer(new Float32Array(capacity * CORNER_FLOATS), VERTEX_FLOATS);
    const index = new Uint32Array(capacity * 6);
    for (let s = 0; s < capacity; s++) {
      const a = 4 * s;
      index.set([a, a + 1, a + 2, a + 2, a + 1, a + 3], 6 * s);
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute("start", new InterleavedBufferAttribute(vertices, 2, 0));
    geometry.setAttribute("end", new InterleavedBufferAttribute(vertices, 2, 2));
    geometry.setAttribute("corner", new InterleavedBufferAttribute(vertices, 2, 4));
    geometry.setIndex(new Uint32BufferAttribute(index, 1));
    this.object.geometry.dispose();
    this.object.geometry = geometry;
    this.#vertices = vertices;
    return vertices;
  }
}

/**
 * Cuts a line into pieces that can follow the surface, and adds them to `segments`.
 * @param stride 1 for a solid line, 2 to leave out every other piece
 */
export function addPieces(
  segments: number[],
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  pieces: number,
  stride = 1,
): void {
  const at = (t: number) => [x0 + (x1 - x0) * t, y0 + (y1 - y0) * t] as const;
  for (let k = 0; k < pieces; k += stride) segments.push(...at(k / pieces), ...at((k + 1) / pieces));
}

const VERTEX = /* glsl */ `
uniform float width;
in vec2 start;
in vec2 end;
in vec2 corner;
out float vSide;

void main() {
  bool isEnd = corner.x > 0.5;
  vec2 here = isEnd ? end : start;
  vec2 there = isEnd ? start : end;
  vec4 a = projectLifted(scenePoint(here, relativeHeight(here)), 0.03);
  vec4 b = projectLifted(scenePoint(there, relativeHeight(there)), 0.03);
  vSide = corner.y * (0.5 * width * pixelRatio + 1.0);
  gl_Position = stroke(a, b, isEnd ? -vSide : vSide);
}
`;

const FRAGMENT = /* glsl */ `
uniform vec4 colour;
uniform float width;
uniform float pixelRatio;
in float vSide;
out vec4 fragColour;

void main() {
  float cover = clamp(0.5 * width * pixelRatio + 0.5 - abs(vSide), 0.0, 1.0);
  if (cover <= 0.0) discard;
  fragColour = vec4(colour.rgb, colour.a * cover);
}
`;
