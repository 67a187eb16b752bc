/**
 * The 3D stage: a density as a surface with Markov chains on it, or as a map below chains in space; a camera around it.
 *
 * Draws only when something changed. Takes plain arrays in target coordinates and reports plain numbers; must not know
 * what a sampler, a lab or a setting is.
 */
import { Axes } from "./axes";
import { createCanvas } from "./canvas";
import { Chains } from "./chains";
import { Ground } from "./ground";
import { connectInput } from "./input";
import type { InputListeners } from "./input";
import type { Point } from "./labelLayer";
import { project } from "./picking";
import { createRenderer } from "./renderer";
import { Screen } from "./screen";
import { createSharedUniforms, setSharedTheme } from "./shared";
import { Sight } from "./sight";
import { StartMark } from "./startMark";
import { THEME_COLOURS } from "./theme";
import type {
  CameraState,
  CurveSet,
  EnsembleOptions,
  PointSet,
  StageOptions,
  SurfaceData,
  Theme,
  ViewInsets,
  ViewMode,
} from "./types";
import { ViewControl } from "./viewControl";

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
  readonly #shared = createSharedUniforms();
  readonly #sight = new Sight(this.#shared);
  readonly #chains: Chains;
  readonly #ground: Ground;
  readonly #start = new StartMark(this.#shared);
  readonly #axes: Axes;
  readonly #view: ViewControl;
  readonly #stopListening: () => void;
  readonly #observer: ResizeObserver;

  #frameRequest = 0;

  /** @throws WebGLUnavailableError when the browser gives no WebGL 2 context; the container is then left as it was */
  constructor(container: HTMLElement, options: StageOptions) {
    const setup = createRenderer(this.canvas);
    this.isSoftwareRenderer = setup.isSoftware;
    this.rendererName = setup.rendererName;
    this.#view = new ViewControl(
      !options.reducedMotion,
      () => this.#sight.domain,
      () => this.invalidate(),
    );
    if (getComputedStyle(container).position === "static") container.style.position = "relative";
    container.append(this.canvas);
    this.#chains = new Chains(this.#shared, this.#sight.domain, setup.isSoftware);
    this.#ground = new Ground(this.#shared, setup.isSoftware);
    this.#axes = new Axes(container);
    this.#screen = new Screen({
      container,
      canvas: this.canvas,
      setup,
      shared: this.#shared,
      still: this.#ground.objects,
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
    const { field, domain } = this.#sight.show(data);
    this.#ground.setField(field, domain);
    this.#chains.setDomain(domain);
    this.#start.setDomain(domain);
    this.invalidate();
  }

  /**
   * Colours the surface by the density of an ensemble that is too large to be drawn point by point.
   * @param relative its density over the peak of the surface's, [row][column] over the box; null for the usual colours
   */
  setCrowd(relative: Float32Array | null, columns: number, rows: number): void {
    this.#ground.surface.colours.setCrowd(relative, columns, rows);
    this.invalidate();
  }

  /**
   * Colours the surface by a second quantity, with a ramp of its own, until told otherwise.
   * @param values 0..1, [row][column], at nodes that include both ends of each range; null for the usual colours. Copied
   * @throws RangeError when the values do not match the rows and columns
   */
  setShade(values: Float32Array | null, columns: number, rows: number): void {
    this.#ground.surface.colours.setSecond(values, columns, rows);
    this.invalidate();
  }

  /**
   * Shows lines over the surface instead of those before; null takes them away.
   * @throws RangeError when the numbers do not fit each other or the limits
   */
  setCurves(curves: CurveSet | null): void {
    this.#ground.setCurves(curves);
    this.invalidate();
  }

  /**
   * Shows data as dots on the surface instead of those before; null takes them away.
   * @throws RangeError when the numbers do not fit each other or the limits
   */
  setPoints(points: PointSet | null): void {
    this.#ground.points.set(points);
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
    this.#start.set(x === null || y === null ? null : [x, y, z], this.#sight.domain);
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
    this.#sight.insets = insets;
    this.invalidate();
  }

  /**
   * Where a place of the target appears in the container, in CSS pixels; null before there is a surface.
   * @param z the third coordinate in space, the floor's unless given; elsewhere of no matter
   */
  projectToScreen(x: number, y: number, z = this.#sight.domain.zMin): Point | null {
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
    this.#sight.place(this.#view.pose, this.#screen.size);
    this.#drawAxes();
    this.#screen.draw(this.#sight.camera);
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
    return [this.#ground, this.#chains, this.#start, this.#axes] as const;
  }

  #drawAxes(): void {
    const view = this.#sight.axesView(this.#view.pose, this.#screen.size);
    if (view !== null) this.#ground.setAxes(view, this.#axes.update(view));
  }

  #pickContext() {
    return this.#sight.pickContext(this.#view.pose, this.#screen.size);
  }
}
