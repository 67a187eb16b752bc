/** Small marks that keep their size on the screen: chain heads, rejected proposals, the start point. */
import { BufferAttribute, BufferGeometry, GLSL3, Points, ShaderMaterial, Vector3 } from "three";
import { rgbFromHex } from "./palette";
import { PALETTE_SIZE, SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import { COLOUR_AT, EMPTY, POINT_FLOATS } from "./trailRing";

/** A filled disc is a draw, a cross a rejected proposal, a ring with a dot the start. */
export type MarkShape = "disc" | "cross" | "ring";

const SHAPES: Readonly<Record<MarkShape, number>> = { disc: 0, cross: 1, ring: 2 };

/** Palette index of a mark drawn in the material's own ink. */
export const INK = 100;

export interface MarkLook {
  readonly shape: MarkShape;
  readonly renderOrder: number;
  /** Marks that shine through the surface. */
  readonly isOnTop?: boolean;
  /** Shadows: on the floor below their place, seen in space only. */
  readonly isOnFloor?: boolean;
}

export class Marks {
  readonly object: Points<BufferGeometry, ShaderMaterial>;
  #points: Float32Array = new Float32Array(0);

  constructor(shared: SharedUniforms, look: MarkLook) {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        shape: { value: SHAPES[look.shape] },
        size: { value: 6 },
        opacity: { value: 1 },
        focus: { value: -1 },
        isOnFloor: { value: look.isOnFloor === true },
        ink: { value: new Vector3() },
        halo: { value: new Vector3() },
      },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      depthTest: look.isOnTop !== true,
    });
    this.object = new Points(new BufferGeometry(), material);
    this.object.renderOrder = look.renderOrder;
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  /** `[x, y, z, palette index]` of every mark; change it and call `update`. */
  get points(): Float32Array {
    return this.#points;
  }

  resize(count: number): void {
    this.#points = new Float32Array(count * POINT_FLOATS).fill(EMPTY);
    this.object.geometry.dispose();
    this.object.geometry = new BufferGeometry();
    this.object.geometry.setAttribute("point", new BufferAttribute(this.#points, POINT_FLOATS));
    this.object.geometry.setDrawRange(0, count); // three counts the vertices of "position" only
    this.object.visible = false;
  }

  /** Puts a mark at a place, in its own ink or in none; shown with the next `update`. */
  place(index: number, [x, y, z]: readonly [number, number, number], isShown = true): void {
    this.#points.set([x, y, z, isShown ? INK : EMPTY], index * POINT_FLOATS);
  }

  /** Where a mark is, or null where there is none. */
  placeOf(index: number): readonly [number, number, number] | null {
    const at = index * POINT_FLOATS;
    if (this.#points[at + COLOUR_AT] === EMPTY) return null;
    return [this.#points[at], this.#points[at + 1], this.#points[at + 2]];
  }

  /** Draws these marks at another's places from now on. */
  follow(other: Marks): void {
    this.#points = other.points;
    this.object.geometry = other.object.geometry;
  }

  update(isVisible: boolean): void {
    this.object.visible = isVisible && this.#points.length > 0;
    if (this.object.visible) this.object.geometry.getAttribute("point").needsUpdate = true;
  }

  /** @param size diameter in CSS pixels; the focused mark is larger by itself */
  setSize(size: number): void {
    this.object.material.uniforms.size.value = size;
  }

  /** Of all marks alike, 0..1. */
  setOpacity(opacity: number): void {
    this.object.material.uniforms.opacity.value = opacity;
  }

  /** Dims all marks but the focused one; null leaves all alike. */
  setFocus(index: number | null, dimmedOpacity: number): void {
    this.object.material.uniforms.focus.value = index ?? -1;
    this.object.material.uniforms.opacity.value = index === null ? 1 : dimmedOpacity;
  }

  /** Whether nearer marks hide farther ones, whatever their order. */
  setHiding(isHiding: boolean): void {
    this.object.material.depthWrite = isHiding;
  }

  setColours(ink: string, halo: string): void {
    (this.object.material.uniforms.ink.value as Vector3).set(...rgbFromHex(ink));
    (this.object.material.uniforms.halo.value as Vector3).set(...rgbFromHex(halo));
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.material.dispose();
  }
}

const VERTEX = /* glsl */ `
uniform vec3 palette[${PALETTE_SIZE}];
uniform float size;
uniform float opacity;
uniform int focus;
uniform vec3 ink;
uniform bool isOnFloor;
in vec4 point; // x, y, z, palette index or -1
out vec4 vColour;
out float vRadius;

void main() {
  vec3 place = point.xyz;
  float visible = point.w < 0.0 || isOnFloor && rise.z <= 0.0 ? 0.0 : borderFade(place);
  if (isOnFloor) place.z = rise.x;
  bool isFocus = gl_VertexID == focus;
  vec4 clip = projectLifted(standingPoint(place), isFocus ? 0.3 : 0.14);
  float diameter = (isFocus && !isOnFloor ? max(1.5 * size, size + 6.0) : size) * pixelRatio * nearness(clip);
  gl_Position = visible > 0.0 ? clip : vec4(2.0, 2.0, 2.0, 1.0);
  gl_PointSize = diameter + 2.0;
  vRadius = 0.5 * diameter;
  vec3 colour = isOnFloor || point.w > 99.0 ? ink : palette[int(max(point.w, 0.0)) % ${PALETTE_SIZE}];
  vColour = vec4(colour, (isFocus ? 1.0 : opacity) * visible);
}
`;

const FRAGMENT = /* glsl */ `
uniform int shape;
uniform vec3 halo;
uniform float pixelRatio;
in vec4 vColour;
in float vRadius;
out vec4 fragColour;

float cover(float distance) {
  return clamp(0.5 - distance, 0.0, 1.0);
}

void main() {
  vec2 p = (gl_PointCoord - 0.5) * (2.0 * vRadius + 2.0);
  float r = length(p);
  float line = max(0.5, 0.16 * vRadius);
  float inner;
  float outer;
  if (shape == 1) {
    vec2 q = abs(vec2(p.x + p.y, p.x - p.y)) * 0.7071;
    float arm = max(min(q.x, q.y) - line, max(q.x, q.y) - vRadius + 1.0);
    inner = cover(arm);
    outer = cover(arm - pixelRatio) * 0.7;
  } else if (shape == 2) {
    float ring = abs(r - vRadius + 1.5 * line + pixelRatio) - line;
    float middle = r - 0.28 * vRadius;
    inner = cover(min(ring, middle));
    outer = cover(min(ring, middle) - pixelRatio);
  } else {
    float edge = clamp(0.3 * (vRadius - 2.0 * pixelRatio), 0.0, 1.5 * pixelRatio); // none on the smallest
    inner = cover(r - vRadius + edge);
    outer = cover(r - vRadius);
  }
  float alpha = max(inner, outer) * vColour.a;
  if (alpha < 0.01) discard;
  fragColour = vec4(mix(halo, vColour.rgb, inner / max(inner, outer)), alpha);
}
`;
