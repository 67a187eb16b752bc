/** Data as dots on the surface: all in ink, or in the colours of two classes. In space they lie on the floor. */
import type { Domain } from "./domain";
import { INK, Marks } from "./marks";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";
import { EMPTY, POINT_FLOATS } from "./trailRing";
import type { PointSet } from "./types";

export const MAX_POINTS = 10_000;

/** Palette indices of the classes: blue and vermillion, the pair told apart best in every kind of colour vision. */
const NUM_CLASSES = 2;

export class DataPoints {
  readonly object: Marks["object"];
  readonly #marks: Marks;
  #zMin = 0;

  constructor(shared: SharedUniforms, renderOrder: number) {
    this.#marks = new Marks(shared, { shape: "disc", renderOrder });
    this.object = this.#marks.object;
  }

  /** @throws RangeError when the numbers do not fit each other or the limits; the dots before stay */
  set(set: PointSet | null): void {
    const { positions, classes } = set ?? { positions: new Float32Array(0) };
    const count = positions.length / 2;
    checkPoints(count, classes);
    if (this.#marks.points.length !== count * POINT_FLOATS) this.#marks.resize(count);
    const { points } = this.#marks;
    for (let i = 0; i < count; i++) {
      const [x, y] = [positions[2 * i], positions[2 * i + 1]];
      const isThere = Number.isFinite(x) && Number.isFinite(y);
      points.set(isThere ? [x, y, this.#zMin, classes?.[i] ?? INK] : [0, 0, 0, EMPTY], i * POINT_FLOATS);
    }
    this.#marks.setSize(Math.min(10, 20 * count ** -0.2));
    this.#marks.update(count > 0);
  }

  setDomain({ zMin }: Domain): void {
    if (zMin === this.#zMin) return;
    this.#zMin = zMin;
    const { points } = this.#marks;
    for (let at = 2; at < points.length; at += POINT_FLOATS) points[at] = zMin;
    this.#marks.update(this.object.visible);
  }

  setTheme(colours: ThemeColours): void {
    this.#marks.setColours(colours.ink, colours.halo);
  }

  dispose(): void {
    this.#marks.dispose();
  }
}

function checkPoints(count: number, classes: Uint8Array | undefined): void {
  if (!Number.isInteger(count) || count > MAX_POINTS) {
    throw new RangeError(`points: got ${2 * count} numbers, expected two for each of at most ${MAX_POINTS}`);
  }
  if (classes === undefined) return;
  if (classes.length !== count) {
    throw new RangeError(`points: got ${classes.length} classes for ${count} points, expected one for each`);
  }
  const wrong = classes.find((value) => value >= NUM_CLASSES);
  if (wrong !== undefined) throw new RangeError(`points: got class ${wrong}, expected 0 or 1`);
}
