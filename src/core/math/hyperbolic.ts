import { expm1 } from "./elementary";

/** tanh x, within 3 ulp; -0 stays -0. */
export function tanh(x: number): number {
  if (x === 0) return x;
  // Of the two forms this one neither overflows nor divides by a small number.
  const e = expm1(-2 * Math.abs(x));
  const size = -e / (2 + e);
  return x < 0 ? -size : size;
}
