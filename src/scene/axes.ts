/**
 * Axes as a drawing over the canvas: always crisp, always facing the viewer, always at the near edges of the floor and
 * at the corner farthest left.
 * Hidden from assistive technology and from the pointer.
 */
import { Vector3 } from "three";
import type { PerspectiveCamera } from "three";
import type { Domain } from "./domain";
import { LabelLayer } from "./labelLayer";
import type { Point } from "./labelLayer";
import { formatTick, roundTicks } from "./ticks";
import type { Ticks } from "./ticks";
import type { ThemeColours } from "./theme";

const TICK = 5;
const GAP = 6;
const LABEL_HEIGHT = 12;
const HEIGHT_NAME = "density / peak";
const DENSITY_TICKS: Ticks = { step: 0.5, values: [0.5, 1] };
const NO_TICKS: Ticks = { step: 0, values: [] };

/** A height axis shorter than this says nothing; CSS pixels. */
const MIN_HEIGHT_AXIS = 46;
/** Least distance of the third parameter's ticks, CSS pixels. */
const Z_SPACING = 40;

export interface AxesView {
  readonly camera: PerspectiveCamera;
  readonly width: number;
  readonly height: number;
  readonly domain: Domain;
  /** Of the parameters; a third one makes height its own instead of the density's. */
  readonly axisNames: readonly string[];
  /** Of a height that is no third parameter; default: the density over its peak. */
  readonly heightName?: string | undefined;
  readonly flatness: number;
}

/** The ticks in use, for a grid that agrees with them. */
export interface AxesTicks {
  readonly x: Ticks;
  readonly y: Ticks;
  /** None where height is density or too short to be read. */
  readonly z: Ticks;
}

interface FloorAxis {
  readonly min: number;
  readonly span: number;
  readonly name: string;
  /** The edge's place on the screen, from its smallest value (0) to its largest (1). */
  readonly along: (t: number) => Point;
  /** The footprint's middle on the screen: labels go the other way. */
  readonly centre: Point;
  readonly isFlat: boolean;
}

export class Axes {
  readonly #layer: LabelLayer;

  constructor(container: HTMLElement) {
    this.#layer = new LabelLayer(container);
  }

  setTheme(colours: ThemeColours): void {
    this.#layer.setTheme(colours);
  }

  update(view: AxesView): AxesTicks {
    this.#layer.begin(view.width, view.height);
    const ticks = this.#draw(view);
    this.#layer.end();
    return ticks;
  }

  dispose(): void {
    this.#layer.dispose();
  }

