/**
 * The map between a target's box and the scene. Scene axes are three's: x to the right, y up, and z towards the
 * viewer, so the target's second parameter grows along -z.
 */

/** Height of the density's peak, in scene units. */
export const PEAK_HEIGHT = 3;

/** Footprints cover 10 x 10 scene units of area; the true aspect is kept between these limits. */
const FOOTPRINT_SIDE = 10;
const ASPECT_LIMITS = [0.5, 2] as const;

export interface Domain {
  readonly xMin: number;
  readonly yMin: number;
  readonly xSpan: number;
  readonly ySpan: number;
  /** Footprint in scene units. */
  readonly width: number;
  readonly depth: number;
}

/** @throws RangeError when a range is empty, reversed or not finite */
export function createDomain(xRange: readonly [number, number], yRange: readonly [number, number]): Domain {
  for (const [name, range] of [
    ["xRange", xRange],
    ["yRange", yRange],
  ] as const) {
    if (!(Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < range[1])) {
      throw new RangeError(`${name}: got [${range[0]}, ${range[1]}], expected two finite, rising numbers`);
    }
  }
  const xSpan = xRange[1] - xRange[0];
  const ySpan = yRange[1] - yRange[0];
  const aspect = Math.min(ASPECT_LIMITS[1], Math.max(ASPECT_LIMITS[0], ySpan / xSpan));
  const root = Math.sqrt(aspect);
  return {
    xMin: xRange[0],
    yMin: yRange[0],
    xSpan,
    ySpan,
    width: FOOTPRINT_SIDE / root,
    depth: FOOTPRINT_SIDE * root,
  };
}

export function toSceneX(domain: Domain, x: number): number {
  return ((x - domain.xMin) / domain.xSpan - 0.5) * domain.width;
}

export function toSceneZ(domain: Domain, y: number): number {
  return -((y - domain.yMin) / domain.ySpan - 0.5) * domain.depth;
}

export function fromSceneX(domain: Domain, sceneX: number): number {
  return domain.xMin + (sceneX / domain.width + 0.5) * domain.xSpan;
}

export function fromSceneZ(domain: Domain, sceneZ: number): number {
  return domain.yMin + (0.5 - sceneZ / domain.depth) * domain.ySpan;
}
