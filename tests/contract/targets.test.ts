import { describe, expect, test } from "vitest";
import { evaluateGrid, gridOver } from "../../src/core/grid";
import { gridErrorBound, worstNode } from "../../src/core/grid/errorBound";
import { Stream, StreamPurpose } from "../../src/core/random";
import type { Target } from "../../src/core/targets";
import { extremeVariants, presetVariants } from "./variants";

/** Every corner of the box. */
function cornersOf(target: Target): number[][] {
  return target.box.reduce<number[][]>(
    (corners, [low, high]) =>
      corners.flatMap((corner) => [
        [...corner, low],
        [...corner, high],
      ]),
    [[]],
  );
}

function exactDraws(target: Target, count: number): Float64Array[] {
  const stream = Stream.from(3, 0, StreamPurpose.test);
  return Array.from({ length: count }, () => {
    const out = new Float64Array(target.dimension).fill(NaN);
    target.truth.drawExact(stream, out);
    return out;
  });
}

/** Distance of the mean of independent values from its expectation, in standard errors; rounding left out. */
function zOf(values: number[], expected: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const standardError = Math.sqrt(squares / (values.length - 1) / values.length);
  return Math.max(0, Math.abs(mean - expected) - 1e-12) / standardError;
}

const variants = [...presetVariants, ...extremeVariants];

describe.each(variants)("$name", ({ target }) => {
  const { dimension, box, peaks, truth, modes } = target;

  test("describes each parameter", () => {
    for (const list of [target.parameterNames, box, truth.mean, truth.sd, ...peaks]) {
      expect(list).toHaveLength(dimension);
    }
    expect(peaks).toHaveLength(modes ? 2 : 1);
    expect(truth.sd.every((sd) => sd > 0 && sd < Infinity)).toBe(true);
    expect(truth.mean.every(Number.isFinite) && Number.isFinite(truth.logNormalisingConstant)).toBe(true);
    for (const { stepSize, value, error } of truth.acceptanceRates) {
      expect(stepSize > 0 && value > 0 && value < 1 && error > 0).toBe(true);
    }
  });

  test("is finite at its peaks, and finite or -Infinity at the corners of its box", () => {
    for (const peak of peaks) {
      expect(Number.isFinite(target.logDensity(peak))).toBe(true);
      expect(peak.every((value, i) => value > box[i][0] && value < box[i][1])).toBe(true);
    }
    for (const corner of cornersOf(target)) {
      const value = target.logDensity(corner);
      expect(Number.isFinite(value) || value === -Infinity).toBe(true);
    }
  });

  // Where the mass outside is stated, a z-value at |z| < 5: a false alarm of 6e-7 a variant. Seed 3.
  test("has a peak higher than 95 % of its exact draws, and a box that holds 99.9 %, or as much as it says", () => {
    const draws = exactDraws(target, 20_000);
    const highest = Math.max(...peaks.map((peak) => target.logDensity(peak)));
    const isInside = (draw: Float64Array): boolean =>
      draw.every((value, i) => value >= box[i][0] && value <= box[i][1]);
    expect(draws.filter((draw) => target.logDensity(draw) < highest).length).toBeGreaterThan(19_000);
    const numOutside = draws.length - draws.filter(isInside).length;
    const { massOutside } = target;
    if (massOutside === undefined) {
      expect(numOutside).toBeLessThan(20);
    } else {
      const expected = draws.length * massOutside;
      expect(Math.abs(numOutside - expected)).toBeLessThan(5 * Math.sqrt(expected * (1 - massOutside)));
    }
  });

  // Four z-values a variant at |z| < 5: a false alarm of 2.3e-6 a variant. Seed 3.
  test("draws exactly: mean and sd agree with the truth", () => {
    const draws = exactDraws(target, 20_000);
    truth.mean.forEach((mean, axis) => {
      const values = draws.map((draw) => draw[axis]);
      const squares = values.map((value) => (value - mean) ** 2);
      expect(zOf(values, mean)).toBeLessThan(5);
      expect(zOf(squares, truth.sd[axis] ** 2)).toBeLessThan(5);
    });
  });
});

const surfaces = variants.filter(({ target }) => target.dimension > 1);

test.each(surfaces)(
  "$name is known in float32 at its peaks and nearly everywhere in its box",
  ({ target }) => {
    const shape = gridOver(target, 9);
    const boundAt = gridErrorBound(target, shape);
    for (const peak of target.peaks) expect(boundAt(peak)).toBeLessThan(0.5);
    expect(worstNode(target, shape, evaluateGrid(target, shape)).share).toBeGreaterThan(0.9);
  },
);

const multimodal = variants.flatMap(({ name, target }) =>
  target.modes ? [{ name, target, modes: target.modes }] : [],
);

test.each(variants)("$name says rightly whether it has modes", ({ target, definition }) => {
  expect(target.modes !== null).toBe(definition.hasModes ?? false);
});

describe.each(multimodal)("modes of $name", ({ target, modes }) => {
  test("their shares add up to one, and each peak belongs to its mode", () => {
    expect(modes.shares[0] + modes.shares[1]).toBeCloseTo(1, 14);
    const [first, second] = target.peaks.map((peak) => modes.responsibility(peak));
    expect(first >= second).toBe(true);
  });

  // One z-value a variant at |z| < 5: a false alarm of 6e-7 a variant. Seed 3.
  test("the expected responsibility is the share", () => {
    const shares = exactDraws(target, 20_000).map((draw) => modes.responsibility(draw));
    // Where the modes lie one upon the other every share is the same.
    const isConstant = shares.every((share) => Math.abs(share - shares[0]) < 1e-12);
    expect(
      isConstant ? Math.abs(shares[0] - modes.shares[0]) * 1e12 : zOf(shares, modes.shares[0]),
    ).toBeLessThan(5);
  });
});
