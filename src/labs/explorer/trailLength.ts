import { longestTrail } from "../../engine/protocol";

/** Pieces of trail that a processor draws without holding up the page; a graphics card does not mind. */
const SOFTWARE_SEGMENTS = 6000;
/** A curve through time is looked at from end to end, and so reaches back this many times as far as a trail. */
const CURVE_STRETCH = 4;
const SHORTEST_CURVE = 32;

/** Transitions that the trails of so many chains reach back, where so many were asked for. */
export function trailLength(wanted: number, numDrawn: number, isSoftware: boolean): number {
  return isSoftware ? Math.min(wanted, Math.ceil(SOFTWARE_SEGMENTS / numDrawn)) : wanted;
}

/** As `trailLength`, of curves through time. */
export function curveLength(wanted: number, numDrawn: number, isSoftware: boolean): number {
  const affordable = isSoftware ? (2 * SOFTWARE_SEGMENTS) / numDrawn : Infinity;
  const steps = Math.min(CURVE_STRETCH * wanted, affordable, longestTrail(1));
  return Math.max(SHORTEST_CURVE, 8 * Math.ceil(steps / 8));
}
