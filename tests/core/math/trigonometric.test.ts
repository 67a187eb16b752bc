import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { tanh } from "../../../src/core/math/hyperbolic";
import { power } from "../../../src/core/math/power";
import { cos, LARGEST_ANGLE, sin } from "../../../src/core/math/trigonometric";

/** Rows of inputs, value rounded to a double, and what rounding left; see `meta` in the file. */
type Rows = number[][];
const file = new URL("../../reference/trigonometric.json", import.meta.url);
const reference = JSON.parse(readFileSync(file, "utf8")) as Record<string, Rows>;

/** Largest error over the rows in units of `unitOf(row)`; Infinity where a value is NaN. */
function worstError(
  f: (...inputs: number[]) => number,
  rows: Rows,
  unitOf: (row: number[]) => number,
): number {
  return rows.reduce((worst, row) => {
    const [high, low] = row.slice(-2);
    const error = Math.abs(f(...row.slice(0, -2)) - high - low) / unitOf(row);
    return Number.isNaN(error) ? Infinity : Math.max(worst, error);
  }, 0);
}

describe("sine, cosine, tanh and power are as accurate as they state", () => {
  test.each([
    ["sin", sin],
    ["cos", cos],
  ] as const)("%s: 2.5e-16 absolute up to 2.1e8, beside multiples of pi / 2 as well", (name, f) => {
    expect(reference[name].length).toBeGreaterThan(200);
    expect(worstError(f, reference[name], () => 1)).toBeLessThan(2.5e-16);
  });

  test.each([
    ["sin", sin],
    ["cos", cos],
  ] as const)("%s beside its zeros: 4e-16 of its value", (name, f) => {
    const rows = reference[name].filter(([, value]) => value !== 0 && Math.abs(value) < 1e-3);
    expect(rows.length).toBeGreaterThan(10);
    expect(worstError(f, rows, ([, value]) => Math.abs(value))).toBeLessThan(4e-16);
  });

  test("tanh: 3 ulp", () => {
    expect(reference.tanh.length).toBeGreaterThan(100);
    const ulp = (row: number[]): number => 2 ** (Math.floor(Math.log2(Math.abs(row[1]))) - 52);
    expect(worstError(tanh, reference.tanh, ulp)).toBeLessThan(3);
  });

  test("power: |y| 2^-53 for whole exponents, (2 + 2 |y log x|) 2^-52 for others", () => {
    expect(reference.power.length).toBeGreaterThan(100);
    const unit = ([x, y, value]: number[]): number => {
      const relative =
        Number.isInteger(y) && Math.abs(y) <= 64
          ? (Math.abs(y) + 1) * 2 ** -53
          : (2 + 2 * Math.abs(y * Math.log(Math.abs(x)))) * 2 ** -52;
      return relative * Math.abs(value);
    };
    expect(worstError(power, reference.power, unit)).toBeLessThan(1);
  });
});

describe("special values", () => {
  test("sin and cos: zeros keep their sign; NaN beyond the range, at infinity and for NaN", () => {
    expect(sin(0)).toBe(0);
    expect(sin(-0)).toBe(-0);
    expect(cos(0)).toBe(1);
    expect(cos(-0)).toBe(1);
    for (const f of [sin, cos]) {
      expect(Math.abs(f(LARGEST_ANGLE))).toBeLessThanOrEqual(1);
      expect(f(LARGEST_ANGLE * 1.001)).toBeNaN();
      expect(f(-Infinity)).toBeNaN();
      expect(f(NaN)).toBeNaN();
    }
  });

  test("tanh: odd, 1 at the far ends, zeros keep their sign", () => {
    expect(tanh(-0)).toBe(-0);
    expect(tanh(0)).toBe(0);
    expect(tanh(Infinity)).toBe(1);
    expect(tanh(-1e3)).toBe(-1);
    expect(tanh(NaN)).toBeNaN();
    for (const [x] of reference.tanh) expect(tanh(-x)).toBe(-tanh(x));
  });

  test("power: zeros, infinities, negative bases", () => {
    expect(power(0, 0)).toBe(1);
    expect(power(NaN, 0)).toBe(1);
    expect(power(0, 0.5)).toBe(0);
    expect(power(0, -0.5)).toBe(Infinity);
    expect(power(-0, 3)).toBe(-0);
    expect(power(-2, 3)).toBe(-8);
    expect(power(-2, -2)).toBe(0.25);
    expect(power(-2, 0.5)).toBeNaN();
    expect(power(-1, 101)).toBe(-1);
    expect(power(-1, 100)).toBe(1);
    expect(power(2, Infinity)).toBe(Infinity);
    expect(power(0.5, Infinity)).toBe(0);
    expect(power(NaN, 0.5)).toBeNaN();
    expect(power(2, NaN)).toBeNaN();
  });
});
