/**
 * Sine and cosine in radians. The argument is reduced by the nearest multiple k of pi / 2, with pi / 2 cut into
 * parts of 26 bits so that k times a part is exact for |k| <= 2^27 (Cody and Waite, Software Manual for the
 * Elementary Functions, 1980); what the subtraction rounds away is carried into the last step.
 */

/** Beyond it (about 2.1e8) the products would round; sin and cos are NaN there. */
export const LARGEST_ANGLE = 134217728 * 1.5707963267948966;

const TWO_OVER_PI = 0.6366197723675814;
/** pi / 2 = the sum of the four; the first three have 26 bits. */
const HALF_PI_PARTS = [
  1.5707963109016418, 1.5893254712295857e-8, 6.123233932053594e-17, 6.36831716351095e-25,
] as const;

/** sin t for |t| <= pi / 4, Taylor to degree 17 (remainder below 2^-62). */
function sinReduced(t: number): number {
  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const low = -1 / 6 + z * (1 / 120) + z2 * (-1 / 5040 + z * (1 / 362880));
  const high = -1 / 39916800 + z * (1 / 6227020800) + z2 * (-1 / 1307674368000 + z * (1 / 355687428096000));
  return t + t * z * (low + z4 * high);
}

/** cos t for |t| <= pi / 4, Taylor to degree 18. */
function cosReduced(t: number): number {
  const z = t * t;
  const z2 = z * z;
  const z4 = z2 * z2;
  const low = 1 / 24 + z * (-1 / 720) + z2 * (1 / 40320 + z * (-1 / 3628800));
  const high =
    1 / 479001600 + z * (-1 / 87178291200) + z2 * (1 / 20922789888000 + z * (-1 / 6402373705728000));
  const half = 0.5 * z;
  const head = 1 - half;
  // 1 - z / 2 is rounded; (1 - head) - half is what that took.
  return head + (1 - head - half + z2 * (low + z4 * high));
}

/** sin(x + quarters pi / 2) */
function sinShifted(x: number, quarters: number): number {
  if (!(Math.abs(x) <= LARGEST_ANGLE)) return NaN;
  const k = Math.floor(x * TWO_OVER_PI + 0.5);
  const exact = x - k * HALF_PI_PARTS[0] - k * HALF_PI_PARTS[1];
  const third = k * HALF_PI_PARTS[2];
  const head = exact - third;
  const tail = exact - head - third - k * HALF_PI_PARTS[3];
  const t = head + tail;
  const quadrant = (k + quarters) & 3;
  const value = quadrant % 2 === 0 ? sinReduced(t) : cosReduced(t);
  return quadrant < 2 ? value : -value;
}

/**
 * sin x for |x| <= LARGEST_ANGLE, absolute error below 2.5e-16, beside the zeros 4e-16 of the value; NaN beyond.
 * -0 stays -0.
 */
export function sin(x: number): number {
  return x === 0 ? x : sinShifted(x, 0);
}

/** cos x for |x| <= LARGEST_ANGLE, absolute error below 2.5e-16, beside the zeros 4e-16 of the value; NaN beyond. */
export function cos(x: number): number {
  return sinShifted(x, 1);
}
