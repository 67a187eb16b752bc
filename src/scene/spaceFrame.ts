/**
 * The box around a third parameter: those of its walls that the viewer looks at from inside, as thin edges with faint
 * level lines. A wall in front of the chains is never drawn.
 */
import { Group } from "three";
import type { Vector3 } from "three";
import type { Domain } from "./domain";
import { DrapedLines } from "./drapedLines";
import type { SharedUniforms } from "./shared";
import type { ThemeColours } from "./theme";

/** A corner of the floor; -1 is the smaller end of the target's range. */
type Corner = readonly [x: -1 | 1, y: -1 | 1];

const LEFT_FRONT: Corner = [-1, -1];
const RIGHT_FRONT: Corner = [1, -1];
const RIGHT_BACK: Corner = [1, 1];
const LEFT_BACK: Corner = [-1, 1];

export class SpaceFrame {
  readonly object = new Group();
  readonly #edges: DrapedLines;
  readonly #levels: DrapedLines;
  #key = "";

  constructor(shared: SharedUniforms) {
    this.#edges = new DrapedLines(shared, { width: 1, renderOrder: 1, isStanding: true });
    this.#levels = new DrapedLines(shared, { width: 1, renderOrder: 1, isStanding: true });
    this.object.add(this.#edges.object, this.#levels.object);
  }

  setTheme(colours: ThemeColours): void {
    this.#edges.setColour(colours.contour, colours.contourAlpha);
    this.#levels.setColour(colours.grid, colours.gridAlpha);
  }

  /**
   * @param eye the camera's place in the scene
   * @param levels values of the third parameter at which lines run around the walls
   */
  update(domain: Domain, eye: Vector3, levels: readonly number[]): void {
    const walls = domain.isSpace ? wallsBehind(domain, eye) : [];
    const { xMin, xSpan, yMin, ySpan, zMin, zSpan } = domain;
    const key = JSON.stringify([walls, levels, xMin, xSpan, yMin, ySpan, zMin, zSpan]);
    if (key === this.#key) return;
    this.#key = key;
    const at = ([x, y]: Corner, z: number) => [x < 0 ? xMin : xMin + xSpan, y < 0 ? yMin : yMin + ySpan, z];
    const zMax = zMin + zSpan;
    const corners = new Set(walls.flat());
    this.#edges.setSegments([
      ...[...corners].flatMap((corner) => [...at(corner, zMin), ...at(corner, zMax)]),
      ...walls.flatMap(([from, to]) => [...at(from, zMax), ...at(to, zMax)]),
    ]);
    const isInside = (z: number) => z > zMin + 1e-6 * zSpan && z < zMax - 1e-6 * zSpan;
    const lines = levels.filter(isInside);
    this.#levels.setSegments(
      lines.flatMap((z) => walls.flatMap(([from, to]) => [...at(from, z), ...at(to, z)])),
    );
  }

  dispose(): void {
    this.#edges.dispose();
    this.#levels.dispose();
  }
}

/** The sides of the floor over which a wall shows its inside to the eye: two, or three where the eye is between two. */
export function wallsBehind(
  { width, depth }: Domain,
  eye: { readonly x: number; readonly z: number },
): (readonly [Corner, Corner])[] {
  const walls: (readonly [Corner, Corner])[] = [];
  if (eye.x > -width / 2) walls.push([LEFT_FRONT, LEFT_BACK]);
  if (eye.x < width / 2) walls.push([RIGHT_FRONT, RIGHT_BACK]);
  if (eye.z > -depth / 2) walls.push([LEFT_BACK, RIGHT_BACK]);
  if (eye.z < depth / 2) walls.push([LEFT_FRONT, RIGHT_FRONT]);
  return walls;
}
