/**
 * The trails of a whole ensemble for machines without a graphics card: bare one-pixel lines in a single draw call.
 * A software adapter handles every instance of an instanced draw like a draw of its own, so there are none here.
 */
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  GLSL3,
  LineSegments,
  ShaderMaterial,
} from "three";
import { PALETTE_SIZE, SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import { POINT_FLOATS } from "./trailRing";
import type { FloatRange, TrailRing } from "./trailRing";
import type { TrailView } from "./trails";

export class HairTrails implements TrailView {
  readonly object: LineSegments<BufferGeometry, ShaderMaterial>;
  #ring: TrailRing | null = null;

  constructor(shared: SharedUniforms, renderOrder: number) {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        numChains: { value: 1 },
        numRows: { value: 1 },
        headRow: { value: 0 },
        opacity: { value: 1 },
      },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
    });
    this.object = new LineSegments(new BufferGeometry(), material);
    this.object.renderOrder = renderOrder;
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  setRing(ring: TrailRing | null): void {
    this.#ring = ring;
    this.object.geometry.dispose();
    this.object.visible = false;
    if (ring === null) return;
    const { numChains, length } = ring;
    const index = new Uint32Array(2 * numChains * length);
    for (let s = 0; s < numChains * length; s++) {
      index[2 * s] = s;
      index[2 * s + 1] = s + numChains; // the same chain, one row on
    }
    const geometry = new BufferGeometry();
    const points = new BufferAttribute(ring.points, POINT_FLOATS);
    points.setUsage(DynamicDrawUsage);
    geometry.setAttribute("point", points);
    geometry.setIndex(new BufferAttribute(index, 1));
    this.object.geometry = geometry;
    this.#set("numChains", numChains);
    this.#set("numRows", length);
    this.update([]);
  }

  update(ranges: readonly FloatRange[]): void {
    if (this.#ring === null) return;
    const points = this.object.geometry.getAttribute("point") as BufferAttribute;
    for (const { start, count } of ranges) points.addUpdateRange(start, count);
    if (ranges.length > 0) points.needsUpdate = true;
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

const VERTEX = /* glsl */ `
uniform vec3 palette[${PALETTE_SIZE}];
uniform int numChains;
uniform int numRows;
uniform int headRow;
uniform float opacity;
in vec4 point; // x, y, z, palette index or -1
out vec4 vColour;
out float vExists;
flat out float vIsSeam; // of the line's second end: a line into the oldest row comes from the newest

void main() {
  int age = (headRow - gl_VertexID / numChains % numRows + numRows) % numRows;
  float youth = 1.0 - float(age) / float(numRows);
  vExists = point.w < 0.0 ? 0.0 : 1.0;
  vIsSeam = age == numRows - 1 ? 1.0 : 0.0;
  vColour = vec4(palette[int(max(point.w, 0.0)) % ${PALETTE_SIZE}], opacity * youth * youth * borderFade(point.xyz));
  gl_Position = projectLifted(standingPoint(point.xyz), 0.06);
}
`;

const FRAGMENT = /* glsl */ `
in vec4 vColour;
in float vExists;
flat in float vIsSeam;
out vec4 fragColour;

void main() {
  if (vIsSeam > 0.5 || vExists < 0.999 || vColour.a < 0.004) discard;
  fragColour = vColour;
}
`;
