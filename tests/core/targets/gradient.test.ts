import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Stream, StreamPurpose } from "../../../src/core/random";
import { targets, type Target, type TargetDefinition } from "../../../src/core/targets";

/** Values of all settings, anywhere in their ranges. */
function anySettings(definition: TargetDefinition): fc.Arbitrary<Record<string, number>> {
  return fc.record(
    Object.fromEntries<fc.Arbitrary<number>>(
      definition.settings.map(({ key, min, max, integer }) => [
        key,
        integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }),
      ]),
    ),
  );
}

/** Derivative along one axis from six points, with an error of order step^6 f^(7). */
function differenceQuotient(target: Target, position: Float64Array, axis: number, step: number): number {
  const at = (steps: number): number => {
    const moved = position.slice();
    moved[axis] += steps * step;
    return target.logDensity(moved);
  };
  return (45 * (at(1) - at(-1)) - 9 * (at(2) - at(-2)) + (at(3) - at(-3))) / (60 * step);
}

/**
 * Relative difference between a component of the gradient and its difference quotient, for the best of
 * some steps: how sharply a density bends differs between settings by a factor of a thousand, and a
 * wrong gradient fits no step.
 */
function gradientError(target: Target, position: Float64Array, axis: number): number {
  const gradient = new Float64Array(target.dimension);
  target.logDensityAndGradient(position, gradient);
  const scale = target.truth.sd[axis];
  return Math.min(
    ...[0.05, 0.01, 0.002, 4e-4, 8e-5, 1.6e-5].map((step) => {
      const quotient = differenceQuotient(target, position, axis, step * scale);
      const error = Math.abs(quotient - gradient[axis]) / (Math.abs(gradient[axis]) + 1 / scale);
      return Number.isNaN(error) ? Infinity : error;
    }),
  );
}

describe.each(targets.map((definition) => ({ key: definition.key, definition })))(
  "gradient of $key",
  ({ definition }) => {
    test("agrees with difference quotients for any settings (seed 2, 20 exact draws each)", () => {
      const property = fc.property(anySettings(definition), fc.nat(), (values, seed) => {
        const target = definition.create(values);
        const stream = Stream.from(seed, 0, StreamPurpose.test);
        const position = new Float64Array(target.dimension);
        for (let draw = 0; draw < 20; draw++) {
          target.truth.drawExact(stream, position);
          for (let axis = 0; axis < target.dimension; axis++) {
            expect(gradientError(target, position, axis)).toBeLessThan(1e-7);
          }
        }
      });
      fc.assert(property, { seed: 2, numRuns: definition.settings.length === 0 ? 10 : 200 });
    });
  },
);
