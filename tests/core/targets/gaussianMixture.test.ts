import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { gaussianMixture } from "../../../src/core/targets/gaussianMixture";

/** Value of every setting, by key. */
type Values = Record<string, number>;

const anySettings: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(
    gaussianMixture.settings.map(({ key, min, max }) => [key, fc.double({ min, max, noNaN: true })]),
  ),
);

/**
 * Weighted densities of the two components as the settings describe them, written as a normal in x
 * times a normal in y given x. The sign is -1 for the first component, on the left, and 1 for the second.
 */
function naiveTerms(values: Values, [x, y]: ArrayLike<number> & Iterable<number>): [number, number] {
  const term = (sign: -1 | 1): number => {
    const sdX = sign < 0 ? values.width1 : values.width2;
    const sdY = sdX * (sign < 0 ? values.aspect1 : values.aspect2);
    const raw = values.correlation - (sign * values.correlationDifference) / 2;
    const rho = Math.max(-0.99, Math.min(0.99, raw));
    const zX = (x - values.centreX - (sign * values.separation) / 2) / sdX;
    const zY = (y - values.centreY - (sign * values.rise) / 2) / sdY;
    const narrowing = Math.sqrt(1 - rho ** 2);
    const zYGivenX = (zY - rho * zX) / narrowing;
    const weight = sign < 0 ? values.weight : 1 - values.weight;
    return (weight * Math.exp(-0.5 * (zX ** 2 + zYGivenX ** 2))) / (2 * Math.PI * sdX * sdY * narrowing);
  };
  return [term(-1), term(1)];
}

/** Calls `check` at 20 exact draws, where the densities do not underflow. */
function forDraws(values: Values, check: (position: Float64Array) => void): void {
  const { truth } = gaussianMixture.create(values);
  const stream = Stream.from(6, 0, StreamPurpose.test);
  const position = new Float64Array(2);
  for (let draw = 0; draw < 20; draw++) {
    truth.drawExact(stream, position);
    check(position);
  }
}

// Seed 6, 300 settings anywhere in their ranges.
describe("the mixture for any settings", () => {
  test("has the density that the settings describe", () => {
    const property = fc.property(anySettings, (values) => {
      const target = gaussianMixture.create(values);
      forDraws(values, (position) => {
        const [first, second] = naiveTerms(values, position);
        // At a correlation of 0.99 the quadratic form loses two digits to cancellation.
        expect(Math.abs(target.logDensity(position) - Math.log(first + second))).toBeLessThan(1e-11);
      });
    });
    fc.assert(property, { seed: 6, numRuns: 300 });
  });

  test("has the share of the first component as its responsibility", () => {
    const property = fc.property(anySettings, (values) => {
      const { modes } = gaussianMixture.create(values);
      forDraws(values, (position) => {
        const [first, second] = naiveTerms(values, position);
        const share = modes?.responsibility(position) ?? NaN;
        expect(Math.abs(share - first / (first + second))).toBeLessThan(1e-11);
      });
      expect(modes?.shares).toEqual([values.weight, 1 - values.weight]);
    });
    fc.assert(property, { seed: 6, numRuns: 300 });
  });

  test("has tabulated acceptance rates for its presets alone", () => {
    for (const { values } of gaussianMixture.presets) {
      expect(gaussianMixture.create(values).truth.acceptanceRates).toHaveLength(3);
      for (const { key, step } of gaussianMixture.settings) {
        const moved = { ...values, [key]: values[key] + 0.1 * step };
        expect(gaussianMixture.create(moved).truth.acceptanceRates).toEqual([]);
      }
    }
  });
});
