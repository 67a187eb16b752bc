/** The view's state over time: where it stands, where it glides to, and what gestures make of it. Draws nothing. */
import { DEFAULT_CAMERA, clampCamera } from "./camera";
import type { Domain } from "./domain";
import { glideAt } from "./glide";
import type { Glide, Pose } from "./glide";
import { keyed, shifted, turned, zoomed } from "./navigation";
import type { LevelPoint } from "./navigation";
import type { CameraState, ViewMode } from "./types";

const GLIDE_MS = 700;

export class ViewControl {
  /** Without it changes of view take effect at once. */
  isAnimated: boolean;
  #pose: Pose = { camera: DEFAULT_CAMERA, flatness: 0 };
  #glide: Glide | null = null;
  #mode: ViewMode = "surface";
  readonly #domain: () => Domain;
  readonly #onChange: () => void;

  /** @param onChange called when a new picture is needed */
  constructor(isAnimated: boolean, domain: () => Domain, onChange: () => void) {
    this.isAnimated = isAnimated;
    this.#domain = domain;
    this.#onChange = onChange;
  }

  get pose(): Pose {
    return this.#pose;
  }

  /** Where the view is going, or is. */
  get goal(): CameraState {
    return this.#goal().camera;
  }

  /** Moves on to a time; returns whether the view is still under way. */
  advance(now: number): boolean {
    if (this.#glide === null) return false;
    const { pose, isOver } = glideAt(this.#glide, now);
    this.#pose = pose;
    if (isOver) this.#glide = null;
    return !isOver;
  }

  set(state: CameraState): void {
    const flatness = this.#mode === "flat" ? 1 : 0;
    const camera = clampCamera(state, this.#domain());
    // A hand on the view goes before a glide, but does not cut short the change of mode.
    if (this.#glide !== null && this.#glide.from.flatness !== flatness) {
      this.#glide = { ...this.#glide, to: { camera, flatness } };
    } else {
      this.#glide = null;
      this.#pose = { camera, flatness };
    }
    this.#onChange();
  }

  setMode(mode: ViewMode): void {
    this.#mode = mode;
    this.#glideTo({ ...this.#goal(), flatness: mode === "flat" ? 1 : 0 });
  }

  reset(): void {
    this.#glideTo({ ...this.#goal(), camera: DEFAULT_CAMERA });
  }

  /** The main drag: turns the surface, shifts the flat map. */
  drag(dx: number, dy: number, from: LevelPoint, to: LevelPoint): void {
    this.set(this.#mode === "flat" ? shifted(this.goal, from, to) : turned(this.goal, dx, dy));
  }

  shift(from: LevelPoint, to: LevelPoint): void {
    this.set(shifted(this.goal, from, to));
  }

  zoom(factor: number, pivot: LevelPoint): void {
    this.set(zoomed(this.goal, factor, pivot, this.#domain()));
  }

  /** Returns whether the key meant something. */
  key(name: string, isShift: boolean): boolean {
    if (name === "0") {
      this.reset();
      return true;
    }
    const next = keyed(this.goal, name, isShift, this.#mode, this.#domain());
    if (next !== null) this.set(next);
    return next !== null;
  }

  #goal(): Pose {
    return this.#glide?.to ?? this.#pose;
  }

  #glideTo(to: Pose): void {
    if (this.isAnimated) {
      this.#glide = { from: this.#pose, to, startedAt: performance.now(), duration: GLIDE_MS };
    } else {
      this.#glide = null;
      this.#pose = to;
    }
    this.#onChange();
  }
}
