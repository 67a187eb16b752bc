import type { DrawMatrix } from "./drawMatrix";
import { fourierTransform, transformSize } from "./fourierTransform";
import { meanOf } from "./moments";

/**
 * Autocovariance of every chain at every lag, averaged over the chains: "biased", that is divided
 * by numDraws at each lag, as Geyer (1992) advises. Each chain is centred at its own mean.
 *
 * By the Wiener-Khinchin theorem, with zero padding against wrap-around. Two chains travel as real
 * and imaginary part of one transform, since the real part of the autocovariance of x + iy is
 * the sum of those of x and of y; and the power spectra are summed before the one transform back.
 * @param means mean of each chain
 * @returns numDraws values, lag 0 first
 */
export function meanAutocovariance(
  { values, numChains, numDraws }: DrawMatrix,
  means: Float64Array,
): Float64Array {
  const size = transformSize(2 * numDraws);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const power = new Float64Array(size);
  const load = (part: Float64Array, chain: number): void => {
    part.fill(0, numDraws);
    const from = chain * numDraws;
    for (let draw = 0; draw < numDraws; draw++) part[draw] = values[from + draw] - means[chain];
  };
  for (let chain = 0; chain < numChains; chain += 2) {
    load(real, chain);
    if (chain + 1 < numChains) load(imaginary, chain + 1);
    else imaginary.fill(0);
    fourierTransform(real, imaginary);
    for (let k = 0; k < size; k++) power[k] += real[k] * real[k] + imaginary[k] * imaginary[k];
  }
  imaginary.fill(0);
  fourierTransform(power, imaginary);
  const scale = size * numDraws * numChains;
  return power.slice(0, numDraws).map((value) => value / scale);
}

/**
 * Autocovariance of one chain at lags 0 to length - 1, divided by the length at each lag.
 * A value that is not finite makes all of it NaN.
 */
export function autocovariance(chain: Float64Array): Float64Array {
  const mean = meanOf(chain);
  return meanAutocovariance({ values: chain, numChains: 1, numDraws: chain.length }, Float64Array.of(mean));
}

/** Autocovariance over its value at lag 0; NaN for a constant chain. */
export function autocorrelation(chain: Float64Array): Float64Array {
  const covariances = autocovariance(chain);
  const variance = covariances[0];
  return covariances.map((value) => value / variance);
}
