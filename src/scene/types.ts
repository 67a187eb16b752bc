/** The plain data that crosses the stage's door. */

export type Theme = "light" | "dark";

/** `surface`: a hill seen in perspective. `flat`: the same picture from straight above, read as a contour map. */
export type ViewMode = "surface" | "flat";

/**
 * A log density over two parameters, sampled at nodes that include both ends of each range.
 *
 * Without `zAxis` height is density and chains lie on the surface. With it height is a third parameter: the density is
 * a coloured map on the floor of a box, and chains stand in the box at their own three coordinates.
 */
export interface SurfaceData {
  readonly nx: number;
  readonly ny: number;
  readonly xRange: readonly [number, number];
  readonly yRange: readonly [number, number];
  /** Row-major, `[iy * nx + ix]`, unnormalised; values at or below -3e38 lie outside the support. */
  readonly logDensity: Float32Array;
  /** Depth over width of the picture, where the axes have different units; default: as the ranges are. */
  readonly aspect?: number;
  readonly axisNames: readonly [string, string];
  readonly zAxis?: ZAxis;
}

/** The third parameter, and the part of it that the box shows. */
export interface ZAxis {
  readonly name: string;
  readonly range: readonly [number, number];
}

/** What an ensemble looks like beyond its chains. */
export interface EnsembleOptions {
  /** Draws that the focused chain's trail keeps, whatever the others keep; 256 unless given. */
  readonly focusTrailLength?: number;
}

/**
 * Where the viewer stands; plain numbers, so that a link can carry them.
 * The flat view keeps azimuth and polar for the way back and uses the rest.
 */
export interface CameraState {
  /** Radians about the vertical; 0 looks along +y, positive walks to the right. */
  readonly azimuth: number;
  /** Radians from straight above (0) towards the horizon. */
  readonly polar: number;
  /** In units of the distance at which the whole footprint just fits: 1 fits on every screen. */
  readonly distance: number;
  /** The point looked at, in scene units from the middle of the footprint. */
  readonly targetX: number;
  readonly targetY: number;
}

/** A place on the surface, in the target's coordinates, and the chain drawn nearest to the pointer, if one is near. */
export interface SurfaceHit {
  readonly x: number;
  readonly y: number;
  readonly nearestChain: number | null;
}

/** CSS pixels of the container that something else covers. */
export interface ViewInsets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}
