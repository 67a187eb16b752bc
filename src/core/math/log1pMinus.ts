import { log } from "./elementary";

/**
 * log(1 + u) - u for u > -1, relative error below 1e-15: near 0 the difference loses all digits, so with
 * s = u / (2 + u) it is summed as 2 (s^3/3 + s^5/5 + ...) - u s (log(1 + u) = 2 artanh s, and 2 s - u = -u s).
 */
export function log1pMinus(u: number): number {
  if (u < -0.4 || u > 0.7) return log(1 + u) - u;
  const s = u / (2 + u);
  const z = s * s;
  let series = 0;
  // |s| <= 1/4: the last term is below 2^-55 of the result.
  for (let k = 13; k >= 1; k--) series = (series + 2 / (2 * k + 1)) * z;
  return s * (series - u);
}
