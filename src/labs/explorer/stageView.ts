import { noPicture } from "../../app/noPicture";
import type { Notices } from "../../app/notices";
import type { SettingsStore } from "../../app/settingsStore";
import type { Theme } from "../../app/theme";
import { gridOver } from "../../core/grid";
import { exp } from "../../core/math/elementary";
import { CROWD_BINS, crowdDensity } from "../../core/run";
import { targets, type Target } from "../../core/targets";
import type { Analysis } from "../../engine/analysis";
import { computeGrid, type ComputedGrid, type GridPreference } from "../../engine/gridService";
import { drawnInRange, drawnStride, type RangeState, type TargetChoice } from "../../engine/protocol";
import { Stage, WebGLUnavailableError, type CameraState, type ViewMode } from "../../scene";
import type { Block } from "./simulation";

export interface StageEvents {
  onPick(x: number, y: number, nearestChain: number | null): void;
  onHover(nearestChain: number | null): void;
  onCamera(camera: readonly number[]): void;
  onGrid(grid: ComputedGrid): void;
}

/** CSS pixels of the stage under the legend and the bar of buttons. */
const COVERED = { top: 32, right: 0, bottom: 64, left: 0 };

/** Pieces of trail that a processor draws without holding up the page; a graphics card does not mind. */
const SOFTWARE_SEGMENTS = 6000;

const toVector = (camera: CameraState): number[] =>
  [camera.azimuth, camera.polar, camera.distance, camera.targetX, camera.targetY].map((x) =>
    Number(x.toFixed(4)),
  );

interface GridRequest {
  readonly choice: TargetChoice;
  readonly target: Target;
  readonly nodes: number;
  readonly preference: GridPreference;
}

/** The explorer's picture: the surface from a batched grid, the chains on it. Without WebGL it says so and the rest works. */
export class StageView {
  readonly #container: HTMLElement;
  readonly #analysis: Analysis;
  readonly #notices: Notices;
  readonly #events: StageEvents;
  readonly #stage: Stage | null;
  #wanted: GridRequest | null = null;
  #isComputing = false;
  #isDisposed = false;
  #shownObstacle = "";
  /** Every so many-th chain is drawn. */
  #stride = 1;
  #hasCrowd = false;

  constructor(
    container: HTMLElement,
    theme: Theme,
    analysis: Analysis,
    notices: Notices,
    events: StageEvents,
  ) {
    this.#container = container;
    this.#analysis = analysis;
    this.#notices = notices;
    this.#events = events;
    this.#stage = this.#createStage(theme);
  }

  /** Pictures drawn so far. */
  get frames(): number {
    return this.#stage?.frames ?? 0;
  }

  get rendererName(): string {
    return this.#stage?.rendererName ?? "none";
  }

