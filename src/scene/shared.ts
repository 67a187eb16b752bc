/**
 * What every material of the scene shares: the height map, the box it covers, the screen, the palette; and the GLSL
 * that reads them. One object of uniforms is handed to all materials, so a change is made once.
 */
import { DataTexture, FloatType, NearestFilter, RedFormat, Vector2, Vector3, Vector4 } from "three";
import { FADE_MARGIN } from "./domain";
import type { Domain, HeightScales } from "./domain";
import type { HeightField } from "./heightField";
import { CHAIN_COLOURS, rgbFromHex } from "./palette";
import type { Theme } from "./types";

export const PALETTE_SIZE = 6;

export interface SharedUniforms {
  readonly heightMap: { value: DataTexture };
  /** xMin, yMin, xSpan, ySpan of the target's box. */
  readonly box: { value: Vector4 };
  readonly footprint: { value: Vector2 };
  /** Scene units of a density's peak; 0 where height is something else. */
  readonly heightScale: { value: number };
  /** zMin, zSpan, and scene units of that span; the last is 0 where height is something else. */
  readonly rise: { value: Vector3 };
  /** Drawing buffer in device pixels. */
  readonly viewport: { value: Vector2 };
  readonly pixelRatio: { value: number };
  readonly palette: { value: Vector3[] };
}

export function createSharedUniforms(): SharedUniforms {
  return {
    heightMap: { value: createFloatMap(new Float32Array(4), 2, 2) },
    box: { value: new Vector4(0, 0, 1, 1) },
    footprint: { value: new Vector2(10, 10) },
    heightScale: { value: 0 },
    rise: { value: new Vector3(0, 1, 0) },
    viewport: { value: new Vector2(1, 1) },
    pixelRatio: { value: 1 },
    palette: { value: Array.from({ length: PALETTE_SIZE }, () => new Vector3()) },
  };
}

export function setSharedSurface(shared: SharedUniforms, field: HeightField, domain: Domain): void {
  const old = shared.heightMap.value;
  if (old.image.width === field.nx && old.image.height === field.ny) {
    old.image.data = field.heights;
    old.needsUpdate = true;
  } else {
    old.dispose();
    shared.heightMap.value = createFloatMap(field.heights, field.nx, field.ny);
  }
  shared.box.value.set(domain.xMin, domain.yMin, domain.xSpan, domain.ySpan);
  shared.footprint.value.set(domain.width, domain.depth);
  shared.rise.value.set(domain.zMin, domain.zSpan, shared.rise.value.z);
}

export function setSharedHeights(shared: SharedUniforms, scales: HeightScales): void {
  shared.heightScale.value = scales.density;
  shared.rise.value.z = scales.z;
}

export function setSharedTheme(shared: SharedUniforms, theme: Theme): void {
  CHAIN_COLOURS[theme].forEach((hex, i) => shared.palette.value[i].set(...rgbFromHex(hex)));
}

/** Plain float32 numbers for a shader to fetch. */
export function createFloatMap(heights: Float32Array, nx: number, ny: number): DataTexture {
  const map = new DataTexture(heights, nx, ny, RedFormat, FloatType);
  map.minFilter = NearestFilter; // float textures need not be filterable; the shader interpolates
  map.magFilter = NearestFilter;
  map.needsUpdate = true;
  return map;
}

/** Vertex-shader functions over the shared uniforms. */
export const SHARED_GLSL = /* glsl */ `
uniform sampler2D heightMap;
uniform vec4 box;
uniform vec2 footprint;
uniform float heightScale;
uniform vec3 rise;
uniform vec2 viewport;
uniform float pixelRatio;

// At a place in shares of the box, each 0..1.
float heightAt(vec2 u) {
  ivec2 size = textureSize(heightMap, 0);
  vec2 g = u * vec2(size - 1);
  ivec2 i = min(ivec2(g), size - 2);
  vec2 f = g - vec2(i);
  float lower = mix(texelFetch(heightMap, i, 0).r, texelFetch(heightMap, i + ivec2(1, 0), 0).r, f.x);
  float upper = mix(texelFetch(heightMap, i + ivec2(0, 1), 0).r, texelFetch(heightMap, i + ivec2(1, 1), 0).r, f.x);
  return mix(lower, upper, f.y);
}

float relativeHeight(vec2 place) {
  vec2 u = (place - box.xy) / box.zw;
  if (any(lessThan(u, vec2(0.0))) || any(greaterThan(u, vec2(1.0)))) return 0.0;
  return heightAt(u);
}

vec3 scenePoint(vec2 place, float height) {
  vec2 u = (place - box.xy) / box.zw - 0.5;
  return vec3(u.x * footprint.x, height * heightScale, -u.y * footprint.y);
}

// Where a chain stands: on the surface, or at its own third coordinate. One of the two scales is always 0.
vec3 standingPoint(vec3 place) {
  vec3 point = scenePoint(place.xy, heightScale > 0.0 ? relativeHeight(place.xy) : 0.0);
  point.y += rise.z * (place.z - rise.x) / rise.y;
  return point;
}

// Clip coordinates, with the depth of a point that many scene units nearer to the viewer: keeps marks out of the mesh.
vec4 projectLifted(vec3 point, float lift) {
  vec4 view = viewMatrix * vec4(point, 1.0);
  vec4 clip = projectionMatrix * view;
  vec4 nearer = projectionMatrix * (view + vec4(0.0, 0.0, lift, 0.0));
  if (nearer.w > 0.0) clip.z = nearer.z / nearer.w * clip.w;
  return clip;
}

// 1 inside the box, falling to 0 over a margin around it; seen from straight above, the third coordinate is no matter.
float borderFade(vec3 place) {
  vec3 u = abs((place - vec3(box.xy, rise.x)) / vec3(box.zw, rise.y) - 0.5) - 0.5;
  float outside = max(max(u.x, u.y), rise.z > 0.0 ? u.z : 0.0);
  return 1.0 - clamp(outside / ${FADE_MARGIN}, 0.0, 1.0);
}

// In space, how much nearer than the middle of the floor a point is: above 1 in front of it, below 1 behind it.
float nearness(vec4 clip) {
  return rise.z > 0.0 ? clamp(-viewMatrix[3].z / clip.w, 0.5, 2.0) : 1.0;
}

// Moves the end a of the line a-b sideways by that many pixels.
vec4 stroke(vec4 a, vec4 b, float pixels) {
  vec2 direction = (b.xy / b.w - a.xy / a.w) * viewport;
  float span = length(direction);
  if (span < 1e-6) return a;
  vec2 normal = vec2(-direction.y, direction.x) / span;
  return vec4(a.xy + normal * pixels * 2.0 / viewport * a.w, a.zw);
}
`;
