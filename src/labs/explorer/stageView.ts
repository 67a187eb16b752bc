import { noPicture } from "../../app/noPicture";
import type { Notices } from "../../app/notices";
import type { SettingsStore } from "../../app/settingsStore";
import type { Theme } from "../../app/theme";
import { CROWD_BINS } from "../../core/run";
import type { Target } from "../../core/targets";
import type { Analysis } from "../../engine/analysis";
import type { ComputedGrid, GridPreference } from "../../engine/gridService";
import {
  drawnInRange,
  drawnStride,
  type BlockReport,
  type RangeState,
  type TargetChoice,
} from "../../engine/protocol";
import { Stage, WebGLUnavailableError, type ViewMode } from "../../scene";
import { cameraVector, showCamera } from "../stageCamera";
import { ensembleDensity } from "./ensembleDensity";
import { LatestGrid, type GridRequest } from "./latestGrid";
import type { Block } from "./simulation";
import { TimeCurves } from "./timeCurves";
import { curveLength, trailLength } from "./trailLength";

export interface StageEvents {
  /** @param y NaN for a target with one parameter */
  onPick(x: number, y: number, nearestChain: number | null): void;
  onHover(nearestChain: number | null): void;
  onCamera(camera: readonly number[]): void;
  onGrid(grid: ComputedGrid): void;
  /** The picture shows these parameters from now on. */
  onAxes(axes: readonly number[]): void;
}

/** CSS pixels of the stage under the legend and the bar of buttons. */
const COVERED = { top: 32, right: 0, bottom: 64, left: 0 };

/** The surface that stands, and whose it is. */
interface ShownSurface {
  readonly target: Target;
  readonly axes: readonly number[];
  readonly grid: ComputedGrid;
}

/** The run whose chains are to stand on it. */
interface ShownRun {
  readonly state: RangeState;
  readonly groups: Uint8Array;
  readonly trail: number;
}

/** The explorer's picture: the surface from a batched grid, the chains on it. Without WebGL it says so and the rest works. */
export class StageView {
  readonly #container: HTMLElement;
  readonly #notices: Notices;
  readonly #events: StageEvents;
  readonly #stage: Stage | null;
  readonly #grids: LatestGrid;
  #shownObstacle = "";
  /** Every so many-th chain is drawn. */
  #stride = 1;
  #hasCrowd = false;
  #surface: ShownSurface | null = null;
  #run: ShownRun | null = null;
  /** Whether the chains of the run stand on the surface; they do not while one of both is of another target. */
  #isPlaced = false;
  /** Where the chains stood after the last block, counted by whoever stepped them; null where nobody did. */
  #counts: Float64Array | null = null;
  /** What the chains of a target with one parameter did of late. */
  #curves: TimeCurves | null = null;
  #start: readonly number[] | null = null;
  #focus: number | null = null;

