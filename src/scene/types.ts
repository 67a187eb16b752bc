/** The plain data that crosses the stage's door. */

export type Theme = "light" | "dark";

/** `surface`: a hill seen in perspective. `flat`: the same picture from straight above, read as a contour map. */
export type ViewMode = "surface" | "flat";

export interface StageOptions {
  readonly theme: Theme;
  readonly reducedMotion: boolean;
}

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
  /** Default: density over its peak. With `zAxis` it has no meaning. */
  readonly heightAxis?: HeightAxis;
}

/**
 * A height that is read as a number, such as a probability: \`logDensity\` holds its logarithms, and the axis ends at the
 * same value whatever the highest is. Contours are then at every tenth of the axis, that at its half bolder.
 */
export interface HeightAxis {
  readonly name: string;
  /** Logarithm of the value at the top; 0 for a probability. Higher values are drawn as it. */
  readonly logTop: number;
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

/** Lines over the surface, all with as many vertices; thin and faint, the fainter the more there are. */
export interface CurveSet {
  /** `[curve][vertex][2]` in target coordinates; NaN breaks a line, and lines end where they leave the box. Copied. */
  readonly positions: Float32Array;
  /** At most 400. */
  readonly numCurves: number;
  /** Of each curve, 2 to 256. */
  readonly numVertices: number;
  /** The curve that stands out, if one does. */
  readonly emphasised?: number | null;
  /** How far the lines float over the surface, as a share of its peak; 0.02 unless given. */
  readonly lift?: number;
}

/** Dots on the surface. */
export interface PointSet {
  /** `[point][2]` in target coordinates, at most 10,000 points; one with NaN is not drawn. Copied. */
  readonly positions: Float32Array;
  /** 0 or 1 for each point; without them all are drawn in ink. */
  readonly classes?: Uint8Array;
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
