import { element } from "../../app/element";
import { noPicture } from "../../app/noPicture";
import type { Notices } from "../../app/notices";
import type { Theme } from "../../app/theme";
import { Stage, WebGLUnavailableError, type CameraState, type ViewMode } from "../../scene";
import { cameraVector, showCamera } from "../stageCamera";
import type { CoinModel } from "./coinModel";
import { HEADS, PRIOR, ridgeOf, TAILS } from "./ridge";

/** CSS pixels of the stage under the legend and the bar of buttons. */
const COVERED = { top: 32, right: 0, bottom: 64, left: 0 };

/** From the side on which flips run to the right, so that no ridge hides the next. */
const FIRST_VIEW: CameraState = { azimuth: 0.62, polar: 0.86, distance: 1.06, targetX: -0.8, targetY: -0.6 };

/** Palette indices of the dots: blue for tails, vermillion for heads, green for the prior. */
const COLOUR_OF: Readonly<Record<number, number>> = { [TAILS]: 0, [HEADS]: 1, [PRIOR]: 2 };

/** The ridge: posterior over the bias against the number of flips, a dot on it for each flip. */
export class RidgeView {
  readonly #stage: Stage | null;
  readonly #truth = element("span", {}, [element("i.coin-ring"), "hidden bias"]);
  /** What the surface shown was made from. */
  #shown = "";

  constructor(
    container: HTMLElement,
    theme: Theme,
    notices: Notices,
    onCamera: (camera: readonly number[]) => void,
  ) {
    this.#stage = createStage(container, theme);
    if (!this.#stage) return;
    this.#stage.setViewInsets(COVERED);
    this.#stage.onCameraChange = (camera) => onCamera(cameraVector(camera));
    this.#stage.onContextLost = () =>
      notices.show("The graphics card took the picture away; it comes back by itself.");
    container.append(
      element("p.legend", { "aria-label": "Dots on the ridge" }, [
        element("span", {}, [element("i.dot-2"), "heads"]),
        element("span", {}, [element("i.dot-1"), "tails"]),
        element("span", {}, [element("i.coin-dot-prior"), "prior"]),
        this.#truth,
        element("span", {}, ["each dot: the posterior mean after that flip"]),
      ]),
    );
  }

  /** Pictures drawn so far. */
  get frames(): number {
    return this.#stage?.frames ?? 0;
  }

  show(model: CoinModel): void {
    const stage = this.#stage;
    if (!stage) return;
    const { prior, numNodes, flips, truth } = model;
    this.#truth.hidden = truth === null;
    stage.setStartMarker(truth, truth === null ? null : flips.length);
    const made = `${prior.alpha} ${prior.beta} ${numNodes} ${flips.join("")}`;
    if (made === this.#shown) return;
    this.#shown = made;
    const { surface, means, outcomes } = ridgeOf(model);
    stage.setSurface(surface);
    stage.setEnsemble(
      outcomes.length,
      1,
      outcomes.map((outcome) => COLOUR_OF[outcome]),
    );
    stage.pushDraws(means, 1, 0, outcomes.length, true);
  }

  setView(view: string): void {
    this.#stage?.setView(view as ViewMode);
  }

  /** @param camera five numbers, or none for the view that fits */
  setCamera(camera: readonly number[]): void {
    showCamera(this.#stage, camera, FIRST_VIEW);
  }

  setTheme(theme: Theme): void {
    this.#stage?.setTheme(theme);
  }

  dispose(): void {
    this.#stage?.dispose();
  }
}

function createStage(container: HTMLElement, theme: Theme): Stage | null {
  try {
    const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return new Stage(container, { theme, reducedMotion });
  } catch (error) {
    if (!(error instanceof WebGLUnavailableError)) throw error;
    container.append(
      noPicture(
        "No ridge in 3D here",
        "The coin can be flipped all the same: numbers, charts, controls and links work.",
      ),
    );
    return null;
  }
}
