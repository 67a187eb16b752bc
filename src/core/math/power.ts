import { exp, log } from "./elementary";

/** Whole exponents up to this size are worked out by multiplying. */
export const LARGEST_WHOLE_EXPONENT = 64;

/** x^n for a whole n >= 1, by squaring: the bits of n from the lowest up. */
function wholePower(x: number, n: number): number {
  let product = 1;
  let square = x;
  for (let rest = n; ; square *= square) {
    if (rest % 2 === 1) product *= square;
    rest = Math.floor(rest / 2);
    if (rest === 0) return product;
  }
}

/**
 * x^y. Whole exponents of size up to 64 by repeated squaring (relative error below |y| 2^-53, a negative one
 * as 1 / x^-y), all others as exp(y log |x|) (relative error below (2 + 2 |y log x|) 2^-52). x^0 is 1 for every
 * x; a negative base has a power at whole exponents only, and is NaN elsewhere.
 */
export function power(x: number, y: number): number {
  if (y === 0) return 1;
  const isWhole = Math.floor(y) === y;
  if (isWhole && Math.abs(y) <= LARGEST_WHOLE_EXPONENT) {
    return y > 0 ? wholePower(x, y) : 1 / wholePower(x, -y);
  }
  const size = exp(y * log(Math.abs(x)));
  if (x >= 0) return size;
  if (!isWhole) return NaN;
  return Math.abs(y) % 2 === 1 ? -size : size;
}
