/** The hill itself: a grid mesh raised by the height map, matte, in the density's colours, with walls down to the floor. */
import {
  BufferAttribute,
  BufferGeometry,
  DataTexture,
  GLSL3,
  LinearFilter,
  Mesh,
  RGBAFormat,
  ShaderMaterial,
  UnsignedByteType,
} from "three";
import type { HeightField } from "./heightField";
import { rampBytes } from "./palette";
import { createFloatMap, SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";

const RAMP_SIZE = 256;

export class Surface {
  readonly object: Mesh<BufferGeometry, ShaderMaterial>;
  #nx = 0;
  #ny = 0;

  constructor(shared: SharedUniforms) {
    const ramp = new DataTexture(new Uint8Array(RAMP_SIZE * 4), RAMP_SIZE, 1, RGBAFormat, UnsignedByteType);
    ramp.minFilter = LinearFilter;
    ramp.magFilter = LinearFilter;
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: {
        ...shared,
        ramp: { value: ramp },
        shade: { value: 0 },
        crowd: { value: createFloatMap(new Float32Array(4), 2, 2) },
        hasCrowd: { value: false },
      },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: FRAGMENT,
    });
    this.object = new Mesh(new BufferGeometry(), material);
    this.object.frustumCulled = false;
    this.object.visible = false;
  }

  /** Fits the mesh to a field whose heights the shared map holds. */
  setField(field: HeightField): void {
    this.object.visible = true;
    if (field.nx !== this.#nx || field.ny !== this.#ny) {
      this.#nx = field.nx;
      this.#ny = field.ny;
      this.object.geometry.dispose();
      this.object.geometry = createGrid(field.nx, field.ny);
    }
    const index = this.object.geometry.index!;
    splitCells(index.array as Uint32Array, field);
    index.needsUpdate = true;
  }

  /**
   * Colours the hill by where a crowd is instead of by its height: where the two agree nothing changes.
   * @param relative density of the crowd over the peak of the target's, [row][column] over the box; null for none
   * @throws RangeError when the values do not match the rows and columns
   */
  setCrowd(relative: Float32Array | null, columns: number, rows: number): void {
    const { crowd, hasCrowd } = this.object.material.uniforms;
    if (relative === null) {
      hasCrowd.value = false;
      return;
    }
    if (columns < 1 || rows < 1 || relative.length !== columns * rows) {
      throw new RangeError(
        `crowd: got ${relative.length} values for ${columns} columns x ${rows} rows, expected columns * rows with both at least 1`,
      );
    }
    hasCrowd.value = true;
    const map = crowd.value as DataTexture;
    if (map.image.width === columns && map.image.height === rows) {
      map.image.data = relative;
      map.needsUpdate = true;
    } else {
      map.dispose();
      crowd.value = createFloatMap(relative, columns, rows);
    }
  }

  setTheme(colours: ThemeColours): void {
    const { ramp, shade } = this.object.material.uniforms;
    const texture = ramp.value as DataTexture;
    texture.image.data = rampBytes(colours.ramp, RAMP_SIZE);
    texture.needsUpdate = true;
    shade.value = colours.shade;
  }

  dispose(): void {
    this.object.geometry.dispose();
    for (const map of ["ramp", "crowd"]) (this.object.material.uniforms[map].value as DataTexture).dispose();
    this.object.material.dispose();
  }
}

/** Vertex kinds: a node of the surface, the upper rim of a wall, the foot of a wall. */
const NODE = 0;
const RIM = 1;
const FOOT = 2;

/** Vertices (column, row, kind): the nodes, then a wall along each of the four sides. */
function createGrid(nx: number, ny: number): BufferGeometry {
  const rim = rimNodes(nx, ny);
  const vertices = new Float32Array((nx * ny + 2 * rim.length) * 3);
  for (let i = 0; i < nx * ny; i++) vertices.set([i % nx, Math.floor(i / nx), NODE], 3 * i);
  rim.forEach(([ix, iy], k) => {
    vertices.set([ix, iy, RIM, ix, iy, FOOT], 3 * (nx * ny + 2 * k));
  });
  const index = new Uint32Array(6 * ((nx - 1) * (ny - 1) + rim.length - 1));
  for (let k = 0; k < rim.length - 1; k++) {
    const a = nx * ny + 2 * k;
    index.set([a, a + 1, a + 2, a + 2, a + 1, a + 3], 6 * ((nx - 1) * (ny - 1) + k));
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(vertices, 3));
  geometry.setIndex(new BufferAttribute(index, 1));
  return geometry;
}

