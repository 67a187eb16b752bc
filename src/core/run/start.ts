import { Stream, StreamPurpose } from "../random";
import type { Target } from "../targets/target";

/** Where the chains of a run begin. */
export type Start =
  /** Over the target's box, each superchain in a cell of its own. */
  | { readonly kind: "spread" }
  /** All at the peak of one mode; of the first where the target has no such mode. */
  | { readonly kind: "mode"; readonly mode: number }
  /** All at one point. */
  | { readonly kind: "point"; readonly position: readonly number[] };

/**
 * Groups of chains that start close together, for nested R-hat: every chain on its own up to 16
 * chains, 16 superchains (fewer where they would hold a single chain) above.
 */
export function numSuperchainsOf(numChains: number): number {
  return numChains <= 16 ? numChains : Math.min(16, Math.floor(numChains / 2));
}

/** The superchain of a chain, where superchain k holds chains floor(k C / K) to floor((k + 1) C / K) - 1. */
export function superchainOf(chain: number, numChains: number): number {
  return Math.ceil(((chain + 1) * numSuperchainsOf(numChains)) / numChains) - 1;
}

/**
 * Point k of an additive lattice in the unit cube whose points spread evenly for every count
 * (M. Roberts 2018, the R_d sequence): fractional part of 1/2 + k / g^(i + 1), g^(d + 1) = g + 1.
 */
function latticePoint(k: number, dimension: number): number[] {
  let g = 1.5;
  for (let iteration = 0; iteration < 60; iteration++) {
    let power = 1;
    for (let i = 0; i < dimension; i++) power *= g;
    g -= (power * g - g - 1) / ((dimension + 1) * power - 1);
  }
  let alpha = 1;
  return Array.from({ length: dimension }, () => {
    alpha /= g;
    const u = 0.5 + k * alpha;
    return u - Math.floor(u);
  });
}

/** Edge of a cell when the unit cube is shared by `count` of them. */
function cellEdge(count: number, dimension: number): number {
  // Bisection: a cube root and its like are not among the operations with fixed rounding.
  let low = 0;
  let high = 1;
  for (let iteration = 0; iteration < 60; iteration++) {
    const middle = (low + high) / 2;
    let volume = 1;
    for (let i = 0; i < dimension; i++) volume *= middle;
    if (volume * count < 1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Places that are tried in a chain's own cell, and then in the whole box. */
const TRIES = 64;

/**
 * A place with a density for a chain whose first place has none: another one in its cell, or anywhere in the box, or
 * on the way to the peak.
 */
function findDensity(
  target: Target,
  position: Float64Array,
  draw: (width: number) => boolean,
  edge: number,
): void {
  for (const width of [edge, 1]) {
    for (let k = 0; k < TRIES; k++) if (draw(width)) return;
  }
  const [peak] = target.peaks;
  for (let k = 0; k < TRIES; k++) {
    for (let i = 0; i < position.length; i++) position[i] = peak[i] + 0.5 * (position[i] - peak[i]);
    if (target.logDensity(position) > -Infinity) return;
  }
  position.set(peak);
}

/**
 * Starting positions, [chain][dimension], for chains firstChain to firstChain + count - 1 of a run.
 * They depend on seed, chain and numChains alone.
 * @throws RangeError where the target has no density at the chosen start
 */
export function startPositions(
  target: Target,
  start: Start,
  run: { readonly seed: number; readonly numChains: number },
  firstChain: number,
  count: number,
): Float64Array {
  const { dimension } = target;
  const positions = new Float64Array(count * dimension);
  const numCells = numSuperchainsOf(run.numChains);
  const edge = cellEdge(numCells, dimension);
  for (let c = 0; c < count; c++) {
    const position = positions.subarray(c * dimension, (c + 1) * dimension);
    switch (start.kind) {
      case "mode":
        position.set(target.peaks[start.mode] ?? target.peaks[0]);
        break;
      case "point":
        position.set(start.position);
        break;
      case "spread": {
        const stream = Stream.from(run.seed, firstChain + c, StreamPurpose.start);
        const centre = latticePoint(superchainOf(firstChain + c, run.numChains), dimension);
        const draw = (width: number): boolean => {
          for (let i = 0; i < dimension; i++) {
            const [low, high] = target.box[i];
            const u = centre[i] + (stream.uniform() - 0.5) * width;
            position[i] = low + (u - Math.floor(u)) * (high - low);
          }
          return target.logDensity(position) > -Infinity;
        };
        if (!draw(edge)) findDensity(target, position, draw, edge);
      }
    }
    if (target.logDensity(position) === -Infinity) {
      const place = Array.from(position, (value) => Number(value.toPrecision(6))).join(", ");
      throw new RangeError(`start = (${place}); expected a point where the target has a density`);
    }
  }
  return positions;
}
