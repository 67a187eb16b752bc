/**
 * Elementary functions with one fixed order of operations.
 *
 * `Math.exp` and its like differ between engines in the last bit, and a chain that compares
 * a density with a uniform turns such a bit into another chain. Everything here uses only
 * operations that IEEE 754 fixes (+ - * / sqrt), so a run replays to the same bits everywhere.
 * Accuracy is stated per function and held by tests/core/math/elementary.test.ts.
 */

const LOG2_E = 1.4426950408889634;
/** ln 2 cut after 32 bits, so that k * LN2_HIGH is exact for every exponent k, and the rest. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO_PI = 6.283185307179586;
const SQRT_TWO = 1.4142135623730951;

const float64 = new Float64Array(1);
const words = new Int32Array(float64.buffer);
/** Index of the word with sign and exponent (typed arrays follow the processor's byte order). */
const HIGH = ((): 0 | 1 => {
  float64[0] = 1;
  return words[1] === 0x3ff00000 ? 1 : 0;
})();

/** POWERS_OF_TWO[k + 1023] = 2^k for k in [-1023, 1023]; a table, since writing exponents stalls the load. */
const POWERS_OF_TWO = ((): Float64Array => {
  const table = new Float64Array(2047);
  table[1023] = 1;
  for (let k = 1; k <= 1023; k++) {
    table[1023 + k] = table[1022 + k] * 2;
    table[1023 - k] = table[1024 - k] / 2;
  }
  return table;
})();

/**
 * exp(r) - 1 for |r| <= ln(2)/2, Taylor to degree 13 (remainder below 2^-57 of the result).
 * Polynomials are summed in pairs (Estrin's scheme): a chain of dependent operations is twice as slow.
 */
function expm1Reduced(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const low = 1 / 2 + r * (1 / 6) + r2 * (1 / 24 + r * (1 / 120));
  const middle = 1 / 720 + r * (1 / 5040) + r2 * (1 / 40320 + r * (1 / 362880));
  const high = 1 / 3628800 + r * (1 / 39916800) + r2 * (1 / 479001600 + r * (1 / 6227020800));
  return r + r2 * (low + r4 * (middle + r4 * high));
}

/** e^x, within 1 ulp (2 ulp where the result is subnormal). */
export function exp(x: number): number {
  if (!(x < 709.782712893384)) return x > 709.782712893384 ? Infinity : x === x ? 1.7976931348622732e308 : x;
  if (x < -745.2) return 0;
  const k = Math.floor(x * LOG2_E + 0.5);
  const y = 1 + expm1Reduced(x - k * LN2_HIGH - k * LN2_LOW);
  if (k > -1022 && k < 1024) return y * POWERS_OF_TWO[k + 1023];
  return k > 0 ? y * 2 * POWERS_OF_TWO[k + 1022] : y * POWERS_OF_TWO[k + 1083] * 8.673617379884035e-19;
}

/** e^x - 1, within 2 ulp, accurate near zero. */
export function expm1(x: number): number {
  if (x > -0.34 && x < 0.34) return expm1Reduced(x);
  // Up to log 2 the difference exp(x) - 1 would double the error of exp.
  if (x > 0 && x < 0.7) {
    const half = expm1Reduced(0.5 * x);
    return 2 * half + half * half;
  }
  return exp(x) - 1;
}

/**
 * Natural logarithm, within 1 ulp; -Infinity at 0, NaN below.
 * x = 2^k m with m in (sqrt(1/2), sqrt(2)]; log m = 2 artanh(f / (2 + f)) with f = m - 1, as a series.
 */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return Infinity;
  let k = -1023;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984;
    k -= 54;
  }
  float64[0] = x;
  const exponent = words[HIGH] >>> 20;
  k += exponent;
  let m = x * POWERS_OF_TWO[2046 - exponent];
  if (m > SQRT_TWO) {
    m *= 0.5;
    k += 1;
  }
  const f = m - 1;
  const s = f / (2 + f);
  const z = s * s;
  const z2 = z * z;
  const z4 = z2 * z2;
  const low = 2 / 3 + z * (2 / 5) + z2 * (2 / 7 + z * (2 / 9));
  const middle = 2 / 11 + z * (2 / 13) + z2 * (2 / 15 + z * (2 / 17));
  const high = 2 / 19 + z * (2 / 21) + z2 * (2 / 23);
  const series = z * (low + z4 * (middle + z4 * high));
  return k * LN2_HIGH + (f - (s * (f - series) - k * LN2_LOW));
}

/** log(1 + x), within 2 ulp, accurate near zero: what rounding took from the sum 1 + x is put back. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  if (sum === 0 || sum === Infinity) return log(sum);
  return log(sum) + (x - (sum - 1)) / sum;
}

function sinReduced(t: number): number {
  const z = t * t;
  return (
    t +
    t *
      z *
      (-1 / 6 +
        z *
          (1 / 120 +
            z *
              (-1 / 5040 +
                z *
                  (1 / 362880 +
                    z *
                      (-1 / 39916800 +
                        z * (1 / 6227020800 + z * (-1 / 1307674368000 + z * (1 / 355687428096000))))))))
  );
}

function cosReduced(t: number): number {
  const z = t * t;
  return (
    1 +
    z *
      (-1 / 2 +
        z *
          (1 / 24 +
            z *
              (-1 / 720 +
                z *
                  (1 / 40320 +
                    z *
                      (-1 / 3628800 +
                        z * (1 / 479001600 + z * (-1 / 87178291200 + z * (1 / 20922789888000))))))))
  );
}

/** sin(2 pi (u + quarters / 4)), u finite and below 2^29 in size. */
function sinTwoPiShifted(u: number, quarters: number): number {
  const nearest = Math.floor(u * 4 + 0.5);
  const t = (u - nearest * 0.25) * TWO_PI;
  switch ((nearest + quarters) & 3) {
    case 0:
      return sinReduced(t);
    case 1:
      return cosReduced(t);
    case 2:
      return -sinReduced(t);
    default:
      return -cosReduced(t);
  }
}

/** sin(2 pi u) for u below 2^29 in size, absolute error below 2.5e-16. */
export function sinTwoPi(u: number): number {
  return sinTwoPiShifted(u, 0);
}

/** cos(2 pi u) for u below 2^29 in size, absolute error below 2.5e-16. */
export function cosTwoPi(u: number): number {
  return sinTwoPiShifted(u, 1);
}

/** log(e^a + e^b) without overflow, within 2^-52 (1 + |result|); -Infinity ("outside") where both are. */
export function logAddExp(a: number, b: number): number {
  const high = a > b ? a : b;
  const low = a > b ? b : a;
  return high === -Infinity ? -Infinity : high + log(1 + exp(low - high));
}
