import { log } from "./elementary";

/*
 * Rational approximations of Algorithm AS 241, routine PPND16: M. J. Wichura, "The percentage
 * points of the normal distribution", Applied Statistics 37 (1988), 477-484. Coefficients are in
 * ascending powers, rounded to float64; numerator and denominator of one region stand together.
 */
const CENTRAL_NUMERATOR = [
  3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
  67265.7709270087, 33430.57558358813, 2509.0809287301227,
] as const;
const CENTRAL_DENOMINATOR = [
  1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
  28729.085735721943, 5226.495278852854,
] as const;
const TAIL_NUMERATOR = [
  1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
  0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
] as const;
const TAIL_DENOMINATOR = [
  1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
  0.0005475938084995345, 1.0507500716444169e-9,
] as const;
const FAR_TAIL_NUMERATOR = [
  6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
  0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
] as const;
const FAR_TAIL_DENOMINATOR = [
  1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
  1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
] as const;

type Coefficients = readonly [number, number, number, number, number, number, number, number];

function rational(numerator: Coefficients, denominator: Coefficients, x: number): number {
  let above = numerator[7];
  let below = denominator[7];
  for (let i = 6; i >= 0; i--) {
    above = above * x + numerator[i];
    below = below * x + denominator[i];
  }
  return above / below;
}

/**
 * Inverse of the standard normal distribution function, relative error below 1e-15.
 * @param probability in [0, 1]; 0 gives -Infinity, 1 gives Infinity, anything outside gives NaN
 */
export function normalQuantile(probability: number): number {
  const centered = probability - 0.5;
  if (Math.abs(centered) <= 0.425) {
    return centered * rational(CENTRAL_NUMERATOR, CENTRAL_DENOMINATOR, 0.180625 - centered * centered);
  }
  const tailProbability = centered < 0 ? probability : 1 - probability;
  if (!(tailProbability > 0)) return tailProbability === 0 ? (centered < 0 ? -Infinity : Infinity) : NaN;
  const r = Math.sqrt(-log(tailProbability));
  const size =
    r <= 5
      ? rational(TAIL_NUMERATOR, TAIL_DENOMINATOR, r - 1.6)
      : rational(FAR_TAIL_NUMERATOR, FAR_TAIL_DENOMINATOR, r - 5);
  return centered < 0 ? -size : size;
}
