import { describe, expect, test } from "vitest";
import { cosTwoPi, exp, expm1, log, log1p, logAddExp, sinTwoPi } from "../../../src/core/math/elementary";

const SMALLEST = Number.MIN_VALUE;
const SMALLEST_NORMAL = 2 ** -1022;
const LARGEST = Number.MAX_VALUE;

describe("special values", () => {
  test.each([
    [0, 1],
    [-0, 1],
    [SMALLEST, 1],
    [709.782712893384, 1.7976931348622732e308],
    [709.7827128933841, Infinity],
    [1e308, Infinity],
    [Infinity, Infinity],
    [-745.1332191019411, SMALLEST],
    [-745.1332191019412, 0],
    [-746, 0],
    [-1e308, 0],
    [-Infinity, 0],
    [NaN, NaN],
  ])("exp(%d) = %d", (x, value) => expect(exp(x)).toBe(value));

  test.each([
    [SMALLEST, SMALLEST],
    [1e-300, 1e-300],
    [-1e-300, -1e-300],
    [-40, -1],
    [-Infinity, -1],
    [710, Infinity],
    [Infinity, Infinity],
    [NaN, NaN],
  ])("expm1(%d) = %d", (x, value) => expect(expm1(x)).toBe(value));

  test.each([
    [1, 0],
    [Infinity, Infinity],
    [0, -Infinity],
    [-0, -Infinity],
    [-SMALLEST, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [SMALLEST, -744.4400719213812],
    [SMALLEST_NORMAL, -708.3964185322641],
    [LARGEST, 709.782712893384],
  ])("log(%d) = %d", (x, value) => expect(log(x)).toBe(value));

  test.each([
    [0, 0],
    [-1, -Infinity],
    [-1.0000000000000002, NaN],
    [-Infinity, NaN],
    [NaN, NaN],
    [SMALLEST, SMALLEST],
    [-1e-17, -1e-17],
    [LARGEST, 709.782712893384],
    [Infinity, Infinity],
  ])("log1p(%d) = %d", (x, value) => expect(log1p(x)).toBe(value));

  test.each([
    [-Infinity, -Infinity, -Infinity],
    [-Infinity, 3, 3],
    [Infinity, 0, Infinity],
    [Infinity, -Infinity, Infinity],
    [1e308, 1e308, 1e308],
    [-1e308, -1e308, -1e308],
    [800, -800, 800],
    [NaN, 0, NaN],
    [0, NaN, NaN],
  ])("logAddExp(%d, %d) = %d", (a, b, value) => expect(logAddExp(a, b)).toBe(value));
});

test("sinTwoPi and cosTwoPi are exact at every quarter turn", () => {
  const sines = [0, 1, 0, -1];
  for (const turns of [0, 1, -1, 2, 1000, -77777, 2 ** 20, 2 ** 29 - 1, -(2 ** 29) + 1]) {
    for (let quarter = 0; quarter < 4; quarter++) {
      const u = turns + quarter / 4;
      // Adding 0 turns -0 into 0.
      expect(sinTwoPi(u) + 0).toBe(sines[quarter]);
      expect(cosTwoPi(u) + 0).toBe(sines[(quarter + 1) % 4]);
    }
  }
});
