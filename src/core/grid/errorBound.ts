import type { Target } from "../targets/target";
import { nodeX, nodeY, OUTSIDE, type GridShape } from "./densityGrid";

/** Unit roundoff of float32: a correctly rounded operation is off by at most this share of its result. */
const FLOAT32_ROUNDOFF = 5.960464477539063e-8;

/**
 * The c of |error| <= c * 2^-24 * termSize, to first order in 2^-24: roundings at worst, all to one side.
 *
 * Mean and log sd, where the sum of m (m - 2 z) / 2 sigma^2 leads: z is rounded once, m three times (position,
 * inverse scale, product), the difference once, the product once and with m's three again: 9. The sum of the
 * products: 10, and 1 for each block of 32 (in termSize).
 * exp: 4, beside its argument (in termSize). Products and the sum with the other terms: 5. Together 28.
 * Mixture: 13 in the same way for a square of scaled differences, 3 for joining the components. Together 16.
 *
 * Errors seldom all lean one way: up to a quarter of the bound was seen.
 */
export const ERROR_FACTOR = 32;

/** Bound on the error of a target's WGSL density at a position, rounding of the position included. */
export function errorBound(target: Target, position: ArrayLike<number>): number {
  const size = target.termSize(position);
  // Where even float64 overflows, what is left to round is OUTSIDE itself.
  return ERROR_FACTOR * FLOAT32_ROUNDOFF * (size < Infinity ? size : -OUTSIDE);
}

/** Where float32 values of a grid come closest to the bound, or go beyond it. */
export interface WorstNode {
  /** |error| over its bound; at most 1 where the values are right. NaN counts as Infinity. */
  readonly ratio: number;
  readonly position: readonly [number, number];
  readonly value: number;
  readonly expected: number;
}

/**
 * Holds float32 values against the float64 density at every node.
 * @param values log densities without the target's `gpu.offset`, [iy][ix]
 * @throws RangeError where there are not nx times ny values
 */
export function worstNode(target: Target, shape: GridShape, values: ArrayLike<number>): WorstNode {
  const { nx, ny } = shape;
  if (values.length !== nx * ny) {
    throw new RangeError(`values has ${values.length} entries; expected ${nx * ny}, one a node`);
  }
  let worst: WorstNode = { ratio: -1, position: [NaN, NaN], value: NaN, expected: NaN };
  for (let iy = 0; iy < ny; iy++) {
    for (let ix = 0; ix < nx; ix++) {
      const position: [number, number] = [nodeX(shape, ix), nodeY(shape, iy)];
      const value = values[iy * nx + ix];
      const expected = Math.max(OUTSIDE, target.logDensity(position) - target.gpu.offset);
      const error = Math.abs(value - expected);
      const ratio = error === error ? error / errorBound(target, position) : Infinity;
      if (ratio > worst.ratio) worst = { ratio, position, value, expected };
    }
  }
  return worst;
}
