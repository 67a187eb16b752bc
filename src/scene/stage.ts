/**
 * The 3D stage: a density as a surface, Markov chains on it, a camera around it.
 *
 * Draws only when something changed. Takes plain arrays in target coordinates and reports plain numbers; must not know
 * what a sampler, a lab or a setting is.
 */
import { PerspectiveCamera, Scene } from "three";
import { Backdrop } from "./backdrop";
import { Axes } from "./axes";
import { applyCamera } from "./camera";
import { createCanvas, watchContext } from "./canvas";
import { Chains } from "./chains";
import { Contours } from "./contours";
import { PEAK_HEIGHT, createDomain } from "./domain";
import type { Domain } from "./domain";
import { createHeightField } from "./heightField";
import type { HeightField } from "./heightField";
import { connectInput } from "./input";
import type { InputListeners } from "./input";
import { INK, Marks } from "./marks";
import { project } from "./picking";
import type { PickContext } from "./picking";
import { createRenderer } from "./renderer";
import { createSharedUniforms, setSharedSurface, setSharedTheme } from "./shared";
import { Surface } from "./surface";
import { THEME_COLOURS } from "./theme";
import type { CameraState, SurfaceData, Theme, ViewInsets, ViewMode } from "./types";
import { ViewControl } from "./viewControl";

const MAX_PIXEL_RATIO = 2;
export interface StageOptions {
  readonly theme: Theme;
  readonly reducedMotion: boolean;
}

export class Stage implements InputListeners {
  /** Called when a gesture or a key has changed the view. */
  onCameraChange: ((state: CameraState) => void) | null = null;
  /** A click, not a drag, on the surface; target coordinates. */
  onPick: InputListeners["onPick"] = null;
  onHover: InputListeners["onHover"] = null;
  /** The pointer left the surface. */
  onHoverEnd: (() => void) | null = null;
  /** The graphics context is gone; it comes back by itself where the browser allows. */
  onContextLost: (() => void) | null = null;
  onContextRestored: (() => void) | null = null;
  readonly isSoftwareRenderer: boolean;
  readonly rendererName: string;
  readonly canvas = createCanvas();
  /** Pictures drawn so far. */
  frames = 0;

  readonly #container: HTMLElement;
  readonly #renderer;
  readonly #scene = new Scene();
  readonly #camera = new PerspectiveCamera();
  readonly #shared = createSharedUniforms();
  readonly #surface = new Surface(this.#shared);
  readonly #contours = new Contours(this.#shared);
  readonly #chains: Chains;
  readonly #start = new Marks(this.#shared, { shape: "ring", renderOrder: 3, isOnTop: true });
  readonly #backdrop: Backdrop;
  readonly #axes: Axes;
  readonly #view: ViewControl;
  readonly #stopListening: () => void;
  readonly #observer: ResizeObserver;
  readonly #disposal = new AbortController();

  #domain: Domain = createDomain([-1, 1], [-1, 1]);
  #field: HeightField | null = null;
  #axisNames: readonly [string, string] = ["", ""];
  #gridKey = "";
  #size = { width: 0, height: 0 };
  #insets: ViewInsets = { top: 0, right: 0, bottom: 0, left: 0 };
  #frameRequest = 0;
  #isLost = false;

  /** @throws WebGLUnavailableError when the browser gives no WebGL 2 context; the container is then left as it was */
  constructor(container: HTMLElement, options: StageOptions) {
    const setup = createRenderer(this.canvas);
    this.#container = container;
    this.#renderer = setup.renderer;
    this.isSoftwareRenderer = setup.isSoftware;
    this.rendererName = setup.rendererName;
    this.#view = new ViewControl(
      !options.reducedMotion,
      () => this.#domain,
      () => this.invalidate(),
    );
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    container.append(this.canvas);
    this.#chains = new Chains(this.#shared, setup.isSoftware);
    this.#axes = new Axes(container);
    this.#backdrop = new Backdrop([this.#surface.object, this.#contours.object], setup.isSoftware);
    this.#scene.add(this.#chains.object, this.#start.object);
    // Two scenes make one picture, so the canvas is cleared by hand.
    this.#renderer.autoClear = false;
    this.#start.resize(1);
    this.#start.setSize(16);
    this.setTheme(options.theme);
    const input = { pickContext: () => this.#pickContext(), heads: () => this.#chains.heads };
    this.#stopListening = connectInput(this.canvas, this.#view, input, this);
    this.#watchContext();
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(container);
    this.resize();
  }

