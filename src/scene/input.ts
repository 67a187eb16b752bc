/** Joins gestures on the canvas to the view, and tells listeners what was pointed at. */
import { listenToGestures } from "./gestures";
import type { Place } from "./gestures";
import { levelPoint, pick } from "./picking";
import type { PickContext } from "./picking";
import type { CameraState, SurfaceHit } from "./types";
import type { ViewControl } from "./viewControl";

/** CSS pixels within which a chain counts as meant. */
const PICK_REACH = { mouse: 14, touch: 26 } as const;

type PlaceListener = (x: number, y: number, nearestChain: number | null) => void;

export interface InputListeners {
  onCameraChange: ((state: CameraState) => void) | null;
  onPick: PlaceListener | null;
  onHover: PlaceListener | null;
  onHoverEnd: (() => void) | null;
}

export interface InputScene {
  /** null while there is nothing to point at. */
  pickContext(): PickContext | null;
  /** `[x, y, z, palette index or -1]` of every chain. */
  heads(): Float32Array;
}

/** Listens until the returned function is called; hovering is looked at once a frame at most. */
export function connectInput(
  canvas: HTMLCanvasElement,
  view: ViewControl,
  scene: InputScene,
  listeners: InputListeners,
): () => void {
  let hoverRequest = 0;
  let hoverAt: Place = { x: 0, y: 0 };

  const level = ({ x, y }: Place) => {
    const context = scene.pickContext();
    return context === null ? null : levelPoint(context, x, y);
  };
  const hitAt = ({ x, y }: Place, reach: number): SurfaceHit | null => {
    const context = scene.pickContext();
    return context === null ? null : pick(context, scene.heads(), x, y, reach);
  };
  const hover = () => {
    hoverRequest = 0;
    const hit = hitAt(hoverAt, PICK_REACH.mouse);
    canvas.style.cursor = hit !== null && hit.nearestChain !== null ? "pointer" : "grab";
    if (hit === null) listeners.onHoverEnd?.();
    else listeners.onHover?.(hit.x, hit.y, hit.nearestChain);
  };
  const stopHovering = () => {
    cancelAnimationFrame(hoverRequest);
    hoverRequest = 0;
  };

  const stopListening = listenToGestures(canvas, {
    drag: (from, to) => view.drag(to.x - from.x, to.y - from.y, level(from), level(to)),
    shift: (from, to) => view.shift(level(from), level(to)),
    zoom: (factor, about) => view.zoom(factor, level(about)),
    key: (name, isShift) => view.key(name, isShift),
    click: (at, isTouch) => {
      const hit = hitAt(at, PICK_REACH[isTouch ? "touch" : "mouse"]);
      if (hit !== null) listeners.onPick?.(hit.x, hit.y, hit.nearestChain);
    },
    hover: (at) => {
      hoverAt = at;
      if (hoverRequest === 0) hoverRequest = requestAnimationFrame(hover);
    },
    leave: () => {
      stopHovering();
      listeners.onHoverEnd?.();
    },
    end: () => listeners.onCameraChange?.(view.goal),
  });
  return () => {
    stopHovering();
    stopListening();
  };
}
