import { isSamePoint, type PointId } from "./plotHit";

/** What the pointer does to a plot; places are CSS pixels from the plotting area's left and top. */
export interface PlotPointerOwner {
  /** The plotting area. */
  area(): DOMRect;
  hit(left: number, top: number, reach: number): PointId | null;
  isDraggable(point: PointId): boolean;
  centre(point: PointId): { left: number; top: number };
  /** The pointer went down on a point: it becomes the chosen one. */
  press(point: PointId): void;
  /** The place is where the point's centre goes. */
  drag(point: PointId, left: number, top: number, isLive: boolean): void;
  add(left: number, top: number): void;
  remove(point: PointId): void;
  /** A finger moves over the plot; a mouse is followed by uPlot. */
  trace(left: number, top: number): void;
}

const MOUSE_REACH = 12;
const TOUCH_REACH = 22;
/** The pointer must leave this circle before a press becomes a drag: a hand is never quite still. */
const MOUSE_SLACK = 3;
const TOUCH_SLACK = 8;
const DOUBLE_CLICK_MS = 450;
const LONG_PRESS_MS = 550;

interface Press {
  pointerId: number;
  isTouch: boolean;
  left: number;
  top: number;
  point: PointId | null;
  /** From the pointer to the point's centre: a point does not jump when it is grabbed beside it. */
  offset: { left: number; top: number };
  isDrag: boolean;
  hasMoved: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** How near a pointer of this kind must come to a point. */
export function reachOf(pointerType: string): number {
  return pointerType === "touch" ? TOUCH_REACH : MOUSE_REACH;
}

/**
 * Turns presses, drags, double clicks and long presses on an element into what they mean for a plot. A page
 * still scrolls under a finger that touches no draggable point.
 * @returns a function that ends it, and one that ends a drag under way
 */
export function bindPlotPointer(
  element: HTMLElement,
  owner: PlotPointerOwner,
): { cancel: () => void; dispose: () => void } {
  let press: Press | null = null;
  let lastClick: { point: PointId; time: number } | null = null;

  const place = (event: { clientX: number; clientY: number }): { left: number; top: number } => {
    const area = owner.area();
    return { left: event.clientX - area.left, top: event.clientY - area.top };
  };
  const end = (): void => {
    clearTimeout(press?.timer);
    press = null;
    element.classList.remove("is-dragging");
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
  };

  const drag = ({ point, offset }: Press, left: number, top: number, isLive: boolean): void => {
    if (point !== null) owner.drag(point, left + offset.left, top + offset.top, isLive);
  };

  const down = (event: PointerEvent): void => {
    if (press !== null || event.button !== 0 || !event.isPrimary) return;
    const { left, top } = place(event);
    const isTouch = event.pointerType === "touch";
    const point = owner.hit(left, top, reachOf(event.pointerType));
    const centre = point === null ? { left, top } : owner.centre(point);
    press = {
      pointerId: event.pointerId,
      isTouch,
      left,
      top,
      point,
      offset: { left: centre.left - left, top: centre.top - top },
      isDrag: false,
      hasMoved: false,
      timer: undefined,
    };
    if (point !== null) {
      owner.press(point);
      if (isTouch) {
        press.timer = setTimeout(() => {
          end();
          owner.remove(point);
        }, LONG_PRESS_MS);
      }
    }
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", cancel);
  };

  const move = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.pointerId) return;
    const { left, top } = place(event);
    const slack = press.isTouch ? TOUCH_SLACK : MOUSE_SLACK;
    if (!press.hasMoved && Math.hypot(left - press.left, top - press.top) > slack) {
      press.hasMoved = true;
      clearTimeout(press.timer);
      press.isDrag = press.point !== null && owner.isDraggable(press.point);
      element.classList.toggle("is-dragging", press.isDrag);
    }
    if (press.isDrag) drag(press, left, top, true);
    else if (press.isTouch) owner.trace(left, top);
  };

  const up = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.pointerId) return;
    const { left, top } = place(event);
    const ended = press;
    const { point } = ended;
    end();
    if (ended.isDrag) drag(ended, left, top, false);
    if (ended.hasMoved) return;
    if (point === null) {
      lastClick = null;
      const { width, height } = owner.area();
      if (left >= 0 && left <= width && top >= 0 && top <= height) owner.add(left, top);
      return;
    }
    const isSecond =
      lastClick !== null &&
      isSamePoint(lastClick.point, point) &&
      event.timeStamp - lastClick.time <= DOUBLE_CLICK_MS;
    lastClick = isSecond ? null : { point, time: event.timeStamp };
    if (isSecond) owner.remove(point);
  };

  const cancel = (event: PointerEvent): void => {
    if (press === null || event.pointerId !== press.pointerId) return;
    const { left, top } = place(event);
    const ended = press;
    end();
    if (ended.isDrag) drag(ended, left, top, false);
  };

  // Only a listener that may prevent can keep the page from scrolling under a dragged point.
  const touch = (event: TouchEvent): void => {
    if (event.touches.length !== 1) return;
    const { left, top } = place(event.touches[0]);
    const point = owner.hit(left, top, TOUCH_REACH);
    if (point !== null && owner.isDraggable(point)) event.preventDefault();
  };

  element.addEventListener("pointerdown", down);
  element.addEventListener("touchstart", touch, { passive: false });
  return {
    cancel: end,
    dispose: () => {
      end();
      element.removeEventListener("pointerdown", down);
      element.removeEventListener("touchstart", touch);
    },
  };
}
