/**
 * Thin lines laid on the surface (contours, the grid) or drawn where chains stand (links, the edges of the box). Drawn as quads with soft edges, so
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

/** Which end (0, 1) and which side (-1, 1) each corner of a line's quad is. */
const CORNERS = [
  [0, -1],
  [0, 1],
  [1, -1],
  [1, 1],
] as const;

export interface LineLook {
  /** Width in CSS pixels. */
  readonly width: number;
  readonly renderOrder: number;
  /** Ends have a third coordinate, at which they stand in space; otherwise lines lie on the surface. */
  readonly isStanding?: boolean;
}

export class DrapedLines {
  readonly object: Mesh<BufferGeometry, ShaderMaterial>;
  /** Coordinates of an end. */
  readonly #dimension: 2 | 3;
  #vertices: InterleavedBuffer | null = null;

  constructor(shared: SharedUniforms, look: LineLook) {
    this.#dimension = look.isStanding === true ? 3 : 2;
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        colour: { value: new Vector4() },
        width: { value: look.width },
        isStanding: { value: look.isStanding === true },
      },
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
   * @param segments `[x0, y0, x1, y1, ...]`, or `[x0, y0, z0, x1, y1, z1, ...]` for standing lines, in target
   *   coordinates, each short enough to be straight; copied into a buffer that only ever grows
   */
  setSegments(segments: ArrayLike<number>): void {
    const endFloats = 2 * this.#dimension;
    const count = segments.length / endFloats;
    this.object.visible = count > 0;
    if (count === 0) return;
    const vertices = this.#atLeast(count);
    const floats = vertices.array as Float32Array;
    let at = 0;
    for (let s = 0; s < segments.length; s += endFloats) {
      for (const [end, side] of CORNERS) {
        for (let k = 0; k < endFloats; k++) floats[at++] = segments[s + k]!;
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
    const dimension = this.#dimension;
    const vertexFloats = 2 * dimension + 2; // both ends, then which corner this is
    const lineFloats = vertexFloats * CORNERS.length;
    if (this.#vertices !== null && this.#vertices.array.length >= count * lineFloats) return this.#vertices;
    const capacity = Math.ceil(1.5 * count);
    const vertices = new InterleavedBuffer(new Float32Array(capacity * lineFloats), vertexFloats);
    const index = new Uint32Array(capacity * 6);
    for (let s = 0; s < capacity; s++) {
      const a = 4 * s;
      index.set([a, a + 1, a + 2, a + 2, a + 1, a + 3], 6 * s);
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute("start", new InterleavedBufferAttribute(vertices, dimension, 0));
    geometry.setAttribute("end", new InterleavedBufferAttribute(vertices, dimension, dimension));
    geometry.setAttribute("corner", new InterleavedBufferAttribute(vertices, 2, 2 * dimension));
    geometry.setIndex(new Uint32BufferAttribute(index, 1));
    this.object.geometry.dispose();
    this.object.geometry = geometry;
    this.#vertices = vertices;
    return vertices;
  }
}

/**
 * Cuts a line into pieces that can follow the surface, and adds them to `segments`.
 * @param from,to its ends, with as many coordinates as the lines that they are for
 * @param stride 1 for a solid line, 2 to leave out every other piece
 */
export function addPieces(
  segments: number[],
  from: readonly number[],
  to: readonly number[],
  pieces: number,
  stride = 1,
): void {
  const at = (t: number) => from.map((value, k) => value + (to[k] - value) * t);
  for (let k = 0; k < pieces; k += stride) segments.push(...at(k / pieces), ...at((k + 1) / pieces));
}

const VERTEX = /* glsl */ `
uniform float width;
uniform bool isStanding;
in vec3 start; // with two coordinates the third reads 0
in vec3 end;
in vec2 corner;
out float vSide;

vec4 placeOf(vec3 end) {
  vec3 point = isStanding ? standingPoint(end) : scenePoint(end.xy, relativeHeight(end.xy));
  return projectLifted(point, 0.03);
}

void main() {
  bool isEnd = corner.x > 0.5;
  vec4 a = placeOf(isEnd ? end : start);
  vec4 b = placeOf(isEnd ? start : end);
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