  #draw(view: AxesView): AxesTicks {
    const { domain, camera, width, height } = view;
    const halfW = domain.width / 2;
    const halfD = domain.depth / 2;
    const at = (x: number, y: number, z: number): Point => {
      const p = new Vector3(x, y, z).project(camera);
      return { x: (p.x * 0.5 + 0.5) * width, y: (0.5 - p.y * 0.5) * height };
    };
    const centre = at(0, 0, 0);
    const z = nearer(at(0, 0, halfD), at(0, 0, -halfD)) ? halfD : -halfD;
    const x = nearer(at(-halfW, 0, 0), at(halfW, 0, 0)) ? -halfW : halfW;
    const isFlat = view.flatness > 0.5;
    const foot = heightCorner(at, halfW, halfD, { x, z });
    const riseTo = (t: number) => at(foot.x, t * domain.height * (1 - view.flatness), foot.z);
    return {
      x: this.#floorAxis({
        min: domain.xMin,
        span: domain.xSpan,
        name: view.axisNames[0],
        along: (t) => at((t - 0.5) * domain.width, 0, z),
        centre,
        isFlat,
      }),
      y: this.#floorAxis({
        min: domain.yMin,
        span: domain.ySpan,
        name: view.axisNames[1],
        along: (t) => at(x, 0, (0.5 - t) * domain.depth),
        centre,
        isFlat,
      }),
      z: isFlat ? NO_TICKS : this.#heightAxis(view, riseTo),
    };
  }

  #floorAxis({ min, span, name, along, centre, isFlat }: FloorAxis): Ticks {
    const from = along(0);
    const to = along(1);
    const middle = along(0.5);
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const outward = outwardNormal(from, to, centre);
    const spacing = 26 + 38 * Math.abs((to.x - from.x) / length);
    const ticks = roundTicks(min, min + span, Math.min(12, Math.max(4, Math.floor(length / spacing))));
    const words = ticks.values.map((value) => formatTick(value, ticks.step));
    const widest = Math.max(0, ...words.map((text) => this.#layer.widthOf(text, "tick")));
    const tickRoom = Math.abs(outward.x) * widest + Math.abs(outward.y) * LABEL_HEIGHT;
    this.#nameAxis(name, middle, from.y < to.y ? from : to, outward, TICK + GAP + tickRoom + 8, isFlat);
    this.#layer.line(from, to);
    for (const [k, value] of ticks.values.entries()) {
      const p = along((value - min) / span);
      this.#layer.line(p, shiftBy(p, outward, TICK));
      this.#beside(p, outward, TICK + GAP, words[k], "tick");
    }
    return ticks;
  }

  /** Beside the middle of the axis; where that leaves the map, above the axis's upper end. */
  #nameAxis(
    name: string,
    middle: Point,
    upperEnd: Point,
    outward: Point,
    distance: number,
    isFlat: boolean,
  ): void {
    const width = this.#layer.widthOf(name, "name");
    const isOutside = middle.x + outward.x * (distance + width / 2) - width / 2 < 0;
    if (isOutside && isFlat) this.#beside(upperEnd, { x: 0, y: -1 }, GAP + 8, name, "name");
    else this.#beside(middle, outward, distance, name, "name");
  }

  /** @param riseTo place on the screen of a share of the axis, 0..1; to its left is nothing else */
  #heightAxis({ domain, axisNames, heightName }: AxesView, riseTo: (t: number) => Point): Ticks {
    const zName: string | undefined = axisNames[2];
    const [foot, head] = [riseTo(0), riseTo(1)];
    const length = Math.hypot(head.x - foot.x, head.y - foot.y);
    if (length < MIN_HEIGHT_AXIS) return NO_TICKS;
    const { zMin, zSpan } = domain;
    const ticks =
      zName === undefined
        ? DENSITY_TICKS
        : roundTicks(zMin, zMin + zSpan, Math.min(10, Math.max(2, Math.floor(length / Z_SPACING))));
    const wordOf = (value: number) => (zName === undefined ? String(value) : formatTick(value, ticks.step));
    this.#layer.line(foot, head);
    const left = { x: -1, y: 0 };
    for (const value of ticks.values) {
      const p = riseTo((value - zMin) / zSpan);
      this.#layer.line(p, shiftBy(p, left, TICK));
      this.#beside(p, left, TICK + GAP, wordOf(value), "tick");
    }
    this.#beside(head, { x: 0, y: -1 }, GAP + 4, zName ?? heightName ?? HEIGHT_NAME, "name");
    return zName === undefined ? NO_TICKS : ticks;
  }

  /** Sets a text so that its box, not its centre, keeps the distance. */
  #beside(p: Point, direction: Point, distance: number, text: string, kind: "tick" | "name"): void {
    const half =
      (Math.abs(direction.x) * this.#layer.widthOf(text, kind) + Math.abs(direction.y) * LABEL_HEIGHT) / 2;
    this.#layer.text(shiftBy(p, direction, distance + half), text, kind);
  }
}

/**
 * The corner of the footprint where a height axis stands: farthest left, where nothing is in front of it or behind it.
 * But where one of the floor's axes climbs from there, its numbers want the same room: then at that axis's upper end.
 *
 * @param edges the sides of the footprint that have axes
 */
function heightCorner(
  at: (x: number, y: number, z: number) => Point,
  halfW: number,
  halfD: number,
  edges: { readonly x: number; readonly z: number },
): { readonly x: number; readonly z: number } {
  const corners = [-halfW, halfW].flatMap((x) => [-halfD, halfD].map((z) => ({ x, z, place: at(x, 0, z) })));
  const foot = corners.reduce((best, corner) => (corner.place.x < best.place.x ? corner : best));
  const climbsTo = corners.find(({ x, z, place }) => {
    const isAxis = (x === foot.x && x === edges.x) || (z === foot.z && z === edges.z);
    const rise = foot.place.y - place.y;
    return isAxis && rise > Math.abs(place.x - foot.place.x);
  });
  return climbsTo ?? foot;
}

/** Lower on the screen is nearer to the viewer; seen from straight above the left edge is preferred. */
function nearer(a: Point, b: Point): boolean {
  return a.y - 0.1 * a.x > b.y - 0.1 * b.x;
}

function outwardNormal(from: Point, to: Point, centre: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const normal = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length };
  const isInward = (centre.x - from.x) * normal.x + (centre.y - from.y) * normal.y > 0;
  return isInward ? { x: -normal.x, y: -normal.y } : normal;
}

function shiftBy(p: Point, direction: Point, distance: number): Point {
  return { x: p.x + direction.x * distance, y: p.y + direction.y * distance };
}
