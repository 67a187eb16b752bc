/**
 * Contour lines of the density and the coordinate grid, both laid on the surface.
 *
 * A contour is where the density is exp(-r^2 / 2) of its peak, for r = 0.5, 1, ... 4: on a Gaussian hill, r standard
 * deviations from the mode. Evenly spaced lines therefore mean Gaussian tails.
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

const GRID_PIECES = 64;

export class Contours {
  readonly object = new Group();
  readonly #lines: DrapedLines;
  readonly #grid: DrapedLines;
  /** Steps of the ticks that the grid was made for. */
  #gridKey = "";

  constructor(shared: SharedUniforms) {
    this.#lines = new DrapedLines(shared, { width: 1, renderOrder: 2 });
    this.#grid = new DrapedLines(shared, { width: 1, renderOrder: 1 });
    this.object.add(this.#grid.object, this.#lines.object);
  }

  setField(field: HeightField, domain: Domain): void {
    this.#gridKey = "";
    const parts = CONTOUR_RADII.map((radius) => contourSegments(field.radii, field.nx, field.ny, radius));
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
    this.#lines.setSegments(all);
  }

  /** Lines at the axes' ticks and around the border. */
  setGrid(domain: Domain, xTicks: Ticks, yTicks: Ticks): void {
    const key = `${xTicks.step} ${yTicks.step}`;
    if (key === this.#gridKey) return;
    this.#gridKey = key;
    const { xMin, yMin, xSpan, ySpan } = domain;
    const segments: number[] = [];
    for (const x of [xMin, ...xTicks.values, xMin + xSpan]) {
      addPieces(segments, [x, yMin], [x, yMin + ySpan], GRID_PIECES);
    }
    for (const y of [yMin, ...yTicks.values, yMin + ySpan]) {
      addPieces(segments, [xMin, y], [xMin + xSpan, y], GRID_PIECES);
    }
    this.#grid.setSegments(segments);
  }

  setTheme(colours: ThemeColours): void {
    this.#lines.setColour(colours.contour, colours.contourAlpha);
    this.#grid.setColour(colours.grid, colours.gridAlpha);
  }

  dispose(): void {
    this.#lines.dispose();
    this.#grid.dispose();
  }
}
