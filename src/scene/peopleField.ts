/**
 * A field of people, each a dot, sorted into blocks side by side. When the blocks change, everyone walks from the old
 * place to the new one and takes the new block's colour. Takes counts and colours; knows nothing of tests and diseases.
 */
import {
  BufferAttribute,
  BufferGeometry,
  GLSL3,
  InstancedBufferAttribute,
  InstancedBufferGeometry,
  Mesh,
  OrthographicCamera,
  Scene,
  ShaderMaterial,
  Vector3,
} from "three";
import { watchContext } from "./canvas";
import { rgbFromHex } from "./palette";
import { layOutPeople, type PeopleBlock } from "./peopleLayout";
import { createRenderer } from "./renderer";

const COLOURS = 4;
/** Milliseconds that a walk takes. */
const WALK = 700;

export class PeopleField {
  readonly canvas = document.createElement("canvas");
  /** Called after each picture, with the places of the blocks in CSS pixels. */
  onLayout: ((blocks: readonly DOMRectReadOnly[]) => void) | null = null;
  isAnimated: boolean;
  /** Pictures drawn so far. */
  frames = 0;
  readonly #container: HTMLElement;
  readonly #renderer;
  readonly #scene = new Scene();
  readonly #camera = new OrthographicCamera(0, 1, 0, 1, -1, 1);
  readonly #mesh: Mesh<InstancedBufferGeometry, ShaderMaterial>;
  readonly #from: InstancedBufferAttribute;
  readonly #to: InstancedBufferAttribute;
  readonly #observer: ResizeObserver;
  readonly #disposal = new AbortController();
  #blocks: readonly PeopleBlock[] = [];
  #startedAt = -Infinity;
  #frameRequest = 0;

  /**
   * @param population people in all blocks together
   * @throws WebGLUnavailableError when the browser gives no WebGL 2 context
   */
  constructor(container: HTMLElement, population: number, isAnimated: boolean) {
    this.#container = container;
    this.isAnimated = isAnimated;
    this.#renderer = createRenderer(this.canvas).renderer;
    this.canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%";
    this.canvas.setAttribute("aria-hidden", "true");
    container.append(this.canvas);
    // x, y in CSS pixels, and the colour's index.
    this.#from = new InstancedBufferAttribute(new Float32Array(population * 3), 3);
    this.#to = new InstancedBufferAttribute(new Float32Array(population * 3), 3);
    this.#mesh = createMesh(this.#from, this.#to, population);
    this.#scene.add(this.#mesh);
    watchContext(
      this.canvas,
      this.#disposal.signal,
      () => cancelAnimationFrame(this.#frameRequest),
      () => {
        this.#renderer.setClearColor(0x000000, 0);
        this.#requestFrame();
      },
    );
    this.#observer = new ResizeObserver(() => this.#place(false));
    this.#observer.observe(container);
  }

  /** @param colours one "#rrggbb" for each of up to four colour indices */
  setColours(colours: readonly string[]): void {
    colours.forEach((hex, i) => this.#mesh.material.uniforms.colours.value[i].set(...rgbFromHex(hex)));
    this.#requestFrame();
  }

  /** Sorts the people into these blocks; the counts sum to the population. */
  setBlocks(blocks: readonly PeopleBlock[]): void {
    const isFirst = this.#blocks.length === 0;
    this.#blocks = blocks;
    this.#place(!isFirst && this.isAnimated);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#observer.disconnect();
    this.#disposal.abort();
    this.#mesh.geometry.dispose();
    this.#mesh.material.dispose();
    this.#renderer.dispose();
    this.canvas.remove();
  }

  #place(isWalk: boolean): void {
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0 || this.#blocks.length === 0) return;
    const now = performance.now();
    if (isWalk) this.#freeze(now);
    const pixelRatio = Math.min(2, devicePixelRatio);
    const { places, pitch, bounds } = layOutPeople(this.#blocks, width, height, pixelRatio);
    this.#to.array.set(places);
    this.#to.needsUpdate = true;
    if (!isWalk) {
      this.#from.array.set(places);
      this.#from.needsUpdate = true;
    }
    this.#startedAt = isWalk ? now : -Infinity;
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(width, height, false);
    Object.assign(this.#camera, { right: width, bottom: height });
    this.#camera.updateProjectionMatrix();
    this.#mesh.material.uniforms.size.value = pitch > 3 / pixelRatio ? pitch - 1 / pixelRatio : pitch * 0.8;
    this.onLayout?.(bounds);
    this.#requestFrame();
  }

  /** Whoever is still walking starts the new walk from where they are. */
  #freeze(now: number): void {
    const t = easeAt(now - this.#startedAt);
    const from = this.#from.array;
    const to = this.#to.array;
    for (let i = 0; i < from.length; i++) from[i] = i % 3 === 2 ? to[i] : from[i] + t * (to[i] - from[i]);
    this.#from.needsUpdate = true;
  }

  #requestFrame(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = requestAnimationFrame((now) => this.#render(now));
  }

  #render(now: number): void {
    const t = easeAt(now - this.#startedAt);
    this.#mesh.material.uniforms.progress.value = t;
    this.#renderer.render(this.#scene, this.#camera);
    this.frames++;
    if (t < 1) this.#requestFrame();
  }
}

/** Slow at both ends. */
function easeAt(elapsed: number): number {
  const t = Math.min(1, Math.max(0, elapsed / WALK));
  return t * t * (3 - 2 * t);
}

function createMesh(
  from: InstancedBufferAttribute,
  to: InstancedBufferAttribute,
  population: number,
): Mesh<InstancedBufferGeometry, ShaderMaterial> {
  const square = new BufferGeometry();
  const corners = Float32Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0);
  square.setAttribute("position", new BufferAttribute(corners, 3));
  square.setIndex([0, 2, 1, 0, 3, 2]);
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute("position", square.getAttribute("position"));
  geometry.setIndex(square.getIndex());
  geometry.setAttribute("from", from);
  geometry.setAttribute("to", to);
  geometry.instanceCount = population;
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: {
      progress: { value: 1 },
      size: { value: 1 },
      colours: { value: Array.from({ length: COLOURS }, () => new Vector3()) },
    },
    depthTest: false,
    vertexShader: /* glsl */ `
      uniform float progress;
      uniform float size;
      uniform vec3 colours[${COLOURS}];
      in vec3 from;
      in vec3 to;
      out vec3 vColour;
      void main() {
        vec2 place = mix(from.xy, to.xy, progress) + position.xy * size;
        vColour = mix(colours[int(from.z)], colours[int(to.z)], progress);
        gl_Position = projectionMatrix * vec4(place, 0.0, 1.0);
      }
    `,
    fragmentShader: /* glsl */ `
      in vec3 vColour;
      out vec4 fragColour;
      void main() { fragColour = vec4(vColour, 1.0); }
    `,
  });
  const mesh = new Mesh(geometry, material);
  mesh.frustumCulled = false;
  return mesh;
}
