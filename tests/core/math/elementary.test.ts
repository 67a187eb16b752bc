import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cosTwoPi, exp, expm1, log, log1p, logAddExp, sinTwoPi } from "../../../src/core/math/elementary";

/** Rows of inputs, value rounded to a double, and what rounding left; see `meta` in the file. */
type Rows = number[][];
const file = new URL("../../reference/elementary.json", import.meta.url);
const reference = JSON.parse(readFileSync(file, "utf8")) as Record<string, Rows>;

/** Distance between neighbouring doubles at a value. */
function ulpOf(value: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(value))));
  const unit = 2 ** (exponent - 52);
  // Math.log2 may round up to the next power of two.
  return Math.abs(value) < 2 ** exponent && exponent > -1022 ? unit / 2 : unit;
}

/** Largest error over the rows, in units of `unitOf(truth)`; Infinity where a value is NaN. */
function worstError(
  f: (...inputs: number[]) => number,
  rows: Rows,
  unitOf: (truth: number) => number,
): number {
  let worst = 0;
  for (const row of rows) {
    const [high, low] = row.slice(-2);
    const error = Math.abs(f(...row.slice(0, -2)) - high - low) / unitOf(high);
    worst = Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }
  return worst;
}

const isNormal = (row: number[]): boolean => Math.abs(row[1]) >= 2 ** -1022;

describe("elementary functions are as accurate as they state", () => {
  test("exp: 1 ulp, 2 where the result is subnormal", () => {
    const normal = reference.exp.filter(isNormal);
    const subnormal = reference.exp.filter((row) => !isNormal(row));
    expect(normal.length).toBeGreaterThan(200);
    expect(subnormal.length).toBeGreaterThan(20);
    expect(worstError(exp, normal, ulpOf)).toBeLessThan(1);
    expect(worstError(exp, subnormal, ulpOf)).toBeLessThanOrEqual(2);
  });

  test.each([
    ["expm1", 2, expm1],
    ["log", 1, log],
    ["log1p", 2, log1p],
  ] as const)("%s: %d ulp", (name, ulps, f) => {
    expect(reference[name].length).toBeGreaterThan(200);
    expect(worstError(f, reference[name], ulpOf)).toBeLessThan(ulps);
  });

  test.each([
    ["sinTwoPi", sinTwoPi],
    ["cosTwoPi", cosTwoPi],
  ] as const)("%s: 2.5e-16 absolute", (name, f) => {
    expect(reference[name].length).toBeGreaterThan(200);
    expect(worstError(f, reference[name], () => 1)).toBeLessThan(2.5e-16);
  });

  test("logAddExp: 2^-52 (1 + |result|), in either order", () => {
    const scale = (truth: number): number => 2 ** -52 * (1 + Math.abs(truth));
    expect(reference.logAddExp.length).toBeGreaterThan(150);
    expect(worstError(logAddExp, reference.logAddExp, scale)).toBeLessThan(1);
    for (const [a, b] of reference.logAddExp) expect(logAddExp(b, a)).toBe(logAddExp(a, b));
  });
});

// The engine's own functions are within 1 ulp of the truth (sin and cos of a rounded 2 pi u within
// 2 pi ulp of u), so the sum of both errors bounds the difference: many more points than the reference has.
describe("elementary functions agree with the engine's on dense sweeps", () => {
  const count = 100_001;
  const sweep = (low: number, high: number): number[] =>
    Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  const ulps = (value: number, truth: number): number => Math.abs(value - truth) / ulpOf(truth);
  const worstDifference = (
    f: (x: number) => number,
    g: (x: number) => number,
    inputs: number[],
    measure = ulps,
  ): number =>
    inputs.reduce((worst, x) => {
      const difference = measure(f(x), g(x));
      return Number.isNaN(difference) ? Infinity : Math.max(worst, difference);
    }, 0);

  test.each([
    [-708, 709.7],
    [-1, 1],
  ])("exp and expm1 from %f to %f", (low, high) => {
    expect(worstDifference(exp, Math.exp, sweep(low, high))).toBeLessThanOrEqual(2);
    expect(worstDifference(expm1, Math.expm1, sweep(low, high))).toBeLessThanOrEqual(3);
  });

  test("log and log1p, near 1 and over all magnitudes", () => {
    const magnitudes = sweep(-1074, 1023.9).map((power) => 2 ** power);
    expect(worstDifference(log, Math.log, sweep(0.4, 3))).toBeLessThanOrEqual(2);
    expect(worstDifference(log, Math.log, magnitudes)).toBeLessThanOrEqual(2);
    expect(worstDifference(log1p, Math.log1p, sweep(-0.999, 3))).toBeLessThanOrEqual(3);
    expect(worstDifference(log1p, Math.log1p, magnitudes)).toBeLessThanOrEqual(3);
  });

  test("sinTwoPi and cosTwoPi over two turns", () => {
    const apart = (value: number, truth: number): number => Math.abs(value - truth);
    const turns = sweep(-1, 1);
    expect(worstDifference(sinTwoPi, (u) => Math.sin(2 * Math.PI * u), turns, apart)).toBeLessThan(1.2e-15);
    expect(worstDifference(cosTwoPi, (u) => Math.cos(2 * Math.PI * u), turns, apart)).toBeLessThan(1.2e-15);
  });
});
