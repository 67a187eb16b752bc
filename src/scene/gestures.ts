/**
 * Mouse, touch, wheel and keys on the canvas, told as plain intentions. Knows nothing of cameras or what they do.
 */

/** CSS pixels from the canvas's upper left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface GestureHandlers {
  /** A drag with the main button or one finger, from one place on the canvas to another. */
  drag(from: Place, to: Place): void;
  /** The same with another button, with Shift, or with two fingers. */
  shift(from: Place, to: Place): void;
  /** Factor on the distance (below 1 comes nearer), about a place on the canvas. */
  zoom(factor: number, about: Place): void;
  /** A key that turns, zooms or resets; returns whether it meant something. */
  key(name: string, isShift: boolean): boolean;
  click(at: Place, isTouch: boolean): void;
  hover(at: Place): void;
  leave(): void;
  /** A movement of the view came to its end. */
  end(): void;
}

const CLICK_SLACK = 5;
const WHEEL_END_MS = 180;

/** Listens until the returned function is called. */
export function listenToGestures(canvas: HTMLCanvasElement, handlers: GestureHandlers): () => void {
  const pointers = new Map<number, Place>();
  let travelled = 0;
  let isShifting = false;
  let wheelTimer = 0;
  const abort = new AbortController();

  const place = (event: MouseEvent): Place => {
    const bounds = canvas.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };

  const pointerDown = (event: PointerEvent) => {
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, place(event));
    travelled = pointers.size > 1 ? Infinity : 0;
    isShifting = event.button !== 0 || event.shiftKey;
  };

  const pointerMove = (event: PointerEvent) => {
    const now = place(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined) {
      if (event.pointerType !== "touch") handlers.hover(now);
      return;
    }
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (travelled > CLICK_SLACK || pointers.size > 1) moveBy(event.pointerId, before, now);
    pointers.set(event.pointerId, now);
  };

  const moveBy = (id: number, before: Place, now: Place) => {
    const other = [...pointers].find(([otherId]) => otherId !== id)?.[1];
    if (other === undefined) {
      if (isShifting) handlers.shift(before, now);
      else handlers.drag(before, now);
      return;
    }
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    handlers.shift({ x: (before.x + other.x) / 2, y: (before.y + other.y) / 2 }, middle);
    const spread = Math.hypot(now.x - other.x, now.y - other.y);
    const oldSpread = Math.hypot(before.x - other.x, before.y - other.y);
    if (spread > 1) handlers.zoom(oldSpread / spread, middle);
  };

  const pointerUp = (event: PointerEvent) => {
    const at = pointers.get(event.pointerId);
    if (!pointers.delete(event.pointerId) || at === undefined) return;
    if (pointers.size > 0) return;
    if (travelled > CLICK_SLACK) handlers.end();
    else if (event.type === "pointerup" && event.button === 0)
      handlers.click(at, event.pointerType === "touch");
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const delta = Math.max(-240, Math.min(240, event.deltaY * unit));
    handlers.zoom(Math.exp(delta * (event.ctrlKey ? 0.008 : 0.0014)), place(event));
    window.clearTimeout(wheelTimer);
    wheelTimer = window.setTimeout(() => handlers.end(), WHEEL_END_MS);
  };

  const keyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!handlers.key(event.key, event.shiftKey)) return;
    event.preventDefault();
    handlers.end();
  };

  const { signal } = abort;
  canvas.addEventListener("pointerdown", pointerDown, { signal });
  canvas.addEventListener("pointermove", pointerMove, { signal });
  canvas.addEventListener("pointerup", pointerUp, { signal });
  canvas.addEventListener("pointercancel", pointerUp, { signal });
  canvas.addEventListener("pointerleave", () => handlers.leave(), { signal });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault(), { signal });
  canvas.addEventListener("wheel", wheel, { signal, passive: false });
  canvas.addEventListener("keydown", keyDown, { signal });
  return () => {
    window.clearTimeout(wheelTimer);
    abort.abort();
  };
}
