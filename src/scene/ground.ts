/** All that changes with the surface and the view only: the hill, what is drawn on it, and the box around it. */
import type { AxesTicks, AxesView } from "./axes";
import { Contours } from "./contours";
import { Curves } from "./curves";
import { DataPoints } from "./dataPoints";
import type { Domain } from "./domain";
import type { HeightField } from "./heightField";
import type { SharedUniforms } from "./shared";
import { SpaceFrame } from "./spaceFrame";
import { Surface } from "./surface";
import type { ThemeColours } from "./theme";
import type { CurveSet } from "./types";

export class Ground {
  readonly surface: Surface;
  readonly points: DataPoints;
  readonly #curves: Curves;
  readonly #contours: Contours;
  readonly #frame: SpaceFrame;

  /** @param isFrugal for machines without a graphics card */
  constructor(shared: SharedUniforms, isFrugal: boolean) {
    this.surface = new Surface(shared);
    this.#contours = new Contours(shared);
    this.#frame = new SpaceFrame(shared);
    this.#curves = new Curves(shared, 3, isFrugal);
    this.points = new DataPoints(shared, 4);
  }

  get objects() {
    return this.#parts().map((part) => part.object);
  }

  setField(field: HeightField, domain: Domain): void {
    this.surface.setField(field);
    this.#contours.setField(field, domain);
    this.points.setDomain(domain);
  }

  /** @throws RangeError as `Curves.set` does */
  setCurves(curves: CurveSet | null): void {
    this.#curves.set(curves);
    this.#contours.setFaded(this.#curves.object.visible);
  }

  /** Brings the grid and the sides of the box to the axes. */
  setAxes({ domain, camera }: AxesView, { x, y, z }: AxesTicks): void {
    this.#frame.update(domain, camera.position, z.values);
    this.#contours.setGrid(domain, x, y);
  }

  setTheme(colours: ThemeColours): void {
    for (const part of this.#parts()) part.setTheme(colours);
  }

  dispose(): void {
    for (const part of this.#parts()) part.dispose();
  }

  #parts() {
    return [this.surface, this.#contours, this.#frame, this.#curves, this.points] as const;
  }
}
