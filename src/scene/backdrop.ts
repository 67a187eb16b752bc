/**
 * The still part of the picture. On a software adapter it is drawn once into a buffer, with its depth, and laid under
 * the chains on every frame until something in it changes: there the surface and its lines cost many times what the
 * chains do. On a graphics card it is simply drawn.
 */
import {
  BufferAttribute,
  BufferGeometry,
  type Camera,
  DepthTexture,
  GLSL3,
  Mesh,
  NearestFilter,
  NoBlending,
  type Object3D,
  Scene,
  ShaderMaterial,
  UnsignedIntType,
  Vector2,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";

export class Backdrop {
  readonly #still = new Scene();
  readonly #screen = new Scene();
  readonly #buffer: WebGLRenderTarget | null;
  readonly #material: ShaderMaterial | null;
  readonly #size = new Vector2();
  #isStale = true;

  /** @param isBuffered whether the picture is kept from frame to frame */
  constructor(parts: readonly Object3D[], isBuffered: boolean) {
    this.#still.add(...parts);
    this.#buffer = isBuffered ? createBuffer() : null;
    this.#material = this.#buffer && copyMaterial(this.#buffer);
    if (!this.#material) return;
    // One triangle that covers the screen.
    const corners = new BufferAttribute(Float32Array.of(-1, -1, 0, 3, -1, 0, -1, 3, 0), 3);
    const triangle = new Mesh(new BufferGeometry().setAttribute("position", corners), this.#material);
    triangle.frustumCulled = false;
    this.#screen.add(triangle);
  }

  /** Something in it, or the way it is looked at, has changed. */
  markStale(): void {
    this.#isStale = true;
  }

  /** Draws it onto the cleared canvas. */
  draw(renderer: WebGLRenderer, camera: Camera): void {
    if (!this.#buffer) {
      renderer.render(this.#still, camera);
      return;
    }
    if (this.#isStale) {
      renderer.getDrawingBufferSize(this.#size);
      this.#buffer.setSize(this.#size.x, this.#size.y);
      renderer.setRenderTarget(this.#buffer);
      renderer.clear();
      renderer.render(this.#still, camera);
      renderer.setRenderTarget(null);
      this.#isStale = false;
    }
    renderer.render(this.#screen, camera);
  }

  dispose(): void {
    this.#buffer?.depthTexture?.dispose();
    this.#buffer?.dispose();
    this.#material?.dispose();
  }
}

function createBuffer(): WebGLRenderTarget {
  const depthTexture = new DepthTexture(1, 1, UnsignedIntType);
  return new WebGLRenderTarget(1, 1, { depthTexture, minFilter: NearestFilter, magFilter: NearestFilter });
}

/** Copies colour and depth; what is behind the chains has to be known to them. */
function copyMaterial(buffer: WebGLRenderTarget): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { colours: { value: buffer.texture }, depths: { value: buffer.depthTexture } },
    blending: NoBlending,
    depthTest: true,
    depthWrite: true,
    vertexShader: "void main() { gl_Position = vec4(position.xy, 0.0, 1.0); }",
    fragmentShader: /* glsl */ `
      uniform sampler2D colours;
      uniform sampler2D depths;
      out vec4 fragColour;
      void main() {
        ivec2 pixel = ivec2(gl_FragCoord.xy);
        fragColour = texelFetch(colours, pixel, 0);
        gl_FragDepth = texelFetch(depths, pixel, 0).r;
      }
    `,
  });
}
