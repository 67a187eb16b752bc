/**
 * The 3D stage: a density as a surface with Markov chains on it, or as a map below chains in space; a camera around it.
 *
 * Draws only when something changed. Takes plain arrays in target coordinates and reports plain numbers; must not know
 * what a sampler, a lab or a setting is.
 */
import { PerspectiveCamera } from "three";
import { Axes } from "./axes";
import { applyCamera, pivotHeight } from "./camera";
import { createCanvas } from "./canvas";
import { Chains } from "./chains";
import { Contours } from "./contours";
import { createDomain, heightScales } from "./domain";
import type { Domain } from "./domain";
import { createHeightField } from "./heightField";
import type { HeightField } from "./heightField";
import { connectInput } from "./input";
import type { InputListeners } from "./input";
import type { Point } from "./labelLayer";
import { project } from "./picking";
import type { PickContext } from "./picking";
import { createRenderer } from "./renderer";
import { Screen } from "./screen";
import { createSharedUniforms, setSharedHeights, setSharedSurface, setSharedTheme } from "./shared";
import { SpaceFrame } from "./spaceFrame";
import { StartMark } from "./startMark";
import { Surface } from "./surface";
import { THEME_COLOURS } from "./theme";
import type { CameraState, EnsembleOptions, SurfaceData, Theme, ViewInsets, ViewMode } from "./types";
import { ViewControl } from "./viewControl";

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

  readonly #screen: Screen;
  readonly #camera = new PerspectiveCamera();
  readonly #shared = createSharedUniforms();
  readonly #surface = new Surface(this.#shared);
  readonly #contours = new Contours(this.#shared);
  readonly #frame = new SpaceFrame(this.#shared);
  readonly #chains: Chains;
  readonly #start = new StartMark(this.#shared);
  readonly #axes: Axes;
  readonly #view: ViewControl;
  readonly #stopListening: () => void;
  readonly #observer: ResizeObserver;

  #domain: Domain = createDomain([-1, 1], [-1, 1]);
  #field: HeightField | null = null;
  #axisNames: readonly string[] = [];
  #insets: ViewInsets = { top: 0, right: 0, bottom: 0, left: 0 };
  #frameRequest = 0;

  /** @throws WebGLUnavailableError when the browser gives no WebGL 2 context; the container is then left as it was */
  constructor(container: HTMLElement, options: StageOptions) {
    const setup = createRenderer(this.canvas);
    this.isSoftwareRenderer = setup.isSoftware;
    this.rendererName = setup.rendererName;
    this.#view = new ViewControl(
      !options.reducedMotion,
      () => this.#domain,
      () => this.invalidate(),
    );
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    container.append(this.canvas);
    this.#chains = new Chains(this.#shared, this.#domain, setup.isSoftware);
    this.#axes = new Axes(container);
    this.#screen = new Screen({
      container,
      canvas: this.canvas,
      setup,
      shared: this.#shared,
      still: [this.#surface.object, this.#contours.object, this.#frame.object],
      moving: [this.#chains.object, this.#start.object],
      onLost: () => this.onContextLost?.(),
      onRestored: () => {
        this.invalidate();
        this.onContextRestored?.();
      },
    });
    this.setTheme(options.theme);
    const input = { pickContext: () => this.#pickContext(), heads: () => this.#chains.heads };
    this.#stopListening = connectInput(this.canvas, this.#view, input, this);
    this.#observer = new ResizeObserver(() => this.resize());
    this.#observer.observe(container);
    this.resize();
  }

  setTheme(theme: Theme): void {
    const colours = THEME_COLOURS[theme];
    setSharedTheme(this.#shared, theme);
    for (const part of this.#parts()) part.setTheme(colours);
    this.invalidate();
  }

  setReducedMotion(reducedMotion: boolean): void {
    this.#view.isAnimated = !reducedMotion;
  }

  /**
   * Shows another density. Where `zAxis` comes or goes, the chains go with the old picture.
   * @throws RangeError when the grid's shape or the ranges make no sense
   */
  setSurface(data: SurfaceData): void {
    const domain = createDomain(data.xRange, data.yRange, data.zAxis?.range, data.aspect);
    const field = createHeightField(data);
    this.#domain = domain;
    this.#field = field;
    this.#axisNames = data.zAxis === undefined ? data.axisNames : [...data.axisNames, data.zAxis.name];
    setSharedSurface(this.#shared, field, domain);
    this.#surface.setField(field);
    this.#contours.setField(field, domain);
    this.#chains.setDomain(domain);
    this.#start.setDomain(domain);
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

  /** Replaces all chains, with as many coordinates as the surface has axes; `colours` holds a palette index for each. */
  setEnsemble(numChains: number, trailLength: number, colours: Uint8Array, options?: EnsembleOptions): void {
    this.#chains.setEnsemble(numChains, trailLength, colours, options);
    this.#requestFrame();
  }

  /**
   * Takes one part of a block of draws. Parts may come in any order and carry the same `numSteps`; the picture moves
   * on when the part with `last` is in. A block at least as long as the trails replaces them.
   *
   * @param positions `[chain][step][k]` in target coordinates, for `chainCount` chains from `firstChain` on; copied.
   *   k is 3 in space and 2 otherwise. A draw whose first coordinate is NaN is one that is not there
   * @throws RangeError when there is no ensemble or the numbers do not fit it
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

  /**
   * @param proposals `[chain][k]`, the latest of each chain, k as for draws; rejected ones are shown as crosses
   * @throws RangeError when the numbers do not fit the ensemble
   */
  setProposals(proposals: Float32Array, isAccepted: Uint8Array, visible: boolean): void {
    this.#chains.setProposals(proposals, isAccepted, visible);
    this.#requestFrame();
  }

  setFocus(chain: number | null): void {
    this.#chains.setFocus(chain);
    this.#requestFrame();
  }

  /** Marks the chosen start point, in space on the floor unless `z` is given; null takes the mark away. */
  setStartMarker(x: number | null, y: number | null, z: number | null = null): void {
    this.#start.set(x === null || y === null ? null : [x, y, z], this.#domain);
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

  /**
   * Where a place of the target appears in the container, in CSS pixels; null before there is a surface.
   * @param z the third coordinate in space, the floor's unless given; elsewhere of no matter
   */
  projectToScreen(x: number, y: number, z = this.#domain.zMin): Point | null {
    const context = this.#pickContext();
    return context === null ? null : project(context, x, y, z);
  }

  resize(): void {
    if (this.#screen.fit()) this.render(); // at once: resizing has emptied the canvas
  }

  /** Asks for a new picture with the next frame. */
  invalidate(): void {
    this.#screen.markStale();
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
    if (!this.#screen.isReady) return;
    const isMoving = this.#view.advance(now);
    this.#placeCamera();
    this.#drawAxes();
    this.#screen.draw(this.#camera);
    this.frames++;
    if (isMoving) this.invalidate();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#observer.disconnect();
    this.#stopListening();
    for (const part of [...this.#parts(), this.#shared.heightMap.value, this.#screen]) part.dispose();
    this.canvas.remove();
  }

  #parts() {
    return [this.#surface, this.#contours, this.#frame, this.#chains, this.#start, this.#axes] as const;
  }

  #placeCamera(): void {
    const { camera, flatness } = this.#view.pose;
    setSharedHeights(this.#shared, heightScales(this.#domain, flatness));
    applyCamera(this.#camera, camera, flatness, this.#domain, this.#screen.size, this.#insets);
  }

  #drawAxes(): void {
    if (this.#field === null) return;
    const { x, y, z } = this.#axes.update({
      camera: this.#camera,
      ...this.#screen.size,
      domain: this.#domain,
      axisNames: this.#axisNames,
      flatness: this.#view.pose.flatness,
    });
    this.#frame.update(this.#domain, this.#camera.position, z.values);
    this.#contours.setGrid(this.#domain, x, y);
  }

  #pickContext(): PickContext | null {
    if (this.#field === null || this.#screen.size.width === 0) return null;
    this.#placeCamera();
    const { flatness } = this.#view.pose;
    return {
      camera: this.#camera,
      field: this.#field,
      domain: this.#domain,
      scales: heightScales(this.#domain, flatness),
      pivotHeight: pivotHeight(this.#domain, flatness),
      ...this.#screen.size,
    };
  }
}
