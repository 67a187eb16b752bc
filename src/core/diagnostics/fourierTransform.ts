import { cosTwoPi, sinTwoPi } from "../math/elementary";

interface FourierPlan {
  /** cos and sin of 2 pi k / size for k < size / 2. */
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** Index with its bits reversed. */
  readonly reversed: Uint32Array;
}

const plans = new Map<number, FourierPlan>();

function planFor(size: number): FourierPlan {
  const known = plans.get(size);
  if (known) return known;
  const cosines = new Float64Array(size / 2);
  const sines = new Float64Array(size / 2);
  for (let k = 0; k < size / 2; k++) {
    cosines[k] = cosTwoPi(k / size);
    sines[k] = sinTwoPi(k / size);
  }
  const reversed = new Uint32Array(size);
  for (let i = 1; i < size; i++) reversed[i] = (reversed[i >> 1] >> 1) + (i & 1) * (size / 2);
  const plan = { cosines, sines, reversed };
  plans.set(size, plan);
  return plan;
}

/** Smallest power of two that is at least `length`, and at least 2. */
export function transformSize(length: number): number {
  let size = 2;
  while (size < length) size *= 2;
  return size;
}

/**
 * Discrete Fourier transform in place: X[k] = sum over j of x[j] e^(-2 pi i j k / size), unscaled.
 * Radix 2, decimation in time (Cooley and Tukey 1965).
 * @throws RangeError unless both arrays have the same length, a power of two of at least 2
 */
export function fourierTransform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  if (imaginary.length !== size || size !== transformSize(size)) {
    throw new RangeError(
      `transform of lengths ${size} (real) and ${imaginary.length} (imaginary), expected one power of two of at least 2`,
    );
  }
  const { cosines, sines, reversed } = planFor(size);
  for (let i = 0; i < size; i++) {
    const j = reversed[i];
    if (j <= i) continue;
    const keptReal = real[i];
    const keptImaginary = imaginary[i];
    real[i] = real[j];
    imaginary[i] = imaginary[j];
    real[j] = keptReal;
    imaginary[j] = keptImaginary;
  }
  for (let half = 1; half < size; half *= 2) {
    const stride = size / (2 * half);
    for (let start = 0; start < size; start += 2 * half) {
      for (let k = 0, angle = 0; k < half; k++, angle += stride) {
        const upper = start + k;
        const lower = upper + half;
        const c = cosines[angle];
        const s = sines[angle];
        const turnedReal = real[lower] * c + imaginary[lower] * s;
        const turnedImaginary = imaginary[lower] * c - real[lower] * s;
        real[lower] = real[upper] - turnedReal;
        imaginary[lower] = imaginary[upper] - turnedImaginary;
        real[upper] += turnedReal;
        imaginary[upper] += turnedImaginary;
      }
    }
  }
}