/** Two triangles a cell, split along the diagonal that bends less: the other one would notch a slanting ridge. */
function splitCells(index: Uint32Array, { nx, ny, heights }: HeightField): void {
  let k = 0;
  for (let iy = 0; iy < ny - 1; iy++) {
    const before = Math.max(0, iy - 1) * nx;
    const after = Math.min(ny - 1, iy + 2) * nx;
    for (let ix = 0; ix < nx - 1; ix++) {
      const left = Math.max(0, ix - 1);
      const right = Math.min(nx - 1, ix + 2);
      const a = iy * nx + ix;
      const d = a + nx;
      const rising = heights[a] + heights[d + 1] - heights[before + left] - heights[after + right];
      const falling = heights[a + 1] + heights[d] - heights[before + right] - heights[after + left];
      const isRising = Math.abs(rising) < Math.abs(falling);
      index[k++] = a;
      index[k++] = a + 1;
      index[k++] = isRising ? d + 1 : d;
      index[k++] = isRising ? a : a + 1;
      index[k++] = d + 1;
      index[k++] = d;
    }
  }
}

/** Once around the border, counterclockwise seen from above, ending where it began. */
function rimNodes(nx: number, ny: number): [number, number][] {
  const nodes: [number, number][] = [];
  for (let ix = 0; ix < nx - 1; ix++) nodes.push([ix, 0]);
  for (let iy = 0; iy < ny - 1; iy++) nodes.push([nx - 1, iy]);
  for (let ix = nx - 1; ix > 0; ix--) nodes.push([ix, ny - 1]);
  for (let iy = ny - 1; iy > 0; iy--) nodes.push([0, iy]);
  nodes.push([0, 0]);
  return nodes;
}

const VERTEX = /* glsl */ `
out float vHeight;
out float vLight;
out vec2 vCell;

float nodeHeight(ivec2 node) {
  return texelFetch(heightMap, clamp(node, ivec2(0), textureSize(heightMap, 0) - 1), 0).r;
}

void main() {
  ivec2 node = ivec2(position.xy);
  vec2 cells = vec2(textureSize(heightMap, 0) - 1);
  float height = nodeHeight(node);
  vec2 place = box.xy + box.zw * position.xy / cells;
  vec3 point = scenePoint(place, position.z > 1.5 ? 0.0 : height);
  vec2 rise = vec2(
    nodeHeight(node + ivec2(1, 0)) - nodeHeight(node - ivec2(1, 0)),
    nodeHeight(node + ivec2(0, 1)) - nodeHeight(node - ivec2(0, 1))
  );
  vec2 slope = rise * heightScale * cells / (2.0 * footprint);
  vec3 normal = normalize(vec3(-slope.x, 1.0, slope.y));
  // Light from the upper left behind the default viewer; level ground keeps the ramp's own colour.
  vec3 light = normalize(vec3(-0.55, 0.75, 0.35));
  vLight = (dot(normal, light) - light.y) / (1.0 - light.y);
  if (position.z > 0.5) vLight = heightScale > 0.0 ? -0.5 : 0.0;
  vHeight = height;
  vCell = position.xy / cells;
  gl_Position = projectionMatrix * viewMatrix * vec4(point, 1.0);
}
`;

const FRAGMENT = /* glsl */ `
uniform sampler2D ramp;
uniform float shade;
uniform sampler2D crowd;
uniform bool hasCrowd;
in float vHeight;
in float vLight;
in vec2 vCell;
out vec4 fragColour;

float crowdAt(vec2 u) {
  ivec2 size = textureSize(crowd, 0);
  vec2 g = clamp(u * vec2(size) - 0.5, vec2(0.0), vec2(size - 1));
  ivec2 i = ivec2(g);
  ivec2 j = min(i + 1, size - 1); // there may be a single row
  vec2 f = g - vec2(i);
  float lower = mix(texelFetch(crowd, i, 0).r, texelFetch(crowd, ivec2(j.x, i.y), 0).r, f.x);
  float upper = mix(texelFetch(crowd, ivec2(i.x, j.y), 0).r, texelFetch(crowd, j, 0).r, f.x);
  return mix(lower, upper, f.y);
}

void main() {
  float shown = hasCrowd ? crowdAt(vCell) : vHeight;
  vec3 colour = texture(ramp, vec2(sqrt(clamp(shown, 0.0, 1.0)) * 0.996 + 0.002, 0.5)).rgb;
  float light = vLight < 0.0 ? 1.0 + shade * max(vLight, -1.6) : 1.0 + 0.35 * shade * vLight;
  fragColour = vec4(colour * light, 1.0);
}
`;
