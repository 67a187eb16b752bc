/**
 * Many thin curves floating over the surface, such as the passes of a network, in one draw call. Their vertices are a
 * texture that the vertex shader reads: it clips every segment at the sides of the box, cuts the rest into pieces that
 * follow the surface, and widens each into a quad.
 */
import {
  BufferGeometry,
  DataTexture,
  DoubleSide,
  FloatType,
  GLSL3,
  Group,
  Mesh,
  NearestFilter,
  RGFormat,
  ShaderMaterial,
  Vector3,
  Vector4,
} from "three";
import { rgbFromHex } from "./palette";
import { SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";
import type { CurveSet } from "./types";

export const MAX_CURVES = 400;
export const MAX_CURVE_VERTICES = 256;

/** Of the surface's peak, by which curves float over it. */
const DEFAULT_LIFT = 0.02;

/** Pieces along a whole curve, where there are not more vertices: enough to follow a narrow ridge. */
const MIN_PIECES = 256;
/** Most pieces of all curves together, as long as that is one for every segment. */
const MAX_PIECES = 131_072;
const MAX_FRUGAL_PIECES = 16_384;

/** Stands for a vertex that is not there: a shader cannot be trusted to know NaN. */
const MISSING = 3e38;
/** Numbers beyond are as far outside as can be told. */
const FARTHEST = 1e30;

const VERTICES_PER_PIECE = 6;

const GHOST_OPACITY = 0.45;

type CurveMesh = Mesh<BufferGeometry, ShaderMaterial>;

export class Curves {
  readonly object = new Group();
  readonly #lines: CurveMesh;
  /** The emphasised curve where a hill hides it. */
  readonly #ghost: CurveMesh;
  readonly #maxPieces: number;

  /** @param isFrugal fewer pieces, for machines without a graphics card */
  constructor(shared: SharedUniforms, renderOrder: number, isFrugal: boolean) {
    this.#maxPieces = isFrugal ? MAX_FRUGAL_PIECES : MAX_PIECES;
    const uniforms = {
      ...shared,
      places: { value: createPlaces(1, 1) },
      numCurves: { value: 0 },
      numVertices: { value: 2 },
      pieces: { value: 1 },
      emphasised: { value: -1 },
      lift: { value: DEFAULT_LIFT },
      opacity: { value: 1 },
      faint: { value: new Vector4() },
      bold: { value: new Vector4(0, 0, 0, 1) },
      halo: { value: new Vector3() },
    };
    this.#lines = createMesh(uniforms, renderOrder);
    const ghostBold = { value: new Vector4(0, 0, 0, GHOST_OPACITY) };
    this.#ghost = createMesh({ ...uniforms, bold: ghostBold }, renderOrder - 0.5);
    this.#ghost.material.depthTest = false;
    this.object.add(this.#ghost, this.#lines);
    this.object.visible = false;
  }

  /** @throws RangeError when the numbers do not fit each other or the limits; the curves before stay */
  set(curves: CurveSet | null): void {
    if (curves === null || curves.numCurves === 0) {
      this.object.visible = false;
      return;
    }
    checkCurves(curves);
    const { positions, numCurves, numVertices, emphasised, lift } = curves;
    const values = this.#placesOf(numVertices, numCurves);
    for (let i = 0; i < positions.length; i++) {
      const value = positions[i];
      values[i] = Number.isNaN(value) ? MISSING : Math.min(FARTHEST, Math.max(-FARTHEST, value));
    }
    const numSegments = numCurves * (numVertices - 1);
    const affordable = Math.max(1, Math.floor(this.#maxPieces / numSegments));
    const pieces = Math.min(affordable, Math.ceil(MIN_PIECES / (numVertices - 1)));
    this.#set("numCurves", numCurves);
    this.#set("numVertices", numVertices);
    this.#set("pieces", pieces);
    this.#set("emphasised", emphasised ?? -1);
    this.#set("lift", lift ?? DEFAULT_LIFT);
    this.#set("opacity", numCurves ** -0.36);
    const count = VERTICES_PER_PIECE * pieces * numSegments;
    const countOfOne = count / numCurves;
    this.#lines.geometry.setDrawRange(0, count);
    this.#ghost.geometry.setDrawRange(count - countOfOne, countOfOne); // the shader draws it in the last one's place
    this.#ghost.visible = this.#uniforms.emphasised.value >= 0;
    this.object.visible = true;
  }

  setTheme(colours: ThemeColours): void {
    const { faint, halo } = this.#uniforms;
    (faint.value as Vector4).set(...rgbFromHex(colours.curve), colours.curveAlpha);
    (halo.value as Vector3).set(...rgbFromHex(colours.halo));
    for (const { material } of [this.#lines, this.#ghost]) {
      const bold = material.uniforms.bold.value as Vector4;
      bold.set(...rgbFromHex(colours.accent), bold.w);
    }
  }

  dispose(): void {
    (this.#uniforms.places.value as DataTexture).dispose();
    for (const { geometry, material } of [this.#lines, this.#ghost]) {
      geometry.dispose();
      material.dispose();
    }
  }

  /** The texture's numbers, to be filled; a new texture only where the shape is another. */
  #placesOf(numVertices: number, numCurves: number): Float32Array {
    const { places } = this.#uniforms;
    let map = places.value as DataTexture;
    if (map.image.width !== numVertices || map.image.height !== numCurves) {
      map.dispose();
      map = createPlaces(numVertices, numCurves);
      places.value = map;
    }
    map.needsUpdate = true;
    return map.image.data as Float32Array;
  }

  get #uniforms(): ShaderMaterial["uniforms"] {
    return this.#lines.material.uniforms;
  }

  #set(name: string, value: number): void {
    this.#uniforms[name].value = value;
  }
}

function createMesh(uniforms: ShaderMaterial["uniforms"], renderOrder: number): CurveMesh {
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader: SHARED_GLSL + VERTEX,
    fragmentShader: FRAGMENT,
    transparent: true,
    depthWrite: false,
    side: DoubleSide, // a quad turns its back on the viewer whenever its line runs to the left
  });
  const mesh = new Mesh(new BufferGeometry(), material);
  mesh.renderOrder = renderOrder;
  mesh.frustumCulled = false;
  return mesh;
}

function createPlaces(numVertices: number, numCurves: number): DataTexture {
  const values = new Float32Array(2 * numVertices * numCurves);
  const map = new DataTexture(values, numVertices, numCurves, RGFormat, FloatType);
  map.minFilter = NearestFilter;
  map.magFilter = NearestFilter;
  map.needsUpdate = true;
  return map;
}

function checkCurves({ positions, numCurves, numVertices, emphasised, lift }: CurveSet): void {
  const isWithin = (value: number, min: number, max: number) =>
    Number.isInteger(value) && value >= min && value <= max;
  if (!isWithin(numCurves, 1, MAX_CURVES) || !isWithin(numVertices, 2, MAX_CURVE_VERTICES)) {
    throw new RangeError(
      `curves: got ${numCurves} curves of ${numVertices} vertices, expected 0 to ${MAX_CURVES} of 2 to ${MAX_CURVE_VERTICES}`,
    );
  }
  if (positions.length !== 2 * numCurves * numVertices) {
    throw new RangeError(
      `curves: got ${positions.length} numbers for ${numCurves} curves of ${numVertices} vertices, expected ${2 * numCurves * numVertices}`,
    );
  }
  if (emphasised !== undefined && emphasised !== null && !isWithin(emphasised, 0, numCurves - 1)) {
    throw new RangeError(`curves: got emphasised ${emphasised}, expected null or 0 to ${numCurves - 1}`);
  }
  if (lift !== undefined && !(lift >= 0 && lift <= 1)) {
    throw new RangeError(`curves: got a lift of ${lift}, expected 0 to 1`);
  }
}

const VERTEX = /* glsl */ `
uniform sampler2D places; // [curve][vertex] in target coordinates
uniform int numCurves;
uniform int numVertices;
uniform int pieces;
uniform int emphasised;
uniform float lift;
uniform float opacity;
uniform vec4 faint;
uniform vec4 bold;
out float vSide;
flat out float vWidth; // device pixels
flat out float vHalo;
flat out vec4 vColour;

const int CORNERS[6] = int[6](0, 1, 2, 2, 1, 3);
const float FAR = 1.0e6;

// In shares of the box.
vec2 shareAt(vec2 place) {
  return clamp((place - box.xy) / box.zw, -FAR, FAR);
}

vec4 floating(vec2 u, float depthLift) {
  float height = heightScale > 0.0 ? (heightAt(u) + lift) * heightScale : 0.0;
  return projectLifted(vec3((u.x - 0.5) * footprint.x, height, (0.5 - u.y) * footprint.y), depthLift);
}

// The stretch of a + t * d, t in 0..1, that is inside the box; empty where its second number is not the larger.
vec2 stretchInside(vec2 a, vec2 d) {
  vec2 stretch = vec2(0.0, 1.0);
  for (int k = 0; k < 2; k++) {
    if (abs(d[k]) < 1.0e-12) {
      if (a[k] < 0.0 || a[k] > 1.0) return vec2(0.0);
      continue;
    }
    float low = -a[k] / d[k];
    float high = (1.0 - a[k]) / d[k];
    stretch = vec2(max(stretch.x, min(low, high)), min(stretch.y, max(low, high)));
  }
  return stretch;
}

void main() {
  int corner = CORNERS[gl_VertexID % 6];
  int piece = gl_VertexID / 6 % pieces;
  int segment = gl_VertexID / 6 / pieces;
  int curve = segment / (numVertices - 1);
  int vertex = segment % (numVertices - 1);
  bool isBold = false;
  if (emphasised >= 0) { // changes places with the last one, which is drawn over the others
    isBold = curve == numCurves - 1;
    curve = isBold ? emphasised : curve == emphasised ? numCurves - 1 : curve;
  }
  vec2 from = texelFetch(places, ivec2(vertex, curve), 0).rg;
  vec2 to = texelFetch(places, ivec2(vertex + 1, curve), 0).rg;
  vec2 a = shareAt(from);
  vec2 d = shareAt(to) - a;
  vec2 stretch = stretchInside(a, d);
  bool isMissing = max(max(from.x, from.y), max(to.x, to.y)) > 1.0e38;
  vSide = 0.0;
  vWidth = (isBold ? 2.6 : 1.1) * pixelRatio;
  vHalo = isBold ? 1.2 * pixelRatio : 0.0;
  // In a small picture as many lines lie closer together.
  float room = min(1.0, sqrt(min(viewport.x, viewport.y) / (600.0 * pixelRatio)));
  vColour = isBold ? bold : vec4(faint.rgb, faint.a * opacity * (numCurves > 1 ? room : 1.0));
  if (isMissing || stretch.y <= stretch.x) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  bool isEnd = corner > 1;
  float depthLift = isBold ? 0.14 : 0.06;
  float start = mix(stretch.x, stretch.y, float(piece) / float(pieces));
  float end = mix(stretch.x, stretch.y, float(piece + 1) / float(pieces));
  vec4 here = floating(clamp(a + d * (isEnd ? end : start), 0.0, 1.0), depthLift);
  vec4 other = floating(clamp(a + d * (isEnd ? start : end), 0.0, 1.0), depthLift);
  vSide = ((corner & 1) == 1 ? 1.0 : -1.0) * (0.5 * vWidth + vHalo + 1.0);
  gl_Position = stroke(here, other, isEnd ? -vSide : vSide);
}
`;

const FRAGMENT = /* glsl */ `
uniform vec3 halo;
in float vSide;
flat in float vWidth;
flat in float vHalo;
flat in vec4 vColour;
out vec4 fragColour;

void main() {
  float reach = 0.5 * vWidth + 0.5 - abs(vSide);
  float inner = clamp(reach, 0.0, 1.0);
  float outer = clamp(reach + vHalo, 0.0, 1.0);
  float alpha = vColour.a * max(inner, vHalo > 0.0 ? 0.75 * outer : 0.0);
  if (alpha < 0.004) discard;
  fragColour = vec4(mix(halo, vColour.rgb, vHalo > 0.0 ? inner : 1.0), alpha);
}
`;
