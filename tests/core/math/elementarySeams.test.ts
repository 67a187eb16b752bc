import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cosTwoPi, exp, expm1, log, log1p, sinTwoPi } from "../../../src/core/math/elementary";

const SMALLEST_NORMAL = 2 ** -1022;

describe("seams of the range reductions", () => {
  const float64 = new Float64Array(1);
  const bits = new BigInt64Array(float64.buffer);
  const moved = (x: number, ulps: number): number => {
    float64[0] = x;
    bits[0] += BigInt(ulps);
    return float64[0];
  };

  /** Whether f rises over 200 steps of `stride` ulp about a seam, each of which must lift it by 2 ulp or more. */
  const rises = (f: (x: number) => number, seam: number, stride: number): boolean => {
    for (let i = -100; i < 100; i++) {
      const [low, high] = [moved(seam, i * stride), moved(seam, (i + 1) * stride)].toSorted((a, b) => a - b);
      if (!(f(high) > f(low))) return false;
    }
    return true;
  };

  test("exp and expm1 rise across them (where the exponent changes)", () => {
    for (const k of [-1000, -300, -20, -3, -2, -1, 0, 1, 2, 20, 300, 1000]) {
      expect(rises(exp, (k + 0.5) * Math.LN2, 16)).toBe(true);
    }
    for (const seam of [-0.34, 0.34, 0.7, -0.5 * Math.LN2, 1.5 * Math.LN2])
      expect(rises(expm1, seam, 16)).toBe(true);
  });

  test("log and log1p rise across them", () => {
    for (const power of [1, 2 ** -3, 2 ** 3]) expect(rises(log, power * Math.SQRT2, 64)).toBe(true);
    for (const seam of [1, 1 - 2 ** -10, 1 + 2 ** -10]) expect(rises(log, seam, 8)).toBe(true);
    for (const power of [2 ** -1000, 2 ** 1000]) expect(rises(log, power * Math.SQRT2, 2 ** 14)).toBe(true);
    expect(rises(log, SMALLEST_NORMAL, 2 ** 14)).toBe(true);
    for (const seam of [Math.SQRT2 - 1, Math.SQRT1_2 - 1, 2 ** -53, -(2 ** -53)])
      expect(rises(log1p, seam, 16)).toBe(true);
  });

  test("sinTwoPi and cosTwoPi meet where their pieces join", () => {
    for (let eighth = 1; eighth < 32; eighth += 2) {
      for (const f of [sinTwoPi, cosTwoPi]) {
        const [below, above] = [f(moved(eighth / 8, -1)), f(moved(eighth / 8, 1))];
        expect(Math.abs(above - below)).toBeLessThan(2 * Math.PI * eighth * 2 ** -54 + 5e-16);
      }
    }
  });
});

// Seeded, so that a failure comes back; 1000 inputs each.
describe("identities (seed 1)", () => {
  const wide = fc.double({ min: -300, max: 300, noNaN: true });
  const turn = fc.double({ min: -100, max: 100, noNaN: true });
  const options = { seed: 1, numRuns: 1000 };

  test("log undoes exp", () => {
    const holds = (x: number): boolean => Math.abs(log(exp(x)) - x) <= 2 ** -52 * (1 + 2 * Math.abs(x));
    fc.assert(fc.property(wide, holds), options);
  });

  test("exp of a sum is a product of exps", () => {
    // The sum is rounded, and exp carries that as a relative error of the same size.
    const holds = (x: number, y: number): boolean => {
      const product = exp(x) * exp(y);
      return Math.abs(exp(x + y) - product) <= (4 + 2 * Math.abs(x + y)) * 2 ** -53 * product;
    };
    fc.assert(fc.property(wide, wide, holds), options);
  });

  test("squares of sine and cosine add up to 1, and sine is odd", () => {
    const holds = (u: number): boolean => {
      const [s, c] = [sinTwoPi(u), cosTwoPi(u)];
      return Math.abs(s * s + c * c - 1) < 1e-15 && Math.abs(sinTwoPi(-u) + s) < 1e-15;
    };
    fc.assert(fc.property(turn, holds), options);
  });

  test("log1p undoes expm1", () => {
    // Far below zero expm1 is next to -1, and what is left of x is the rounding of 1 + expm1.
    const holds = (x: number): boolean =>
      Math.abs(log1p(expm1(x)) - x) <= 1e-15 * Math.abs(x) * exp(Math.max(0, -x));
    fc.assert(fc.property(fc.double({ min: -30, max: 300, noNaN: true }), holds), options);
  });
});
