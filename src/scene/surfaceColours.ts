/**
 * What the surface is coloured by: its own height, the density of a crowd on it, or a second quantity. The first two
 * share a ramp, on which they agree where the crowd is as dense as the target; the third has one of its own.
 */
import { DataTexture, LinearFilter, RGBAFormat, UnsignedByteType } from "three";
import { rampBytes } from "./palette";
import { createFloatMap } from "./shared";
import type { ThemeColours } from "./theme";

const RAMP_SIZE = 256;

export class SurfaceColours {
  readonly uniforms = {
    ramp: { value: createRamp() },
    secondRamp: { value: createRamp() },
    /** How far the shaded side of the surface falls in brightness, 0..1. */
    shade: { value: 0 },
    crowd: { value: createFloatMap(new Float32Array(4), 2, 2) },
    hasCrowd: { value: false },
    second: { value: createFloatMap(new Float32Array(4), 2, 2) },
    hasSecond: { value: false },
  };

  /**
   * @param relative density of the crowd over the peak of the target's, [row][column], each value in the middle of a
   *   cell of the box; null for none
   * @throws RangeError when the values do not match the rows and columns
   */
  setCrowd(relative: Float32Array | null, columns: number, rows: number): void {
    const { crowd, hasCrowd } = this.uniforms;
    if (relative !== null) fillMap("crowd", crowd, relative, columns, rows, 1);
    hasCrowd.value = relative !== null;
  }

  /**
   * @param values 0..1, [row][column], at nodes that include both ends of each range; null for none
   * @throws RangeError when the values do not match the rows and columns
   */
  setSecond(values: Float32Array | null, columns: number, rows: number): void {
    const { second, hasSecond } = this.uniforms;
    if (values !== null) fillMap("shade", second, values, columns, rows, 2);
    hasSecond.value = values !== null;
  }

  setTheme(colours: ThemeColours): void {
    const { ramp, secondRamp, shade } = this.uniforms;
    for (const [texture, anchors] of [
      [ramp.value, colours.ramp],
      [secondRamp.value, colours.secondRamp],
    ] as const) {
      texture.image.data = rampBytes(anchors, RAMP_SIZE);
      texture.needsUpdate = true;
    }
    shade.value = colours.shade;
  }

  dispose(): void {
    const { ramp, secondRamp, crowd, second } = this.uniforms;
    for (const { value } of [ramp, secondRamp, crowd, second]) value.dispose();
  }
}

function createRamp(): DataTexture {
  const bytes = new Uint8Array(RAMP_SIZE * 4);
  const ramp = new DataTexture(bytes, RAMP_SIZE, 1, RGBAFormat, UnsignedByteType);
  ramp.minFilter = LinearFilter;
  ramp.magFilter = LinearFilter;
  return ramp;
}

/** Copies values into a map, which is made anew only where its shape is another. */
function fillMap(
  name: string,
  map: { value: DataTexture },
  values: Float32Array,
  columns: number,
  rows: number,
  least: number,
): void {
  if (!(columns >= least && rows >= least) || values.length !== columns * rows) {
    throw new RangeError(
      `${name}: got ${values.length} values for ${columns} columns x ${rows} rows, expected columns * rows with both at least ${least}`,
    );
  }
  if (map.value.image.width === columns && map.value.image.height === rows) {
    (map.value.image.data as Float32Array).set(values);
    map.value.needsUpdate = true;
  } else {
    map.value.dispose();
    map.value = createFloatMap(values.slice(), columns, rows);
  }
}

/** Fragment-shader function: the colour at a place in shares of the box, of a surface of that relative height. */
export const SURFACE_COLOUR_GLSL = /* glsl */ `
uniform sampler2D ramp;
uniform sampler2D secondRamp;
uniform sampler2D crowd;
uniform bool hasCrowd;
uniform sampler2D second;
uniform bool hasSecond;

// Between the nodes of a map; g in units of nodes.
float between(sampler2D map, vec2 g) {
  ivec2 last = textureSize(map, 0) - 1;
  g = clamp(g, vec2(0.0), vec2(last));
  ivec2 i = ivec2(g);
  ivec2 j = min(i + 1, last); // there may be a single row
  vec2 f = g - vec2(i);
  float lower = mix(texelFetch(map, i, 0).r, texelFetch(map, ivec2(j.x, i.y), 0).r, f.x);
  float upper = mix(texelFetch(map, ivec2(i.x, j.y), 0).r, texelFetch(map, j, 0).r, f.x);
  return mix(lower, upper, f.y);
}

vec3 onRamp(sampler2D colours, float share) {
  return texture(colours, vec2(clamp(share, 0.0, 1.0) * 0.996 + 0.002, 0.5)).rgb;
}

vec3 surfaceColour(vec2 u, float height) {
  if (hasSecond) return onRamp(secondRamp, between(second, u * vec2(textureSize(second, 0) - 1)));
  float shown = hasCrowd ? between(crowd, u * vec2(textureSize(crowd, 0)) - 0.5) : height;
  return onRamp(ramp, sqrt(max(shown, 0.0)));
}
`;
