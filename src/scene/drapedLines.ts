/**
 * Thin lines laid on the surface: contours, the grid, links between two points. Drawn as quads with soft edges, so
 * that they are even and smooth without multisampling.
 */
import {
  BufferAttribute,
  DoubleSide,
  GLSL3,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  ShaderMaterial,
  Vector4,
} from "three";
import { rgbFromHex } from "./palette";
import { SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";

/** A strip along a segment, in `pieces` pieces: (fraction of the way, side, 0). */
export function setStrip(geometry: InstancedBufferGeometry, pieces: number): void {
  const vertices = new Float32Array((pieces + 1) * 6);
  const index: number[] = [];
  for (let k = 0; k <= pieces; k++) vertices.set([k / pieces, -1, 0, k / pieces, 1, 0], 6 * k);
  for (let k = 0; k < pieces; k++) {
    const a = 2 * k;
    index.push(a, a + 1, a + 2, a + 2, a + 1, a + 3);
  }
  geometry.setAttribute("position", new BufferAttribute(vertices, 3));
  geometry.setIndex(index);
}

/** The same as bare lines, two vertices a piece. */
export function setHairline(geometry: InstancedBufferGeometry, pieces: number): void {
  const vertices = new Float32Array(pieces * 6);
  for (let k = 0; k < pieces; k++) vertices.set([k / pieces, 0, 0, (k + 1) / pieces, 0, 0], 6 * k);
  geometry.setAttribute("position", new BufferAttribute(vertices, 3));
}

export interface LineLook {
  /** Width in CSS pixels. */
  readonly width: number;
  /** Into how many straight pieces a segment is cut, to follow the surface. */
  readonly pieces: number;
  /** Length of dash and gap together in CSS pixels; 0 for a solid line. */
  readonly dash: number;
  readonly renderOrder: number;
}

export class DrapedLines {
  readonly object: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #pieces: number;
  #buffer: InstancedInterleavedBuffer | null = null;

  constructor(shared: SharedUniforms, look: LineLook) {
    this.#pieces = look.pieces;
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        colour: { value: new Vector4() },
        width: { value: look.width },
        pieces: { value: look.pieces },
        dash: { value: look.dash },
      },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      side: DoubleSide, // a quad turns its back on the viewer whenever its line runs to the left
    });
    this.object = new Mesh(new InstancedBufferGeometry(), material);
    this.object.renderOrder = look.renderOrder;
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  /** @param segments `[x0, y0, x1, y1, ...]` in target coordinates; copied into a buffer that only ever grows */
  setSegments(segments: ArrayLike<number>): void {
    this.object.visible = segments.length > 0;
    if (!this.object.visible) return;
    if (this.#buffer === null || this.#buffer.array.length < segments.length) this.#grow(segments.length);
    const buffer = this.#buffer;
    if (buffer === null) return;
    (buffer.array as Float32Array).set(segments);
    buffer.clearUpdateRanges();
    buffer.addUpdateRange(0, segments.length);
    buffer.needsUpdate = true;
    this.object.geometry.instanceCount = segments.length / 4;
  }

  setColour(hex: string, alpha: number): void {
    (this.object.material.uniforms.colour!.value as Vector4).set(...rgbFromHex(hex), alpha);
  }

  #grow(length: number): void {
    const capacity = 4 * Math.ceil((1.5 * length) / 4);
    const buffer = new InstancedInterleavedBuffer(new Float32Array(capacity), 4);
    const geometry = new InstancedBufferGeometry();
    setStrip(geometry, this.#pieces);
    geometry.setAttribute("start", new InterleavedBufferAttribute(buffer, 2, 0));
    geometry.setAttribute("end", new InterleavedBufferAttribute(buffer, 2, 2));
    this.object.geometry.dispose();
    this.object.geometry = geometry;
    this.#buffer = buffer;
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.material.dispose();
  }
}

const VERTEX = /* glsl */ `
uniform float width;
uniform float pieces;
in vec2 start;
in vec2 end;
out float vSide;
out float vAlong;

void main() {
  bool isLast = position.x > 0.999;
  float other = position.x + (isLast ? -1.0 : 1.0) / pieces;
  vec2 place = mix(start, end, position.x);
  vec2 next = mix(start, end, other);
  vec4 a = projectLifted(scenePoint(place, relativeHeight(place)), 0.03);
  vec4 b = projectLifted(scenePoint(next, relativeHeight(next)), 0.03);
  vSide = position.y * (0.5 * width * pixelRatio + 1.0);
  vAlong = length((b.xy / b.w - a.xy / a.w) * viewport) * 0.5 * pieces * position.x / pixelRatio;
  gl_Position = stroke(a, b, isLast ? -vSide : vSide);
}
`;

const FRAGMENT = /* glsl */ `
uniform vec4 colour;
uniform float width;
uniform float pixelRatio;
uniform float dash;
in float vSide;
in float vAlong;
out vec4 fragColour;

void main() {
  float halfWidth = 0.5 * width * pixelRatio;
  float cover = clamp(halfWidth + 0.5 - abs(vSide), 0.0, 1.0);
  if (dash > 0.0 && fract(vAlong / dash) > 0.55) cover = 0.0;
  if (cover <= 0.0) discard;
  fragColour = vec4(colour.rgb, colour.a * cover);
}
`;