  constructor(
    container: HTMLElement,
    theme: Theme,
    analysis: Analysis,
    notices: Notices,
    events: StageEvents,
  ) {
    this.#container = container;
    this.#grids = new LatestGrid(analysis, (grid, request) => this.#showGrid(grid, request));
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
      stage.onPick = (x, y, chain) => this.#events.onPick(x, this.#curves ? NaN : y, inRun(chain));
      stage.onHover = (_x, _y, chain) => this.#events.onHover(inRun(chain));
      stage.onHoverEnd = () => this.#events.onHover(null);
      stage.onCameraChange = (camera) => this.#events.onCamera(cameraVector(camera));
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

  /** Computes the target's surface and shows it, unless another one is asked for before it comes. */
  showTarget(
    choice: TargetChoice,
    target: Target,
    axes: readonly number[],
    store: SettingsStore,
  ): Promise<void> {
    return this.#grids.ask({
      choice,
      target,
      axes,
      nodes: store.text("gridNodes"),
      preference: store.text("gridBackend") as GridPreference,
      timeRange: this.#timeRange(),
    });
  }

  #showGrid(grid: ComputedGrid, { target, axes, preference }: GridRequest): void {
    if (grid.obstacle && preference === "webgpu" && grid.obstacle !== this.#shownObstacle) {
      this.#shownObstacle = grid.obstacle;
      this.#notices.show(grid.obstacle, "problem");
    }
    const before = this.#surface;
    this.#surface = { grid, target, axes };
    this.#setSurface();
    this.#events.onGrid(grid);
    const isSame =
      before !== null && before.target.dimension === target.dimension && axes.join() === before.axes.join();
    if (isSame && this.#isPlaced) return;
    this.#events.onAxes(axes);
    this.#placeChains();
  }

  #setSurface(): void {
    if (!this.#surface) return;
    const { grid, target, axes } = this.#surface;
    const [x, y, z] = axes.map((axis) => target.parameterNames[axis]);
    const isCurve = axes.length === 1;
    this.#stage?.setSurface({
      ...grid.shape,
      ...(isCurve ? { yRange: this.#timeRange(), aspect: 1 } : {}),
      logDensity: grid.values,
      axisNames: [x, isCurve ? "steps ago" : y],
      ...(z === undefined ? {} : { zAxis: { name: z, range: target.box[axes[2]] } }),
    });
  }

  /** Steps before now that a picture of one parameter reaches back; now is in front. */
  #timeRange(): readonly [number, number] {
    return [0, this.#curveLength()];
  }

  #curveLength(): number {
    const { trail = 24, groups = new Uint8Array(1) } = this.#run ?? {};
    const numDrawn = Math.ceil(groups.length / drawnStride(groups.length));
    return curveLength(trail, numDrawn, this.#stage?.isSoftwareRenderer ?? true);
  }

  /** @param trail transitions that a trail reaches back */
  beginRun(state: RangeState, groups: Uint8Array, trail: number): void {
    this.#run = { state, groups, trail };
    this.#counts = null;
    this.#placeChains();
  }

  /** Puts the run's chains on the surface, where both are of one target; else takes them away until they are. */
  #placeChains(): void {
    const [stage, run, surface] = [this.#stage, this.#run, this.#surface];
    if (!stage) return;
    this.#isPlaced = false;
    this.#curves = null;
    const numChains = run?.groups.length ?? 0;
    const dimension = run ? run.state.ensemble.positions.length / numChains : 0;
    if (!run || !surface || surface.target.dimension !== dimension) {
      stage.setEnsemble(0, 1, new Uint8Array(0));
      return;
    }
    const { groups, trail, state } = run;
    const { axes } = surface;
    this.#isPlaced = true;
    this.#stride = drawnStride(numChains);
    const drawn = groups.filter((_, chain) => chain % this.#stride === 0);
    const { positions } = state.ensemble;
    const starts = new Float32Array(axes.length * drawn.length);
    drawn.forEach((_, i) =>
      axes.forEach((axis, k) => {
        starts[i * axes.length + k] = positions[i * this.#stride * dimension + axis];
      }),
    );
    if (axes.length === 1) {
      const length = this.#curveLength();
      this.#curves = new TimeCurves(starts, length);
      this.#setSurface();
      stage.setEnsemble(drawn.length, length + 1, drawn, { focusTrailLength: length + 1 });
      this.#pushCurves();
    } else {
      // The trail counts transitions, the stage counts positions; the start is the first one.
      const length = trailLength(trail, drawn.length, stage.isSoftwareRenderer);
      stage.setEnsemble(drawn.length, length + 1, drawn);
      stage.pushDraws(starts, 1, 0, drawn.length, true);
    }
    this.setStart(this.#start);
    this.setFocus(this.#focus);
  }

  #pushCurves(): void {
    const curves = this.#curves;
    if (curves) this.#stage?.pushDraws(curves.points(), curves.length + 1, 0, curves.numChains, true);
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
    const surface = this.#surface;
    if (!surface || !this.#isPlaced || surface.target.dimension !== target.dimension) return;
    const density = ensembleDensity(target, surface.axes, state.ensemble.positions, this.#counts);
    this.#stage?.setCrowd(density, CROWD_BINS, density.length / CROWD_BINS);
  }

  /** Chains outside of the box, where they were counted; null where nobody did. */
  get numOutside(): number | null {
    const numChains = this.#run?.groups.length ?? 0;
    return this.#counts?.reduce((left, count) => left - count, numChains) ?? null;
  }

  /** Takes all chains away. */
  clear(): void {
    this.#run = null;
    this.#placeChains();
    this.setStart(null);
  }

  showBlock({ reports }: Block, state: RangeState, showProposals: boolean): void {
    const stage = this.#stage;
    if (this.#run) this.#run = { ...this.#run, state };
    this.#counts = reports[0].crowd ?? null;
    const axes = this.#surface?.axes ?? [];
    // A block that was asked for before the picture changed.
    if (!stage || !this.#isPlaced || reports.some((report) => report.axes.join() !== axes.join())) return;
    if (this.#curves) {
      for (const report of reports) this.#curves.add(report, placeOf(report).first);
      this.#pushCurves();
      return;
    }
    reports.forEach((report, i) => {
      const { first, count } = placeOf(report);
      stage.pushDraws(report.trail, report.trailSteps, first, count, i === reports.length - 1);
    });
    if (!showProposals) return;
    const numDrawn = reports.reduce((sum, report) => sum + report.lastAccepted.length, 0);
    const proposals = new Float32Array(numDrawn * axes.length);
    const accepted = new Uint8Array(numDrawn);
    for (const report of reports) {
      const { first } = placeOf(report);
      proposals.set(report.lastProposals, first * axes.length);
      accepted.set(report.lastAccepted, first);
    }
    stage.setProposals(proposals, accepted, true);
  }

  hideProposals(): void {
    this.#stage?.setProposals(new Float32Array(0), new Uint8Array(0), false);
  }

  setFocus(chain: number | null): void {
    this.#focus = chain;
    const isDrawn = chain !== null && chain % this.#stride === 0;
    this.#stage?.setFocus(isDrawn ? chain / this.#stride : null);
  }

  /** Marks where all chains began; null where they began apart. */
  setStart(position: readonly number[] | null): void {
    this.#start = position;
    const axes = this.#surface?.axes ?? [];
    const isShown = position !== null && this.#isPlaced;
    const [x, y, z] = isShown ? axes.map((axis) => position[axis]) : [];
    // A start lies in the past, which a curve through time soon leaves behind.
    if (x === undefined || y === undefined) this.#stage?.setStartMarker(null, null);
    else this.#stage?.setStartMarker(x, y, z);
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
    this.#grids.dispose();
    this.#stage?.dispose();
  }
}

/** Where a report's drawn chains are among all that are drawn. */
function placeOf({ firstChain, numChains, stride }: BlockReport): { first: number; count: number } {
  return drawnInRange(firstChain, numChains, stride);
}
