import { noPicture } from "../../app/noPicture";
import type { Notices } from "../../app/notices";
import type { Theme } from "../../app/theme";
import { Stage, WebGLUnavailableError, type ViewMode } from "../../scene";
import { cameraVector, showCamera } from "../stageCamera";
import type { Point } from "./dataText";
import { densityGrid, isNear, stepTowards, surfaceRanges, type SurfaceRanges } from "./surfaceGrid";
import type { RegressionModel } from "./regressionModel";

export interface SurfaceEvents {
  /** The pointer is at this intercept and slope, near this drawn line; or nowhere. */
  onPoint(place: Point | null, line: number | null): void;
  onCamera(camera: readonly number[]): void;
}

/** CSS pixels of this half under its legend and the bar of buttons. */
const COVERED = { top: 40, right: 0, bottom: 64, left: 0 };

/** Right half: the posterior over intercept and slope; each dot on it is one of the lines on the left. */
export class SurfaceView {
  readonly #container: HTMLElement;
  readonly #stage: Stage | null;
  readonly #isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #model: RegressionModel | null = null;
  #axes = "posterior";
  #ranges: SurfaceRanges | null = null;
  #goal: SurfaceRanges | null = null;
  #numDots = 0;
  #frameRequest = 0;
  #lastFrame = 0;

  constructor(container: HTMLElement, theme: Theme, notices: Notices, events: SurfaceEvents) {
    this.#container = container;
    this.#stage = this.#createStage(theme, notices, events);
  }

  get frames(): number {
    return this.#stage?.frames ?? 0;
  }

  #createStage(theme: Theme, notices: Notices, events: SurfaceEvents): Stage | null {
    try {
      const stage = new Stage(this.#container, { theme, reducedMotion: this.#isStill });
      stage.setViewInsets(COVERED);
      stage.onHover = (x, y, line) => events.onPoint([x, y], line);
      stage.onPick = (x, y, line) => events.onPoint([x, y], line);
      stage.onHoverEnd = () => events.onPoint(null, null);
      stage.onCameraChange = (camera) => events.onCamera(cameraVector(camera));
      stage.onContextLost = () =>
        notices.show("The graphics card took the surface away; it comes back by itself. All else works on.");
      return stage;
    } catch (error) {
      if (!(error instanceof WebGLUnavailableError)) throw error;
      this.#container.append(
        noPicture(
          "No 3D surface here",
          "The data, lines, numbers, charts, controls and links work all the same.",
        ),
      );
      return null;
    }
  }

  /** @param axes "posterior" for axes that glide to where the posterior is, "prior" for ones that stay */
  show(model: RegressionModel, axes: string): void {
    this.#model = model;
    this.#axes = axes;
    if (!this.#stage) return;
    this.#goal = surfaceRanges(model, axes);
    const canGlide = !this.#isStill && !this.#stage.isSoftwareRenderer;
    if (!this.#ranges || !canGlide) this.#ranges = this.#goal;
    this.#drawSurface();
    this.#drawDots(model);
    if (this.#ranges !== this.#goal && this.#frameRequest === 0) {
      this.#lastFrame = performance.now();
      this.#frameRequest = requestAnimationFrame(this.#glide);
    }
  }

  /** The hill is first seen to shrink where it stands, then the axes close in on it. */
  readonly #glide = (now: number): void => {
    this.#frameRequest = 0;
    if (!this.#ranges || !this.#goal) return;
    this.#ranges = stepTowards(this.#ranges, this.#goal, now - this.#lastFrame);
    this.#lastFrame = now;
    if (isNear(this.#ranges, this.#goal)) this.#ranges = this.#goal;
    else this.#frameRequest = requestAnimationFrame(this.#glide);
    this.#drawSurface();
  };

  #drawSurface(): void {
    if (!this.#stage || !this.#model || !this.#ranges) return;
    this.#stage.setSurface({
      ...densityGrid(this.#model.pair, this.#ranges, this.#axes),
      axisNames: ["intercept", this.#model.posterior.degree === 1 ? "slope" : "weight of x"],
    });
  }

  #drawDots({ lines, truth }: RegressionModel): void {
    const stage = this.#stage;
    if (!stage) return;
    if (lines.length !== this.#numDots || lines.length === 0) {
      this.#numDots = lines.length;
      // There is no ensemble of none; one without a draw shows nothing.
      stage.setEnsemble(Math.max(1, lines.length), 1, new Uint8Array(Math.max(1, lines.length)));
    }
    const places = Float32Array.from(lines.flatMap((weights) => [weights[0], weights[1]]));
    if (lines.length > 0) stage.pushDraws(places, 1, 0, lines.length, true);
    stage.setStartMarker(truth?.weights[0] ?? null, truth?.weights[1] ?? null);
  }

  setFocus(line: number | null): void {
    this.#stage?.setFocus(line);
  }

  setView(view: string): void {
    this.#stage?.setView(view as ViewMode);
  }

  setCamera(camera: readonly number[]): void {
    showCamera(this.#stage, camera);
  }

  setTheme(theme: Theme): void {
    this.#stage?.setTheme(theme);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frameRequest);
    this.#stage?.dispose();
  }
}
