/**
 * The map between a target's box and the scene. Scene axes are three's: x to the right, y up, and z towards the
 * viewer, so the target's second parameter grows along -z.
 */

/** Height of the density's peak, in scene units. */
const PEAK_HEIGHT = 3;

/** Height of a box that shows a third parameter, in scene units. */
const SPACE_HEIGHT = 6;

/** Beyond the box by this share of its sides chains have faded out. */
export const FADE_MARGIN = 0.06;

/** A hill is narrower at its peak than at its foot: what there has to be in view, as a share of the footprint's sides. */
const PEAK_SHARE = 0.6;

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
  /** Whether height is a third parameter, not density. */
  readonly isSpace: boolean;
  /** The third parameter's range; 0 and 1 where there is none. */
  readonly zMin: number;
  readonly zSpan: number;
  /** Of a density's peak, or of the third parameter's whole range, in scene units. */
  readonly height: number;
  /** How much of the footprint's sides something may reach at full height. */
  readonly topShare: number;
}

type Range = readonly [number, number];

/**
 * @param aspect depth over width; default: the ranges' own
 * @throws RangeError when a range is empty, reversed or not finite
 */
export function createDomain(xRange: Range, yRange: Range, zRange?: Range, aspect?: number): Domain {
  const [zMin, zMax] = zRange ?? [0, 1];
  for (const [name, range] of [
    ["xRange", xRange],
    ["yRange", yRange],
    ["zAxis.range", [zMin, zMax]],
  ] as const) {
    if (!(Number.isFinite(range[0]) && Number.isFinite(range[1]) && range[0] < range[1])) {
      throw new RangeError(`${name}: got [${range[0]}, ${range[1]}], expected two finite, rising numbers`);
    }
  }
  const xSpan = xRange[1] - xRange[0];
  const ySpan = yRange[1] - yRange[0];
  const shape = Math.min(ASPECT_LIMITS[1], Math.max(ASPECT_LIMITS[0], aspect ?? ySpan / xSpan));
  const root = Math.sqrt(shape);
  return {
    xMin: xRange[0],
    yMin: yRange[0],
    xSpan,
    ySpan,
    width: FOOTPRINT_SIDE / root,
    depth: FOOTPRINT_SIDE * root,
    isSpace: zRange !== undefined,
    zMin,
    zSpan: zMax - zMin,
    height: zRange === undefined ? PEAK_HEIGHT : SPACE_HEIGHT,
    topShare: zRange === undefined ? PEAK_SHARE : 1,
  };
}

/** Coordinates of a place at which a chain can stand. */
export function numCoordinates(domain: Domain): 2 | 3 {
  return domain.isSpace ? 3 : 2;
}

/** What the two kinds of height measure at the moment, in scene units; both shrink to 0 on the way to the flat view. */
export interface HeightScales {
  /** Of a density's peak; 0 in space. */
  readonly density: number;
  /** Of the third parameter's range; 0 where there is none. */
  readonly z: number;
}

/** @param flatness 0 in the surface view, 1 in the flat view */
export function heightScales(domain: Domain, flatness: number): HeightScales {
  const height = domain.height * (1 - flatness);
  return domain.isSpace ? { density: 0, z: height } : { density: height, z: 0 };
}

/** Whether anything drawn at a place is seen: inside the box or on the margin on which it fades. */
export function isWithinMargin(domain: Domain, x: number, y: number, z: number): boolean {
  const isNear = (value: number, min: number, span: number) =>
    Math.abs((value - min) / span - 0.5) < 0.5 + FADE_MARGIN;
  return (
    isNear(x, domain.xMin, domain.xSpan) &&
    isNear(y, domain.yMin, domain.ySpan) &&
    (!domain.isSpace || isNear(z, domain.zMin, domain.zSpan))
  );
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
