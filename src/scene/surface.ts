/** The hill itself: a grid mesh raised by the height map, matte, in the density's colours, with walls down to the floor. */
import { BufferAttribute, BufferGeometry, GLSL3, Mesh, ShaderMaterial } from "three";
import type { HeightField } from "./heightField";
import { SHARED_GLSL } from "./shared";
import type { SharedUniforms } from "./shared";
import { SURFACE_COLOUR_GLSL, SurfaceColours } from "./surfaceColours";
import type { ThemeColours } from "./theme";

export class Surface {
  readonly object: Mesh<BufferGeometry, ShaderMaterial>;
  readonly colours = new SurfaceColours();
  #nx = 0;
  #ny = 0;

  constructor(shared: SharedUniforms) {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      uniforms: { ...shared, ...this.colours.uniforms },
      vertexShader: SHARED_GLSL + VERTEX,
      fragmentShader: SURFACE_COLOUR_GLSL + FRAGMENT,
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

  setTheme(colours: ThemeColours): void {
    this.colours.setTheme(colours);
  }

  dispose(): void {
    this.object.geometry.dispose();
    this.colours.dispose();
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
uniform float shade;
in float vHeight;
in float vLight;
in vec2 vCell;
out vec4 fragColour;

void main() {
  float light = vLight < 0.0 ? 1.0 + shade * max(vLight, -1.6) : 1.0 + 0.35 * shade * vLight;
  if (hasSecond) light = mix(1.0, light, 0.45); // a shadow must not be taken for the quantity
  fragColour = vec4(surfaceColour(vCell, vHeight) * light, 1.0);
}
`;
