import { log } from "./elementary";

/** B(2k) / 2k of the asymptotic series (NIST DLMF 5.11.2). */
export const DIGAMMA_TERMS = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32760,
  1 / 12,
  -3617 / 8160,
];

/**
 * The derivative of log Gamma at x > 0; -Infinity at 0, NaN below. Shifted above 10 by the recurrence,
 * then the asymptotic series. Error below 1e-15 (1 + |value|): relative except beside the zero at 1.46163.
 */
export function digamma(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  let shift = 0;
  while (x < 10) shift += 1 / x++;
  const inverseSquare = 1 / (x * x);
  let series = 0;
  for (let k = DIGAMMA_TERMS.length - 1; k >= 0; k--) series = (series + DIGAMMA_TERMS[k]) * inverseSquare;
  return log(x) - 0.5 / x - series - shift;
}
