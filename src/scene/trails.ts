/** Fading lines behind the chains, drawn straight from a TrailRing; only the rows that changed are uploaded. */
import {
  BufferAttribute,
  DoubleSide,
  GLSL3,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  Mesh,
  ShaderMaterial,
} from "three";
import type { Object3D } from "three";
import { PALETTE_SIZE, SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import { POINT_FLOATS } from "./trailRing";
import type { FloatRange, TrailRing } from "./trailRing";

/** Beyond this many segments a segment is one straight piece instead of following the surface. */
const MAX_DRAPED_SEGMENTS = 16_384;

export interface TrailLook {
  /** CSS pixels. */
  readonly width: number;
  readonly pieces: number;
  readonly renderOrder: number;
}

/** What draws the trails of a ring. */
export interface TrailView {
  readonly object: Object3D;
  setRing(ring: TrailRing | null): void;
  /** Shows what the ring now holds; `ranges` are the stretches that changed. */
  update(ranges: readonly FloatRange[]): void;
  setOpacity(opacity: number): void;
  dispose(): void;
}

export class Trails implements TrailView {
  readonly object: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #look: TrailLook;
  #buffer: InstancedInterleavedBuffer | null = null;
  #ring: TrailRing | null = null;

  constructor(shared: SharedUniforms, look: TrailLook) {
    this.#look = look;
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        width: { value: look.width },
        pieces: { value: look.pieces },
        numChains: { value: 1 },
        numRows: { value: 1 },
        headRow: { value: 0 },
        opacity: { value: 1 },
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

  setRing(ring: TrailRing | null): void {
    this.#ring = ring;
    this.object.geometry.dispose();
    this.object.visible = false;
    if (ring === null) return;
    const geometry = new InstancedBufferGeometry();
    const numSegments = ring.length * ring.numChains;
    const pieces = numSegments > MAX_DRAPED_SEGMENTS ? 1 : this.#look.pieces;
    setStrip(geometry, pieces);
    this.#buffer = new InstancedInterleavedBuffer(ring.points, POINT_FLOATS);
    geometry.setAttribute("start", new InterleavedBufferAttribute(this.#buffer, POINT_FLOATS, 0));
    const nextRow = ring.numChains * POINT_FLOATS;
    geometry.setAttribute("end", new InterleavedBufferAttribute(this.#buffer, POINT_FLOATS, nextRow));
    geometry.instanceCount = numSegments;
    this.object.geometry = geometry;
    this.#set("pieces", pieces);
    this.#set("numChains", ring.numChains);
    this.#set("numRows", ring.length);
    this.update([]);
  }

  update(ranges: readonly FloatRange[]): void {
    if (this.#ring === null || this.#buffer === null) return;
    for (const { start, count } of ranges) this.#buffer.addUpdateRange(start, count);
    if (ranges.length > 0) this.#buffer.needsUpdate = true;
    this.#set("headRow", this.#ring.head);
    this.object.visible = this.#ring.head >= 0;
  }

  setOpacity(opacity: number): void {
    this.#set("opacity", opacity);
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.object.material.dispose();
  }

  #set(name: string, value: number): void {
    this.object.material.uniforms[name].value = value;
  }
}

/** A strip along a segment, in `pieces` pieces: (fraction of the way, side, 0). */
function setStrip(geometry: InstancedBufferGeometry, pieces: number): void {
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

const VERTEX = /* glsl */ `
uniform vec3 palette[${PALETTE_SIZE}];
uniform float width;
uniform float pieces;
uniform int numChains;
uniform int numRows;
uniform int headRow;
uniform float opacity;
in vec4 start; // x, y, z, palette index or -1
in vec4 end;
out float vSide;
out vec4 vColour;

void main() {
  vSide = 0.0;
  vColour = vec4(0.0);
  int endRow = (gl_InstanceID / numChains + 1) % numRows;
  int age = (headRow - endRow + numRows) % numRows; // of the newer end
  bool isSeam = age == numRows - 1; // joins the newest draw to the oldest
  bool isStill = start.xyz == end.xyz; // a rejected proposal
  if (isSeam || isStill || start.w < 0.0 || end.w < 0.0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec3 place = mix(start.xyz, end.xyz, position.x);
  gl_Position = projectLifted(standingPoint(place), 0.06);
  bool isLast = position.x > 0.999;
  float other = position.x + (isLast ? -1.0 : 1.0) / pieces;
  vec4 b = projectLifted(standingPoint(mix(start.xyz, end.xyz, other)), 0.06);
  vSide = position.y * (0.5 * width * pixelRatio + 1.0);
  gl_Position = stroke(gl_Position, b, isLast ? -vSide : vSide);
  float youth = 1.0 - (float(age) + 1.0 - position.x) / float(numRows);
  vColour = vec4(palette[int(end.w) % ${PALETTE_SIZE}], opacity * youth * youth * borderFade(place));
}
`;

const FRAGMENT = /* glsl */ `
uniform float width;
uniform float pixelRatio;
in float vSide;
in vec4 vColour;
out vec4 fragColour;

void main() {
  float cover = clamp(0.5 * width * pixelRatio + 0.5 - abs(vSide), 0.0, 1.0);
  if (vColour.a * cover < 0.004) discard;
  fragColour = vec4(vColour.rgb, vColour.a * cover);
}
`;
