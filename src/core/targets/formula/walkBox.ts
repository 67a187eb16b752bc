import { Stream, StreamPurpose } from "../../random";
import { doesNotFallOff, FARTHEST, infiniteAt, isNowhere } from "./findBox";
import type { Box, LogDensity } from "./gridNodes";

/** Any seed does; the same one gives the same box on every machine. */
const SEED = 20261122;
const FIRST_HALF_WIDTH = 8;
const TRIES_TO_START = 2000;
const ASCENT_PER_PARAMETER = 150;
const STEPS_PER_PARAMETER = 250;
/** Room beyond what was seen, as a share of it. */
const MARGIN = 0.08;

/** Where a density is, and the highest place that was found. */
export interface FoundDensity {
  readonly box: Box;
  readonly peak: readonly number[];
}

/**
 * As `findBox`, for more parameters than a grid can have: climbs to the top by random steps, then walks through
 * the region that lies no more than `drop` below it, along random lines to random places on them (hit and run,
 * Smith 1984), and takes the ends of what it saw. A mode that no straight line from another one meets is missed.
 * @throws RangeError where the density is infinite, 0 wherever it was looked for, or does not fall off
 */
export function walkBox(logDensity: LogDensity, dimension: number, drop: number): FoundDensity {
  const stream = Stream.from(SEED, dimension, StreamPurpose.start);
  const at = (position: Float64Array): number => {
    const value = logDensity(position);
    if (value === Infinity) throw infiniteAt(position);
    return value;
  };
  let peak = climb(at, startOf(at, dimension, stream), stream);
  for (let attempt = 0; ; attempt++) {
    const { box, highest } = walk(at, peak, drop, stream);
    // A walk that found a clearly higher place begins anew from there: its region was too wide.
    const higher = climb(at, highest, stream);
    const hasRisen = at(higher) > at(peak) + 0.5;
    peak = higher;
    if (!hasRisen || attempt === 4) return { box: withMargin(box), peak: Array.from(peak) };
  }
}

/** A place with a density: the origin, or one at random, farther and farther out. */
function startOf(logDensity: LogDensity, dimension: number, stream: Stream): Float64Array {
  const position = new Float64Array(dimension);
  for (let k = 0; k < TRIES_TO_START; k++) {
    if (logDensity(position) > -Infinity) return position;
    const reach = FIRST_HALF_WIDTH * (0.1 + (4 * k) / TRIES_TO_START);
    for (let i = 0; i < dimension; i++) position[i] = reach * (2 * stream.uniform() - 1);
  }
  throw isNowhere();
}

/** Random steps, of which those that lead up are taken; longer after a success, shorter after a failure. */
function climb(logDensity: LogDensity, start: Float64Array, stream: Stream): Float64Array {
  const dimension = start.length;
  let position: Float64Array = start.slice();
  let value = logDensity(position);
  const step = new Float64Array(dimension);
  const scale = new Float64Array(dimension).fill(1);
  for (let k = 0; k < ASCENT_PER_PARAMETER * dimension; k++) {
    stream.normals(step, dimension);
    // Every second step is along one axis: scales may differ.
    const only = k % 2 === 0 ? -1 : Math.floor(stream.uniform() * dimension);
    const next = position.map((x, i) => (only === -1 || only === i ? x + scale[i] * step[i] : x));
    const found = logDensity(next);
    const isUp = found > value;
    if (isUp) [position, value] = [next, found];
    if (position.some((x) => Math.abs(x) > FARTHEST)) throw doesNotFallOff();
    for (let i = 0; i < dimension; i++) {
      if (only === -1 || only === i) scale[i] *= isUp ? 1.6 : only === -1 ? 0.96 : 0.85;
      scale[i] = Math.min(FARTHEST, Math.max(1e-9, scale[i]));
    }
  }
  return position;
}

/** The ends of a region around a place, by hit and run, and the highest place on the way. */
function walk(
  logDensity: LogDensity,
  start: Float64Array,
  drop: number,
  stream: Stream,
): { readonly box: Box; readonly highest: Float64Array } {
  const dimension = start.length;
  const low = start.slice();
  const high = start.slice();
  let highest: Float64Array = start.slice();
  let top = logDensity(start);
  const level = top - drop;
  let position: Float64Array = start.slice();
  const direction = new Float64Array(dimension);
  const visited: Float64Array[] = [position];
  const isInside = (place: Float64Array): boolean => {
    const value = logDensity(place);
    if (value > top) [top, highest] = [value, place.slice()];
    if (!(value >= level)) return false;
    for (let i = 0; i < dimension; i++) {
      low[i] = Math.min(low[i], place[i]);
      high[i] = Math.max(high[i], place[i]);
    }
    return true;
  };
  // Along one axis, along any line in units of what was seen, or from one place that was visited to another: so
  // scales may differ, and parameters may be correlated.
  const chooseDirection = (k: number): void => {
    stream.normals(direction, dimension);
    const only = k % 3 === 0 ? Math.floor(stream.uniform() * dimension) : -1;
    const [one, other] = [0, 1].map(() => visited[Math.floor(stream.uniform() * visited.length)]);
    const isBetween = k % 3 === 1 && one !== other;
    for (let i = 0; i < dimension; i++) {
      const size = Math.max(1e-6, high[i] - low[i]);
      if (isBetween) direction[i] = one[i] - other[i];
      else direction[i] = only === -1 || only === i ? direction[i] * size : 0;
    }
  };
  for (let k = 0; k < STEPS_PER_PARAMETER * dimension; k++) {
    chooseDirection(k);
    const along = (t: number): Float64Array => position.map((x, i) => x + t * direction[i]);
    let from = -0.05 - 0.9 * stream.uniform();
    let to = from + 1;
    for (; isInside(along(from)); from *= 2) if (isTooFar(along(from))) throw doesNotFallOff();
    for (; isInside(along(to)); to *= 2) if (isTooFar(along(to))) throw doesNotFallOff();
    for (let tries = 0; tries < 60; tries++) {
      const t = from + (to - from) * stream.uniform();
      const next = along(t);
      if (isInside(next)) {
        position = next;
        visited.push(next);
        break;
      }
      if (t < 0) from = t;
      else to = t;
    }
  }
  return { box: Array.from(low, (value, i) => [value, high[i]] as const), highest };
}

function isTooFar(position: Float64Array): boolean {
  return position.some((value) => Math.abs(value) > FARTHEST);
}

function withMargin(box: Box): Box {
  return box.map(([low, high]) => {
    const room = Math.max(1e-9, MARGIN * (high - low));
    return [low - room, high + room] as const;
  });
}
