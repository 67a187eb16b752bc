import { describe, expect, test } from "vitest";
import { autocovariance, meanAutocovariance } from "../../../src/core/diagnostics/autocovariance";
import { fourierTransform, transformSize } from "../../../src/core/diagnostics/fourierTransform";
import { chainMoments, integratedAutocorrelationTime, meanOf } from "../../../src/core/diagnostics/index";
import { autoregressiveChains, seededNormals } from "./seededChains";

describe("Fourier transform", () => {
  test.each([2, 4, 8, 64, 256])("of %i numbers agrees with the sum that defines it", (size) => {
    const normal = seededNormals(size);
    const real = Float64Array.from({ length: size }, normal);
    const imaginary = Float64Array.from({ length: size }, normal);
    const transformedReal = real.slice();
    const transformedImaginary = imaginary.slice();
    fourierTransform(transformedReal, transformedImaginary);
    let largestError = 0;
    for (let k = 0; k < size; k++) {
      let sumReal = 0;
      let sumImaginary = 0;
      for (let j = 0; j < size; j++) {
        const angle = (-2 * Math.PI * ((j * k) % size)) / size;
        sumReal += real[j] * Math.cos(angle) - imaginary[j] * Math.sin(angle);
        sumImaginary += real[j] * Math.sin(angle) + imaginary[j] * Math.cos(angle);
      }
      largestError = Math.max(
        largestError,
        Math.abs(sumReal - transformedReal[k]),
        Math.abs(sumImaginary - transformedImaginary[k]),
      );
    }
    expect(largestError).toBeLessThan(1e-14 * size);
  });

  test("names a length it cannot take", () => {
    expect(() => fourierTransform(new Float64Array(6), new Float64Array(6))).toThrow("lengths 6");
    expect(() => fourierTransform(new Float64Array(8), new Float64Array(4))).toThrow("4 (imaginary)");
    expect([1, 2, 3, 4, 5, 1000].map(transformSize)).toEqual([2, 2, 4, 4, 8, 1024]);
  });
});

describe("autocovariance", () => {
  test.each([1, 2, 3, 7, 64, 65])("of %i draws agrees with the direct sum at every lag", (length) => {
    const chain = Float64Array.from({ length }, seededNormals(length));
    const mean = meanOf(chain);
    const actual = autocovariance(chain);
    expect(actual).toHaveLength(length);
    for (let lag = 0; lag < length; lag++) {
      let sum = 0;
      for (let i = 0; i + lag < length; i++) sum += (chain[i] - mean) * (chain[i + lag] - mean);
      expect(Math.abs(actual[lag] - sum / length)).toBeLessThan(1e-14);
    }
  });

  test.each([1, 2, 3, 4])("averaged over %i chains is the average of theirs", (numChains) => {
    const draws = autoregressiveChains(17, numChains, 41, 0.6);
    const actual = meanAutocovariance(draws, chainMoments(draws).means);
    const chains = Array.from({ length: numChains }, (_, c) =>
      autocovariance(draws.values.slice(41 * c, 41 * c + 41)),
    );
    for (let lag = 0; lag < 41; lag++) {
      const average = chains.reduce((sum, chain) => sum + chain[lag], 0) / numChains;
      expect(Math.abs(actual[lag] - average)).toBeLessThan(1e-14);
    }
  });
});

test("autocorrelation time of AR(1) chains is (1 + phi) / (1 - phi)", () => {
  // Over 40 other seeds the estimate had a standard deviation of at most 1.7 % and a largest error of
  // 4 %; 10 % are six sigma, a false alarm of 1e-8. The truths 1/3, 1, 9 are far further apart.
  for (const phi of [-0.5, 0, 0.8]) {
    const time = integratedAutocorrelationTime(autoregressiveChains(23, 16, 20000, phi));
    const truth = (1 + phi) / (1 - phi);
    expect(Math.abs(time / truth - 1)).toBeLessThan(0.1);
  }
});