  setTheme(theme: Theme): void {
    const colours = THEME_COLOURS[theme];
    setSharedTheme(this.#shared, theme);
    for (const part of [this.#surface, this.#contours, this.#chains, this.#axes]) part.setTheme(colours);
    this.#start.setColours(colours.ink, colours.halo);
    this.invalidate();
  }

  setReducedMotion(reducedMotion: boolean): void {
    this.#view.isAnimated = !reducedMotion;
  }

  /** @throws RangeError when the grid's shape or the ranges make no sense */
  setSurface(data: SurfaceData): void {
    const domain = createDomain(data.xRange, data.yRange);
    const field = createHeightField(data);
    this.#domain = domain;
    this.#field = field;
    this.#axisNames = data.axisNames;
    this.#gridKey = "";
    setSharedSurface(this.#shared, field, domain);
    this.#surface.setField(field);
    this.#contours.setField(field, domain);
    this.invalidate();
  }

  /**
   * Colours the surface by the density of an ensemble that is too large to be drawn point by point.
   * @param relative its density over the peak of the surface's, [row][column] over the box; null for the usual colours
   */
  setCrowd(relative: Float32Array | null, columns: number, rows: number): void {
    this.#surface.setCrowd(relative, columns, rows);
    this.invalidate();
  }

  /** Replaces all chains; `colours` holds a palette index for each. */
  setEnsemble(numChains: number, trailLength: number, colours: Uint8Array): void {
    this.#chains.setEnsemble(numChains, trailLength, colours);
    this.#requestFrame();
  }

  /**
   * Takes one part of a block of draws. Parts may come in any order and carry the same `numSteps`; the picture moves
   * on when the part with `last` is in.
   *
   * @param positions `[chain][step][2]` in target coordinates, for `chainCount` chains from `firstChain` on; copied
   */
  pushDraws(
    positions: Float32Array,
    numSteps: number,
    firstChain: number,
    chainCount: number,
    last: boolean,
  ): void {
    this.#chains.pushDraws(positions, numSteps, firstChain, chainCount, last);
    if (last) this.#requestFrame();
  }

  /** @param proposals `[chain][2]`, the latest of each chain; rejected ones are shown as crosses */
  setProposals(proposals: Float32Array, isAccepted: Uint8Array, visible: boolean): void {
    this.#chains.setProposals(proposals, isAccepted, visible);
    this.#requestFrame();
  }

  setFocus(chain: number | null): void {
    this.#chains.setFocus(chain);
    this.#requestFrame();
  }

  /** Marks the chosen start point; null takes the mark away. */
  setStartMarker(x: number | null, y: number | null): void {
    const isShown = x !== null && y !== null;
    if (isShown) this.#start.points.set([x, y, INK]);
    this.#start.update(isShown);
    this.#requestFrame();
  }

  setView(mode: ViewMode): void {
    this.#view.setMode(mode);
  }

  resetCamera(): void {
    this.#view.reset();
  }

  /** Where the view is, or is going while it glides. */
  getCamera(): CameraState {
    return this.#view.goal;
  }

  /** Takes effect at once; values outside the limits are brought back into them. */
  setCamera(state: CameraState): void {
    this.#view.set(state);
  }

  /** Centres the picture in what other things leave free of the canvas. */
  setViewInsets(insets: ViewInsets): void {
    this.#insets = insets;
    this.invalidate();
  }

  /** Where a place of the target appears in the container, in CSS pixels; null before there is a surface. */
  projectToScreen(x: number, y: number): { readonly x: number; readonly y: number } | null {
    const context = this.#pickContext();
    return context === null ? null : project(context, x, y);
  }

  resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#container;
    if (width === 0 || height === 0) return;
    const pixelRatio = this.isSoftwareRenderer ? 1 : Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio);
    if (
      width === this.#size.width &&
      height === this.#size.height &&
      pixelRatio === this.#renderer.getPixelRatio()
    )
      return;
    this.#size = { width, height };
    this.#renderer.setPixelRatio(pixelRatio);
    this.#renderer.setSize(width, height, false);
    this.#shared.viewport.value.set(this.canvas.width, this.canvas.height);
    this.#shared.pixelRatio.value = pixelRatio;
    this.#backdrop.markStale();
    this.render(); // at once: resizing has emptied the canvas
  }

  /** Asks for a new picture with the next frame. */
  invalidate(): void {
    this.#backdrop.markStale();
    this.#requestFrame();
  }

  /** Asks for a new picture in which only the chains and marks have changed. */
  #requestFrame(): void {
    if (this.#frameRequest === 0) this.#frameRequest = requestAnimationFrame((now) => this.render(now));
  }

  /** Draws now. */
  render(now: number = performance.now()): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#frameRequest = 0;
    if (this.#size.width === 0 || this.#isLost) return;
    const isMoving = this.#view.advance(now);
    this.#placeCamera();
    this.#drawAxes();
    this.#renderer.clear();
    this.#backdrop.draw(this.#renderer, this.#camera);
    this.#renderer.render(this.#scene, this.#camera);
    this.frames++;
    if (isMoving) this.invalidate();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#observer.disconnect();
    this.#stopListening();
    this.#disposal.abort();
    const parts = [this.#backdrop, this.#surface, this.#contours, this.#chains, this.#start, this.#axes];
    for (const part of parts) part.dispose();
    this.#shared.heightMap.value.dispose();
    this.#renderer.dispose();
    this.canvas.remove();
  }

  #placeCamera(): void {
    const { camera, flatness } = this.#view.pose;
    this.#shared.heightScale.value = PEAK_HEIGHT * (1 - flatness);
    applyCamera(this.#camera, camera, flatness, this.#domain, this.#size, this.#insets);
  }

  #drawAxes(): void {
    if (this.#field === null) return;
    const { x, y } = this.#axes.update({
      camera: this.#camera,
      ...this.#size,
      domain: this.#domain,
      axisNames: this.#axisNames,
      flatness: this.#view.pose.flatness,
    });
    const key = `${x.step} ${y.step}`;
    if (key === this.#gridKey) return;
    this.#gridKey = key;
    this.#contours.setGrid(this.#domain, x.values, y.values);
  }

  #watchContext(): void {
    const lost = () => {
      this.#isLost = true;
      this.onContextLost?.();
    };
    const restored = () => {
      this.#isLost = false;
      // three comes back with an opaque background of its own.
      this.#renderer.setClearColor(0x000000, 0);
      this.invalidate();
      this.onContextRestored?.();
    };
    watchContext(this.canvas, this.#disposal.signal, lost, restored);
  }

  #pickContext(): PickContext | null {
    if (this.#field === null || this.#size.width === 0) return null;
    this.#placeCamera();
    return {
      camera: this.#camera,
      field: this.#field,
      domain: this.#domain,
      heightScale: this.#shared.heightScale.value,
      ...this.#size,
    };
  }
}
