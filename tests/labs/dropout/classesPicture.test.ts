import { expect, test } from "vitest";
import type { PassOutputs } from "../../../src/core/network";
import { classHistogram } from "../../../src/labs/dropout/classes/classHistogram";
import { classInputs, classPicture } from "../../../src/labs/dropout/classes/classPicture";
import type { ClassShape } from "../../../src/labs/dropout/classes/classPicture";
import { createHeightField } from "../../../src/scene/heightField";

const SHAPE: ClassShape = { columns: 3, rows: 2, xRange: [-2.5, 2.5], yRange: [-1, 0.3] };

/** Log odds whose probability is the share. */
const oddsOf = (share: number): number => Math.log(share / (1 - share));

/** [pass][point] */
function passesOf(...rows: readonly (readonly number[])[]): PassOutputs {
  return { numPasses: rows.length, numPoints: rows[0].length, outputs: Float64Array.from(rows.flat()) };
}

/** Two passes at six nodes; probabilities 0.2 and 0.6, then certain ones, then alike ones. */
const PASSES = passesOf(
  [oddsOf(0.2), Infinity, -Infinity, -Infinity, 0, oddsOf(0.9)],
  [oddsOf(0.6), Infinity, -Infinity, Infinity, 0, oddsOf(0.9)],
);

/** Entropy in bits. */
const bits = (p: number): number => (p === 0 || p === 1 ? 0 : -p * Math.log2(p) - (1 - p) * Math.log2(1 - p));

function expectNear(values: readonly number[], wanted: readonly number[]): void {
  expect(values).toHaveLength(wanted.length);
  values.forEach((value, i) => expect(value).toBeCloseTo(wanted[i], 6));
}

test("nodes run along x first, upwards, and meet both ends of both ranges", () => {
  expect([...classInputs(SHAPE)]).toEqual([-2.5, -1, 0, -1, 2.5, -1, -2.5, 0.3, 0, 0.3, 2.5, 0.3]);
  expect(() => classInputs({ ...SHAPE, rows: 1 })).toThrow("rows = 1; expected a whole number of at least 2");
});

test("the stage's height is the mean probability over the highest one", () => {
  const { surface, summary } = classPicture(PASSES, SHAPE);
  const probabilities = [0.4, 1, 0, 0.5, 0.5, 0.9];
  expectNear([...summary.probability], probabilities);
  expect([surface.nx, surface.ny, surface.xRange, surface.yRange]).toEqual([3, 2, [-2.5, 2.5], [-1, 0.3]]);
  expectNear([...createHeightField(surface).heights], probabilities);
  const half = classPicture(passesOf([-Infinity, 0, -Infinity, 0, 0, oddsOf(0.25)]), SHAPE);
  expectNear([...createHeightField(half.surface).heights], [0, 1, 0, 1, 1, 0.5]);
});

test("the shade is the mutual information in bits; all the entropies are there", () => {
  const { summary, shade } = classPicture(PASSES, SHAPE);
  const inBits = (nats: Float64Array): number[] => Array.from(nats, (value) => value / Math.LN2);
  const parted = bits(0.4) - (bits(0.2) + bits(0.6)) / 2;
  expectNear(inBits(summary.totalEntropy), [bits(0.4), 0, 0, 1, 1, bits(0.9)]);
  expectNear(inBits(summary.noiseEntropy), [(bits(0.2) + bits(0.6)) / 2, 0, 0, 0, 1, bits(0.9)]);
  expectNear([...shade], [parted, 0, 0, 1, 0, 0]);
});

test("what is not a number is drawn as nothing, and spoils nothing else", () => {
  const twice = passesOf([NaN, -Infinity, 0, 0, 0, 0], [NaN, Infinity, 0, 0, 0, 0]);
  const { surface, shade } = classPicture(twice, SHAPE);
  expectNear([...createHeightField(surface).heights], [0, 1, 1, 1, 1, 1]);
  expectNear([...shade], [0, 1, 0, 0, 0, 0]);
});

test("a probability of 0 everywhere stays finite", () => {
  const { surface } = classPicture(passesOf(Array.from({ length: 6 }, () => -Infinity)), SHAPE);
  expect(surface.logDensity.every(Number.isFinite)).toBe(true);
});

test("outputs that do not fit the grid are refused", () => {
  expect(() => classPicture(passesOf([1, 2]), SHAPE)).toThrow("passes have 2 point(s); expected 3 x 2 = 6");
});

test("a histogram counts every pass at its input once, 0 and 1 included", () => {
  const passes = passesOf(
    [9, -Infinity],
    [9, oddsOf(0.1)],
    [9, oddsOf(0.3)],
    [9, oddsOf(0.3)],
    [9, Infinity],
  );
  const { edges, counts, densities, mean, sd } = classHistogram(passes, 1, 4);
  expect([...edges]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect([...counts]).toEqual([2, 2, 0, 1]);
  expectNear([...densities], [1.6, 1.6, 0, 0.8]);
  expect(mean).toBeCloseTo(0.34, 12);
  // Squares about 0.34: 0.1156 + 0.0576 + 2 * 0.0016 + 0.4356 = 0.612, over 4.
  expect(sd).toBeCloseTo(Math.sqrt(0.153), 12);
  expect(classHistogram(passesOf([0]), 0).sd).toBeNaN();
  expect([...classHistogram(passesOf([NaN], [0]), 0, 2).densities]).toEqual([0, 2]);
  expect(() => classHistogram(passes, 2)).toThrow("point = 2; expected a whole number from 0 to 1");
});
