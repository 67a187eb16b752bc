import { describe, expect, test } from "vitest";
import { digamma } from "../../../src/core/math/digamma";
import { erf, erfc, logNormalCdf, normalCdf } from "../../../src/core/math/errorFunction";
import { findRoot } from "../../../src/core/math/findRoot";
import { logBeta, logChoose } from "../../../src/core/math/logBeta";
import { logGamma } from "../../../src/core/math/logGamma";
import { normalQuantile } from "../../../src/core/math/normalQuantile";

describe("log gamma and its kin", () => {
  test("are exact where the truth is", () => {
    expect(logGamma(1)).toBe(0);
    expect(logGamma(2)).toBe(0);
    expect(logBeta(1, 1)).toBe(0);
    expect(logChoose(7, 0)).toBe(0);
    expect(logChoose(7, 7)).toBe(0);
  });

  test("binomial coefficients", () => {
    for (const [n, k, value] of [
      [10, 6, 210],
      [52, 5, 2598960],
      [100, 28, 4.998813702034727e24],
    ]) {
      expect(Math.abs(logChoose(n, k) / Math.log(value) - 1)).toBeLessThan(1e-14);
    }
  });

  test("satisfy their recurrences over all magnitudes", () => {
    for (let power = -8; power <= 5; power += 0.137) {
      const x = 10 ** power;
      const scale = 1 + Math.abs(logGamma(x)) + Math.abs(Math.log(x));
      expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x))).toBeLessThan(2e-15 * scale);
      expect(Math.abs(digamma(x + 1) - digamma(x) - 1 / x)).toBeLessThan(
        3e-15 * (1 + 1 / x + Math.abs(power)),
      );
    }
  });

  test("ends of the domain", () => {
    expect([logGamma(0), logGamma(Infinity), logBeta(0, 1)]).toEqual([Infinity, Infinity, Infinity]);
    expect(digamma(0)).toBe(-Infinity);
    for (const f of [logGamma, digamma, (x: number) => logBeta(x, 2), (x: number) => logBeta(2, x)]) {
      expect(f(-0.5)).toBeNaN();
      expect(f(NaN)).toBeNaN();
    }
  });
});

describe("error functions and the normal distribution", () => {
  test("are symmetric", () => {
    for (let x = 0.01; x < 6; x += 0.0731) {
      expect(erf(-x)).toBe(-erf(x));
      expect(Math.abs(erfc(-x) + erfc(x) - 2)).toBeLessThan(1e-15);
      expect(Math.abs(normalCdf(x) + normalCdf(-x) - 1)).toBeLessThan(1e-15);
    }
  });

  test("the quantile undoes the distribution function, far out too", () => {
    for (let z = -37; z < 2; z += 0.173) {
      expect(Math.abs(normalQuantile(normalCdf(z)) - z)).toBeLessThan(1e-14 * (1 + Math.abs(z)));
    }
  });

  test("at infinity and beyond the smallest double", () => {
    expect([erf(Infinity), erf(-Infinity), erfc(Infinity), erfc(-Infinity)]).toEqual([1, -1, 0, 2]);
    expect([normalCdf(Infinity), normalCdf(-Infinity), normalCdf(-40)]).toEqual([1, 0, 0]);
    expect(logNormalCdf(-Infinity)).toBe(-Infinity);
    expect(logNormalCdf(Infinity)).toBeCloseTo(0, 15);
    for (const f of [erf, erfc, normalCdf, logNormalCdf]) expect(f(NaN)).toBeNaN();
    expect(Object.is(erf(-0), -0)).toBe(true);
  });
});

describe("findRoot", () => {
  test.each<[string, (x: number) => number, number, number, number]>([
    ["a cubic", (x) => x * x * x - 2, 0, 2, Math.cbrt(2)],
    ["a falling line", (x) => 3 - x, 0, 10, 3],
    ["a falling curve", (x) => Math.exp(-x) - 0.25, 0, 10, Math.log(4)],
    ["a flat approach", (x) => (x - 1) ** 9, 0, 1.7, 1],
    ["infinite at both ends", (x) => Math.log(x / (1 - x)) - 1, 0, 1, Math.E / (1 + Math.E)],
    ["a step", (x) => (x < 0.3 ? -1 : 1), 0, 1, 0.3],
  ])("finds that of %s", (_name, f, low, high, root) => {
    expect(Math.abs(findRoot(f, low, high, 1e-14) - root)).toBeLessThan(1e-13);
  });

  test("names both values where the signs do not differ", () => {
    expect(() => findRoot((x) => x * x + 1, -1, 2, 1e-9)).toThrow(
      "f(-1) = 2, f(2) = 5; expected opposite signs",
    );
    expect(() => findRoot(() => NaN, 0, 1, 1e-9)).toThrow(RangeError);
  });

  test("takes a root at an end as it is", () => {
    expect(findRoot((x) => x, 0, 1, 1e-9)).toBe(0);
    expect(findRoot((x) => x - 1, 0, 1, 1e-9)).toBe(1);
  });
});
