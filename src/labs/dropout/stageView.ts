import { element } from "../../app/element";
import { noPicture } from "../../app/noPicture";
import type { Notices } from "../../app/notices";
import type { Theme } from "../../app/theme";
import { Stage, WebGLUnavailableError, type PointSet, type SurfaceData, type ViewMode } from "../../scene";
import { cameraVector, showCamera } from "../stageCamera";
import type { StagePicture } from "./picture";

export interface StageEvents {
  /** A click on the surface. */
  onPick(x: number, y: number): void;
  onCamera(camera: readonly number[]): void;
}

/** CSS pixels of this half under its legend and the bar of buttons. */
const COVERED = { top: 40, right: 0, bottom: 64, left: 0 };

/** Right half: a surface, lines that float over it, and the data as dots. */
export class StageView {
  readonly #container: HTMLElement;
  readonly #legend = element("p.legend", { "aria-label": "What the surface shows" });
  readonly #stage: Stage | null;
  #words = "";
  #surface: SurfaceData | null = null;
  /** Those of one problem are one object. */
  #points: PointSet | null = null;

  constructor(container: HTMLElement, theme: Theme, notices: Notices, events: StageEvents) {
    this.#container = container;
    this.#stage = this.#createStage(theme, notices, events);
    if (this.#stage) container.append(this.#legend);
  }

  get frames(): number {
    return this.#stage?.frames ?? 0;
  }

  #createStage(theme: Theme, notices: Notices, events: StageEvents): Stage | null {
    try {
      const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const stage = new Stage(this.#container, { theme, reducedMotion });
      stage.setViewInsets(COVERED);
      stage.onPick = (x, y) => events.onPick(x, y);
      stage.onCameraChange = (camera) => events.onCamera(cameraVector(camera));
      stage.onContextLost = () =>
        notices.show("The graphics card took the surface away; it comes back by itself. All else works on.");
      return stage;
    } catch (error) {
      if (!(error instanceof WebGLUnavailableError)) throw error;
      this.#container.append(
        noPicture("No 3D surface here", "Training, data, numbers, charts and links work all the same."),
      );
      return null;
    }
  }

  show({ surface, curves, points, shade, legend }: StagePicture): void {
    if (!this.#stage) return;
    if (surface !== this.#surface) {
      this.#surface = surface;
      this.#stage.setSurface(surface);
      this.#stage.setShade(shade, surface.nx, surface.ny);
    }
    this.#stage.setCurves(curves);
    if (points !== this.#points) {
      this.#points = points;
      this.#stage.setPoints(points);
    }
    const words = legend.join("\n");
    if (words === this.#words) return;
    this.#words = words;
    this.#legend.replaceChildren(...legend.map((text) => element("span", {}, [text])));
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
    this.#stage?.dispose();
  }
}
