import type { Points } from "./plotContent";
import { nextDraggable, type PointId } from "./plotHit";

/** What a key does to the points of a plot. */
export type PlotKeyAction =
  | { kind: "choose"; by: 1 | -1 }
  | { kind: "move"; x: number; y: number }
  | { kind: "remove" }
  | { kind: "add" };

/** One step of an arrow key as a share of the axis, and with Shift. */
const STEP = 0.01;
const LONG_STEP = 0.05;

const DIRECTIONS = new Map<string, readonly [number, number]>([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowDown", [0, -1]],
  ["ArrowUp", [0, 1]],
]);

/** Shares of the axes for `move`; null for a key that means nothing here. */
export function plotKeyAction(key: string, isShift: boolean): PlotKeyAction | null {
  const direction = DIRECTIONS.get(key);
  if (direction !== undefined) {
    const step = isShift ? LONG_STEP : STEP;
    return { kind: "move", x: step * direction[0], y: step * direction[1] };
  }
  switch (key) {
    case "[":
      return { kind: "choose", by: -1 };
    case "]":
      return { kind: "choose", by: 1 };
    case "Delete":
    case "Backspace":
      return { kind: "remove" };
    case "+":
    case "Insert":
      return { kind: "add" };
    default:
      return null;
  }
}

/** What the keyboard needs of a plot. */
export interface PlotKeyOwner {
  points(): readonly Points[];
  /** By shares of the axes. */
  move(point: PointId, x: number, y: number): void;
  /** The arrow key is up again; null when the point has gone meanwhile. */
  release(point: PointId | null): void;
  remove(point: PointId): void;
  add(): void;
  /** The chosen point is another one or stands elsewhere. */
  announce(point: PointId | null): void;
}

export interface PlotKeys {
  /** The chosen point while the keyboard is in use: it wears a ring. */
  readonly shown: PointId | null;
  /** A pointer chose a point: the keyboard goes on from there. */
  choose(point: PointId): void;
  /** Points have come or gone: takes the keyboard while there is one to move, and lets go of what is gone. */
  check(): void;
  dispose(): void;
}

/** Has the keys pressed on an element choose, move, remove and add points. */
export function bindPlotKeys(element: HTMLElement, owner: PlotKeyOwner): PlotKeys {
  let chosen: PointId | null = null;
  let isShown = false;
  let isMoving = false;

  const check = (): void => {
    setFocusable(
      element,
      owner.points().some(({ isDraggable }) => isDraggable),
    );
    if (chosen === null) return;
    const set = owner.points()[chosen.set];
    const last = set?.isDraggable ? set.x.length - 1 : -1;
    // After a removal the keyboard goes on with a neighbour.
    chosen = last < 0 ? null : { set: chosen.set, index: Math.min(chosen.index, last) };
  };
  const release = (): void => {
    if (!isMoving) return;
    isMoving = false;
    owner.release(chosen);
  };

  const keydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = plotKeyAction(event.key, event.shiftKey);
    if (action === null || !element.hasAttribute("tabindex")) return;
    event.preventDefault();
    event.stopPropagation();
    const hadChoice = isShown && chosen !== null;
    isShown = true;
    if (action.kind === "add") {
      owner.add();
    } else if (action.kind === "choose") {
      release();
      chosen = nextDraggable(owner.points(), chosen, action.by);
    } else {
      // The first key shows which point the next one will act on.
      chosen ??= nextDraggable(owner.points(), null, 1);
      if (chosen !== null && action.kind === "move") {
        isMoving = true;
        owner.move(chosen, action.x, action.y);
      } else if (chosen !== null && hadChoice) {
        release();
        owner.remove(chosen);
      }
    }
    owner.announce(chosen);
  };
  const keyup = (event: KeyboardEvent): void => {
    if (plotKeyAction(event.key, event.shiftKey)?.kind === "move") release();
  };
  const blur = (): void => {
    release();
    if (!isShown) return;
    isShown = false;
    owner.announce(null);
  };

  element.addEventListener("keydown", keydown);
  element.addEventListener("keyup", keyup);
  element.addEventListener("blur", blur);
  return {
    get shown() {
      return isShown ? chosen : null;
    },
    choose: (point) => {
      const set = owner.points()[point.set];
      if (!set?.isDraggable) return;
      chosen = point;
      isShown = false;
    },
    check,
    dispose: () => {
      element.removeEventListener("keydown", keydown);
      element.removeEventListener("keyup", keyup);
      element.removeEventListener("blur", blur);
    },
  };
}

const HELP = "Points. Bracket keys choose one, arrow keys move it, Delete removes it, plus adds one.";

function setFocusable(element: HTMLElement, isFocusable: boolean): void {
  if (isFocusable === element.hasAttribute("tabindex")) return;
  if (isFocusable) {
    element.tabIndex = 0;
    element.setAttribute("role", "application");
    element.setAttribute("aria-label", HELP);
  } else {
    for (const name of ["tabindex", "role", "aria-label"]) element.removeAttribute(name);
  }
}
