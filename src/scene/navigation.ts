/** What gestures do to a CameraState. Pure but for the ray through a pixel, which is handed in. */
import { clampCamera } from "./camera";
import type { Domain } from "./domain";
import type { CameraState, ViewMode } from "./types";

const TURN_PER_PIXEL = 0.006;
const KEY_TURN = Math.PI / 36;
const KEY_ZOOM = 0.88;
/** A key's shift, as a share of the footprint. */
const KEY_SHIFT = 0.05;

/** A place level with the point looked at, in scene units with y away from the default viewer; null above the horizon. */
export type LevelPoint = { readonly x: number; readonly y: number } | null;

export function turned(state: CameraState, dx: number, dy: number): CameraState {
  return { ...state, azimuth: state.azimuth - dx * TURN_PER_PIXEL, polar: state.polar - dy * TURN_PER_PIXEL };
}

/** Moves the target so that what was at `from` comes to `to`. */
export function shifted(state: CameraState, from: LevelPoint, to: LevelPoint): CameraState {
  if (from === null || to === null) return state;
  return { ...state, targetX: state.targetX + from.x - to.x, targetY: state.targetY + from.y - to.y };
}

/** Changes the distance and keeps the place under the pointer where it is. */
export function zoomed(state: CameraState, factor: number, pivot: LevelPoint, domain: Domain): CameraState {
  const next = clampCamera({ ...state, distance: state.distance * factor }, domain);
  if (pivot === null) return next;
  const share = 1 - next.distance / state.distance;
  return {
    ...next,
    targetX: state.targetX + (pivot.x - state.targetX) * share,
    targetY: state.targetY + (pivot.y - state.targetY) * share,
  };
}

/** Arrows turn (or shift, in the flat view and with Shift), plus and minus zoom; null for any other key. */
export function keyed(
  state: CameraState,
  name: string,
  isShift: boolean,
  mode: ViewMode,
  domain: Domain,
): CameraState | null {
  if (name === "+" || name === "=") return { ...state, distance: state.distance * KEY_ZOOM };
  if (name === "-" || name === "_") return { ...state, distance: state.distance / KEY_ZOOM };
  const arrow = ARROWS[name];
  if (arrow === undefined) return null;
  const [right, up] = arrow;
  if (mode === "surface" && !isShift) {
    return { ...state, azimuth: state.azimuth + right * KEY_TURN, polar: state.polar - up * KEY_TURN };
  }
  const angle = mode === "flat" ? 0 : state.azimuth;
  const step = KEY_SHIFT * Math.min(domain.width, domain.depth) * state.distance;
  return {
    ...state,
    targetX: state.targetX + step * (right * Math.cos(angle) - up * Math.sin(angle)),
    targetY: state.targetY + step * (right * Math.sin(angle) + up * Math.cos(angle)),
  };
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
