/**
 * Contour lines of the density and the coordinate grid, both laid on the surface.
 *
 * A contour is where the density is exp(-r^2 / 2) of its peak, for r = 0.5, 1, ... 4: on a Gaussian hill, r standard
 * deviations from the mode. Evenly spaced lines therefore mean Gaussian tails. Heights with an axis of their own, such as
 * probabilities, have contours at every tenth of it instead, that at its half bolder.
 */
import { Group } from "three";
import { contourSegments } from "../core/grid/contour";
import type { Domain } from "./domain";
import { DrapedLines, addPieces } from "./drapedLines";
import type { HeightField } from "./heightField";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";
import type { Ticks } from "./ticks";

export const CONTOUR_RADII: readonly number[] = [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4];

/** Shares of a height axis, and the one between its two halves. */
const SHARES: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9];
const HALF = 0.5;

const GRID_PIECES = 64;

const FADED = 0.45;

export class Contours {
  readonly object = new Group();
  readonly #lines: DrapedLines;
  readonly #half: DrapedLines;
  readonly #grid: DrapedLines;
  /** Box and steps of the ticks that the grid was made for. */
  #gridKey = "";
  #isFaded = false;
  #colours: ThemeColours | null = null;

  constructor(shared: SharedUniforms) {
    this.#lines = new DrapedLines(shared, { width: 1, renderOrder: 2 });
    this.#grid = new DrapedLines(shared, { width: 1, renderOrder: 1 });
    this.#half = new DrapedLines(shared, { width: 2, renderOrder: 2 });
    this.object.add(this.#grid.object, this.#lines.object, this.#half.object);
  }

  setField(field: HeightField, domain: Domain): void {
    const { isProportional } = field;
    const radii = isProportional ? SHARES.map(radiusOf) : CONTOUR_RADII;
    this.#lines.setSegments(contoursAt(radii, field, domain));
    this.#half.setSegments(isProportional ? contoursAt([radiusOf(HALF)], field, domain) : []);
  }

  /** Lines at the axes' ticks and around the border. */
  setGrid(domain: Domain, xTicks: Ticks, yTicks: Ticks): void {
    const { xMin, yMin, xSpan, ySpan } = domain;
    const key = [xMin, yMin, xSpan, ySpan, xTicks.step, yTicks.step].join(" ");
    if (key === this.#gridKey) return;
    this.#gridKey = key;
    const segments: number[] = [];
    for (const x of [xMin, ...xTicks.values, xMin + xSpan]) {
      addPieces(segments, [x, yMin], [x, yMin + ySpan], GRID_PIECES);
    }
    for (const y of [yMin, ...yTicks.values, yMin + ySpan]) {
      addPieces(segments, [xMin, y], [xMin + xSpan, y], GRID_PIECES);
    }
    this.#grid.setSegments(segments);
  }

  /** Steps back behind other lines on the surface, for which contours could be taken. */
  setFaded(isFaded: boolean): void {
    this.#isFaded = isFaded;
    if (this.#colours !== null) this.setTheme(this.#colours);
  }

  setTheme(colours: ThemeColours): void {
    this.#colours = colours;
    const alpha = colours.contourAlpha * (this.#isFaded ? FADED : 1);
    this.#lines.setColour(colours.contour, alpha);
    this.#half.setColour(colours.contour, Math.min(1, 1.8 * alpha));
    this.#grid.setColour(colours.grid, colours.gridAlpha);
  }

  dispose(): void {
    this.#lines.dispose();
    this.#half.dispose();
    this.#grid.dispose();
  }
}

/** Where the field has a relative height. */
function radiusOf(height: number): number {
  return Math.sqrt(-2 * Math.log(height));
}

/** Segments in target coordinates. */
function contoursAt(radii: readonly number[], field: HeightField, domain: Domain): Float32Array {
  const parts = radii.map((radius) => contourSegments(field.radii, field.nx, field.ny, radius));
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let length = 0;
  for (const part of parts) {
    all.set(part, length);
    length += part.length;
  }
  for (let i = 0; i < all.length; i += 2) {
    all[i] = domain.xMin + (domain.xSpan * all[i]) / (field.nx - 1);
    all[i + 1] = domain.yMin + (domain.ySpan * all[i + 1]) / (field.ny - 1);
  }
  return all;
}
