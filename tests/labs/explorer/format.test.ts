import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCount, formatError, formatNumber } from "../../../src/labs/explorer/format";

describe("formatNumber", () => {
  test.each([
    [0, 3, "0.000"],
    [-0, 3, "0.000"],
    [1.23456, 3, "1.235"],
    [-1.5, 1, "−1.5"],
    [12345.6, 0, "12346"],
    [0.0005, 3, "0.001"],
    [0.0004, 3, "0.0004"],
    [-0.00044, 3, "−0.0004"],
    [0.00000123, 3, "0.000001"],
    [0.000000123, 3, "1e−7"],
    [-4.6e-12, 2, "−5e−12"],
    [NaN, 3, "–"],
    [Infinity, 3, "–"],
    [-Infinity, 0, "–"],
  ])("of %f with %i digits", (value, digits, text) => {
    expect(formatNumber(value, digits)).toBe(text);
  });

  test("is never read as nothing where there is something, and has a minus, not a hyphen", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, digits) => {
          const text = formatNumber(value, digits);
          expect(text).not.toContain("-");
          const read = Number(text.replaceAll("−", "-"));
          expect(Math.sign(read) === Math.sign(value)).toBe(true);
          expect(Math.abs(read - value)).toBeLessThanOrEqual(0.5000001 * 10 ** -digits);
        },
      ),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("formatError", () => {
  test.each([
    [0, "0"],
    [0.0001, "0.00010"],
    [0.000123, "0.00012"],
    [0.01, "0.010"],
    [0.0456, "0.046"],
    [0.5, "0.50"],
    [1, "1.0"],
    [2.55, "2.5"],
    [12.3, "12"],
    [1234, "1234"],
    [0.0000012, "0.0000012"],
    [0.00000099, "less than 0.000001"],
    [2e-17, "less than 0.000001"],
    [NaN, "–"],
    [Infinity, "–"],
  ])("of %f", (value, text) => {
    expect(formatError(value)).toBe(text);
  });

  test("has two significant digits, and no exponent", () => {
    fc.assert(
      fc.property(fc.double({ min: -5.99, max: 4, noNaN: true }), (decades) => {
        const value = 10 ** decades;
        const text = formatError(value);
        expect(text).toMatch(/^[0-9.]+$/);
        expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.0501 * value);
        if (value < 10) expect(text.replace(/^[0.]+/, "").replace(".", "").length).toBeLessThanOrEqual(3);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("formatCount", () => {
  test.each([
    [0, "0.0"],
    [0.123, "0.12"],
    [7, "7.0"],
    [9.96, "10"],
    [99.4, "99"],
    [99.6, "100"],
    [934.4, "934"],
    [999.4, "999"],
    [999.6, "1.00 k"],
    [1000, "1.00 k"],
    [12_345, "12.3 k"],
    [99_960, "100 k"],
    [999_499, "999 k"],
    [999_500, "1.00 M"],
    [4_560_000, "4.56 M"],
    [999_999_999, "1.00 G"],
    [2.5e12, "2.50 T"],
    [NaN, "–"],
    [Infinity, "–"],
  ])("of %f", (value, text) => {
    expect(formatCount(value)).toBe(text);
  });

  test("has at most four characters and a unit, and is right to its digits", () => {
    const sizes: Record<string, number> = { "": 1, k: 1e3, M: 1e6, G: 1e9, T: 1e12 };
    fc.assert(
      fc.property(fc.double({ min: -2, max: 14.99, noNaN: true }), (decades) => {
        const value = 10 ** decades;
        const [digits, unit = ""] = formatCount(value).split(" ");
        expect(digits).toMatch(/^[0-9.]{1,5}$/);
        expect(digits.replace("0.0", "").length).toBeLessThanOrEqual(4);
        expect(Math.abs(Number(digits) * sizes[unit] - value)).toBeLessThanOrEqual(0.0501 * value);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
