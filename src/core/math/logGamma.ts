import { log, log1p } from "./elementary";

/** B(2k) / (2k (2k - 1)), Stirling's series (NIST DLMF 5.11.1); the first one left out is below 2e-18 at 10. */
export const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
];
export const HALF_LOG_TWO_PI = 0.9189385332046728;

/** 1 - Euler's constant. */
export const ONE_MINUS_EULER = 0.42278433509846713;
/** (-1)^k (zeta(k) - 1) / k for k = 2, 3, ..., from mpmath 1.3.0 at 40 digits (series: NIST DLMF 5.7.3). */
export const ZETA_TERMS = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.0043224823968099e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860912e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10,
];

/**
 * What Stirling's formula leaves out: logGamma(x) - (x - 1/2) log x + x - log(2 pi) / 2, for x >= 10.
 * Formulas for large arguments are built on it, because in them the large parts cancel by hand.
 */
export function stirlingRemainder(x: number): number {
  const inverseSquare = 1 / (x * x);
  let series = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) series = series * inverseSquare + STIRLING[k];
  return series / x;
}

/** log Gamma(2 + z) for |z| <= 1/2, a power series whose terms fall by a factor of four. */
function logGammaNearTwo(z: number): number {
  let series = 0;
  for (let k = ZETA_TERMS.length - 1; k >= 0; k--) series = series * z + ZETA_TERMS[k];
  return z * (ONE_MINUS_EULER + z * series);
}

/**
 * log Gamma(x) for x >= 0, relative error below 2e-15, also beside its zeros at 1 and 2.
 * Infinity at 0; NaN below, where Gamma changes sign.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return x === 0 ? Infinity : NaN;
  if (x === Infinity) return Infinity;
  if (x >= 10) return (x - 0.5) * (log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + stirlingRemainder(x);
  if (x < 0.5) return logGammaNearTwo(x) - log1p(x) - log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - log1p(x - 1);
  let product = 1;
  while (x > 2.5) product *= --x;
  return logGammaNearTwo(x - 2) + log(product);
}
