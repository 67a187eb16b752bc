/** The canvas in its container: its size in pixels, and the still and the moving parts that make one picture. */
import { Scene } from "three";
import type { Object3D, PerspectiveCamera, WebGLRenderer } from "three";
import { Backdrop } from "./backdrop";
import { watchContext } from "./canvas";
import type { RendererSetup } from "./renderer";
import type { SharedUniforms } from "./shared";

const MAX_PIXEL_RATIO = 2;

export interface ScreenParts {
  readonly container: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly setup: RendererSetup;
  readonly shared: SharedUniforms;
  /** What changes with the surface and the view only. */
  readonly still: readonly Object3D[];
  readonly moving: readonly Object3D[];
  onLost(): void;
  onRestored(): void;
}

export class Screen {
  /** CSS pixels; nothing before the container has a size. */
  size = { width: 0, height: 0 };
  #isLost = false;
  readonly #parts: ScreenParts;
  readonly #renderer: WebGLRenderer;
  readonly #backdrop: Backdrop;
  readonly #scene = new Scene();
  readonly #disposal = new AbortController();

  constructor(parts: ScreenParts) {
    this.#parts = parts;
    this.#renderer = parts.setup.renderer;
    this.#backdrop = new Backdrop(parts.still, parts.setup.isSoftware);
    this.#scene.add(...parts.moving);
    // Two scenes make one picture, so the canvas is cleared by hand.
    this.#renderer.autoClear = false;
    this.#watchContext();
  }

  /** Whether there is anything to draw on. */
  get isReady(): boolean {
    return this.size.width > 0 && !this.#isLost;
  }

  /** Takes the container's size; returns whether that changed anything, which empties the canvas. */
  fit(): boolean {
    const { container, canvas, setup, shared } = this.#parts;
    const { clientWidth: width, clientHeight: height } = container;
    if (width === 0 || height === 0) return false;
    const pixelRatio = setup.isSoftware ? 1 : Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio);
    if (
      width === this.size.width &&
      height === this.size.height &&
      pixelRatio === this.#renderer.getPixelRatio()
    )
      return false;
    this.size = { width, height };
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(width, height, false);
    shared.viewport.value.set(canvas.width, canvas.height);
    shared.pixelRatio.value = pixelRatio;
    this.#backdrop.markStale();
    return true;
  }

  /** The still parts, or the way they are looked at, have changed. */
  markStale(): void {
    this.#backdrop.markStale();
  }

  draw(camera: PerspectiveCamera): void {
    this.#renderer.clear();
    this.#backdrop.draw(this.#renderer, camera);
    this.#renderer.render(this.#scene, camera);
  }

  dispose(): void {
    this.#disposal.abort();
    this.#backdrop.dispose();
    this.#renderer.dispose();
  }

  #watchContext(): void {
    const lost = () => {
      this.#isLost = true;
      this.#parts.onLost();
    };
    const restored = () => {
      this.#isLost = false;
      // three comes back with an opaque background of its own.
      this.#renderer.setClearColor(0x000000, 0);
      this.#parts.onRestored();
    };
    watchContext(this.#parts.canvas, this.#disposal.signal, lost, restored);
  }
}
