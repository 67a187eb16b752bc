/** The chosen start point: a ring with a dot that shines through everything; in space it hangs by a plumb line. */
import { Group } from "three";
import type { Domain } from "./domain";
import { DrapedLines } from "./drapedLines";
import { Marks } from "./marks";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";

/** Without a third coordinate a start point in space is on the floor. */
export type StartPlace = readonly [x: number, y: number, z: number | null];

export class StartMark {
  readonly object = new Group();
  readonly #ring: Marks;
  readonly #plumb: DrapedLines;
  #place: StartPlace | null = null;

  constructor(shared: SharedUniforms) {
    this.#ring = new Marks(shared, { shape: "ring", renderOrder: 3, isOnTop: true });
    this.#ring.resize(1);
    this.#ring.setSize(16);
    this.#plumb = new DrapedLines(shared, { width: 1.2, renderOrder: 3, isStanding: true });
    this.object.add(this.#ring.object, this.#plumb.object);
  }

  /** @param place null takes the mark away */
  set(place: StartPlace | null, domain: Domain): void {
    this.#place = place;
    this.setDomain(domain);
  }

  setDomain({ isSpace, zMin }: Domain): void {
    if (this.#place !== null) {
      const [x, y] = this.#place;
      const z = this.#place[2] ?? zMin;
      this.#ring.place(0, [x, y, z]);
      this.#plumb.setSegments(isSpace && z > zMin ? [x, y, z, x, y, zMin] : []);
    } else this.#plumb.setSegments([]);
    this.#ring.update(this.#place !== null);
  }

  setTheme(colours: ThemeColours): void {
    this.#ring.setColours(colours.ink, colours.halo);
    this.#plumb.setColour(colours.ink, 0.4);
  }

  dispose(): void {
    this.#ring.dispose();
    this.#plumb.dispose();
  }
}