  #createStage(theme: Theme): Stage | null {
    try {
      const stage = new Stage(this.#container, {
        theme,
        reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
      });
      stage.setViewInsets(COVERED);
      const inRun = (drawn: number | null): number | null => (drawn === null ? null : drawn * this.#stride);
      stage.onPick = (x, y, chain) => this.#events.onPick(x, y, inRun(chain));
      stage.onHover = (_x, _y, chain) => this.#events.onHover(inRun(chain));
      stage.onHoverEnd = () => this.#events.onHover(null);
      stage.onCameraChange = (camera) => this.#events.onCamera(toVector(camera));
      stage.onContextLost = () =>
        this.#notices.show(
          "The graphics card took the picture away; it comes back by itself. The chains run on.",
        );
      return stage;
    } catch (error) {
      if (!(error instanceof WebGLUnavailableError)) throw error;
      this.#container.append(
        noPicture(
          "No 3D picture here",
          "The chains run all the same: numbers, charts, controls and links work.",
        ),
      );
      return null;
    }
  }

  /**
   * Computes the target's grid and shows it. One grid is computed at a time; of the requests that come in
   * meanwhile only the last one is kept, so that a slider can be dragged.
   */
  async showTarget(choice: TargetChoice, target: Target, store: SettingsStore): Promise<void> {
    this.#wanted = {
      choice,
      target,
      nodes: nodesOf(store.text("gridNodes"), choice),
      preference: store.text("gridBackend") as GridPreference,
    };
    if (this.#isComputing) return;
    this.#isComputing = true;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = null;
        const shape = gridOver(wanted.target, wanted.nodes);
        const grid = await computeGrid(
          wanted.preference,
          this.#analysis,
          wanted.choice,
          wanted.target,
          shape,
        );
        if (!this.#isDisposed) this.#showGrid(grid, wanted.target, wanted.preference);
      }
    } finally {
      this.#isComputing = false;
    }
  }

  #showGrid(grid: ComputedGrid, target: Target, preference: GridPreference): void {
    if (grid.obstacle && preference === "webgpu" && grid.obstacle !== this.#shownObstacle) {
      this.#shownObstacle = grid.obstacle;
      this.#notices.show(grid.obstacle, "problem");
    }
    this.#stage?.setSurface({
      ...grid.shape,
      logDensity: grid.values,
      axisNames: [target.parameterNames[0], target.parameterNames[1]],
    });
    this.#events.onGrid(grid);
  }

  beginRun(state: RangeState, groups: Uint8Array, trail: number): void {
    if (!this.#stage) return;
    this.#stride = drawnStride(groups.length);
    const drawn = groups.filter((_, chain) => chain % this.#stride === 0);
    const affordable = this.#stage.isSoftwareRenderer ? Math.ceil(SOFTWARE_SEGMENTS / drawn.length) : trail;
    // The trail counts transitions, the stage counts positions; the start is the first one.
    this.#stage.setEnsemble(drawn.length, Math.min(trail, affordable) + 1, drawn);
    const { positions } = state.ensemble;
    const dimension = positions.length / groups.length;
    const starts = Float32Array.from(
      { length: 2 * drawn.length },
      (_, i) => positions[(i >> 1) * this.#stride * dimension + (i & 1)],
    );
    this.#stage.pushDraws(starts, 1, 0, drawn.length, true);
  }

  /** Colours the surface by where all chains are, when they are too many to be drawn; else by its height. */
  showCrowd(state: RangeState, target: Target): void {
    const isCrowd = this.#stride > 1;
    if (!isCrowd && !this.#hasCrowd) return;
    this.#hasCrowd = isCrowd;
    if (!isCrowd) {
      this.#stage?.setCrowd(null, 0, 0);
      return;
    }
    const density = crowdDensity(state.ensemble.positions, target.dimension, target.box);
    const peak = exp(target.logDensity(target.peaks[0]) - target.truth.logNormalisingConstant);
    const highest = peak > 0 ? peak : Math.max(...density);
    this.#stage?.setCrowd(
      density.map((value) => value / highest),
      CROWD_BINS,
      CROWD_BINS,
    );
  }

  /** Takes all chains away. */
  clear(): void {
    this.#stage?.setEnsemble(0, 1, new Uint8Array(0));
    this.#stage?.setStartMarker(null, null);
  }

  showBlock({ reports }: Block, showProposals: boolean): void {
    const stage = this.#stage;
    if (!stage) return;
    reports.forEach((report, i) => {
      const { first, count } = drawnInRange(report.firstChain, report.numChains, report.stride);
      stage.pushDraws(report.trail, report.trailSteps, first, count, i === reports.length - 1);
    });
    if (!showProposals) return;
    const numDrawn = reports.reduce((sum, report) => sum + report.lastAccepted.length, 0);
    const proposals = new Float32Array(numDrawn * 2);
    const accepted = new Uint8Array(numDrawn);
    for (const report of reports) {
      const { first } = drawnInRange(report.firstChain, report.numChains, report.stride);
      proposals.set(report.lastProposals, first * 2);
      accepted.set(report.lastAccepted, first);
    }
    stage.setProposals(proposals, accepted, true);
  }

  hideProposals(): void {
    this.#stage?.setProposals(new Float32Array(0), new Uint8Array(0), false);
  }

  setFocus(chain: number | null): void {
    const isDrawn = chain !== null && chain % this.#stride === 0;
    this.#stage?.setFocus(isDrawn ? chain / this.#stride : null);
  }

  setStart(position: readonly number[] | null): void {
    this.#stage?.setStartMarker(position?.[0] ?? null, position?.[1] ?? null);
  }

  setView(view: string): void {
    this.#stage?.setView(view as ViewMode);
  }

  setCamera(camera: readonly number[]): void {
    const [azimuth, polar, distance, targetX, targetY] = camera;
    if (camera.length === 5) this.#stage?.setCamera({ azimuth, polar, distance, targetX, targetY });
    else this.#stage?.resetCamera();
  }

  setTheme(theme: Theme): void {
    this.#stage?.setTheme(theme);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#wanted = null;
    this.#stage?.dispose();
  }
}

/** Nodes along each axis: those that were chosen, or what the target's surface wants. */
function nodesOf(chosen: string, { key }: TargetChoice): number {
  if (chosen !== "auto") return Number(chosen);
  return targets.find((target) => target.key === key)?.gridNodes ?? 129;
}
