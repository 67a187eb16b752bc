import { describe, expect, test } from "vitest";
import { extremeVariants, presetVariants } from "../../contract/variants";

const DISTANCES = [1e3, 1e6, 1e50, 1e100, 1e150, 1e154, 1e160, 1e200, 1e300, Number.MAX_VALUE];
/** Along the axes, the diagonals, and a few other ways. */
const DIRECTIONS = Array.from({ length: 24 }, (_, i) => [
  Math.round(1e3 * Math.cos((2 * Math.PI * i) / 24)) / 1e3,
  Math.round(1e3 * Math.sin((2 * Math.PI * i) / 24)) / 1e3,
]);

/** On a line there are but two ways. */
function directionsOf(dimension: number): readonly number[][] {
  return dimension === 1 ? [[1], [-1]] : DIRECTIONS;
}

function positionsAt(distance: number, dimension: number): number[][] {
  return directionsOf(dimension).map((direction) => direction.map((component) => component * distance));
}

describe.each([...presetVariants, ...extremeVariants])("far out, $name", ({ target }) => {
  const { dimension } = target;
  const highest = Math.max(...target.peaks.map((peak) => target.logDensity(peak)));
  const directions = directionsOf(dimension);

  test("the log density is finite or -Infinity, never NaN, and below the peak", () => {
    for (const position of DISTANCES.flatMap((distance) => positionsAt(distance, target.dimension))) {
      expect(target.logDensity(position)).toBeLessThan(highest);
    }
  });

  test("it goes on falling: no floor keeps the tails up", () => {
    for (const direction of directions) {
      const values = [1e3, 1e6, 1e50, 1e100, 1e150, 1e200].map((distance) =>
        target.logDensity(direction.map((component) => component * distance)),
      );
      const falls = values.every((value, i) => i === 0 || value < values[i - 1] || value === -Infinity);
      expect(falls).toBe(true);
      expect(values.at(-1)).toBe(-Infinity);
    }
  });

  test("the gradient is finite wherever the log density is", () => {
    const gradient = new Float64Array(dimension);
    for (const position of DISTANCES.flatMap((distance) => positionsAt(distance, target.dimension))) {
      const logDensity = target.logDensityAndGradient(position, gradient);
      expect(logDensity).toBe(target.logDensity(position));
      expect(logDensity === -Infinity || gradient.every(Number.isFinite)).toBe(true);
    }
  });

  test("a position that is not finite is outside", () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      for (let axis = 0; axis < dimension; axis++) {
        const position = new Float64Array(dimension);
        position[axis] = value;
        expect(target.logDensity(position)).toBe(-Infinity);
      }
    }
  });
});

const multimodal = [...presetVariants, ...extremeVariants].filter(({ target }) => target.modes !== null);

test.each(multimodal)("far out, the share of the first mode of $name is a probability", ({ target }) => {
  for (const position of DISTANCES.flatMap((distance) => positionsAt(distance, target.dimension))) {
    const share = target.modes?.responsibility(position) ?? NaN;
    expect(share >= 0 && share <= 1).toBe(true);
  }
});
