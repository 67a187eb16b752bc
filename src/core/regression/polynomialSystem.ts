import { appendRows, diagonalSystem } from "../linear";
import type { TriangularSystem } from "../linear";
import { expectData, expectWhole } from "../math/expectations";
import { powersOf } from "./polynomial";

/** Points (x[i], y[i]). */
export interface RegressionData {
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
}

/** Rows turned at a time: the design of a million points is never held. */
const BLOCK = 512;
/** So that a mistyped degree is an error and not a long wait. */
export const HIGHEST_DEGREE = 20;

/**
 * The triangular system of y = w0 + w1 x + ... + w_degree x^degree, in time linear in the number of points.
 * @throws RangeError without points, with lengths that differ, a value that is not finite, a degree out of
 *   range, or powers that overflow
 */
export function polynomialSystem({ x, y }: RegressionData, degree: number): TriangularSystem {
  expectWhole("degree", degree, 0, HIGHEST_DEGREE);
  expectData("x", x);
  expectData("y", y);
  if (y.length !== x.length) throw new RangeError(`y has ${y.length} values; expected ${x.length}, one an x`);
  const dimension = degree + 1;
  let system = diagonalSystem(dimension);
  for (let start = 0; start < x.length; start += BLOCK) {
    const count = Math.min(BLOCK, x.length - start);
    const rows = new Float64Array(count * dimension);
    const targets = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      powersOf(x[start + i], degree, rows, i * dimension);
      targets[i] = y[start + i];
    }
    system = appendRows(system, rows, targets);
  }
  const isFinite = [...system.factor, ...system.rotated, system.residual].every(Number.isFinite);
  if (!isFinite) {
    throw new RangeError(`x or y is too large: squares of x^${degree} or y overflow; expected smaller units`);
  }
  return system;
}
