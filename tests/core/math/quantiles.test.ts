import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../../src/core/math/betaQuantile";
import { gammaQuantile } from "../../../src/core/math/gammaQuantile";
import { incompleteBeta } from "../../../src/core/math/incompleteBeta";
import { incompleteGamma } from "../../../src/core/math/incompleteGamma";

const SEED = 20260801;

// mpmath 1.3.0, 40 digits: Newton's method on the integral of the density.
test.each([
  [400.5, 5000.25, 0.1586553, 0.07059207505254046],
  [100000, 1000000, 0.8413447, 0.09118319174293271],
  [1, 2000, 0.1586553, 8.637318651116974e-5],
  [2001, 1, 0.8413447, 0.9999136699766363],
])("quantile of Beta(%f, %f), shapes as large as an ESS", (a, b, probability, value) => {
  expect(Math.abs(betaQuantile(a, b, probability) / value - 1)).toBeLessThan(1e-12);
});

const shape = fc.double({ min: -2, max: 6, noNaN: true }).map((power) => 10 ** power);
const probability = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });

describe("the distribution function takes a quantile back to its probability", () => {
  // A quantile's last bit moves the probability by density times spacing: 1e-9 leaves room for shapes of a million.
  test("beta, on the smaller side", () => {
    fc.assert(
      fc.property(shape, shape, probability, (a, b, p) => {
        const x = betaQuantile(a, b, p);
        // Nearer to 1 than 1e-3, doubles are too sparse to say where the quantile is.
        fc.pre(x > 1e-300 && x < 0.999);
        const { lower, upper } = incompleteBeta(a, b, x);
        expect(Math.abs(p <= 0.5 ? lower / p - 1 : upper / (1 - p) - 1)).toBeLessThan(1e-9);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("gamma, on the smaller side", () => {
    fc.assert(
      fc.property(shape, probability, (a, p) => {
        const x = gammaQuantile(a, p);
        fc.pre(x > 1e-300);
        const { lower, upper } = incompleteGamma(a, x);
        expect(Math.abs(p <= 0.5 ? lower / p - 1 : upper / (1 - p) - 1)).toBeLessThan(1e-9);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("beta is mirrored when its shapes are swapped", () => {
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        const x = betaQuantile(a, b, 0.25);
        fc.pre(x > 1e-3);
        expect(Math.abs(betaQuantile(b, a, 0.75) + x - 1)).toBeLessThan(1e-12);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe("at the ends and outside the domain", () => {
  test("the ends of the support are exact", () => {
    expect([0, 1].map((p) => betaQuantile(2, 3, p))).toEqual([0, 1]);
    expect([0, 1].map((p) => gammaQuantile(2, p))).toEqual([0, Infinity]);
    expect(incompleteBeta(2, 3, -1)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteBeta(2, 3, 2)).toEqual({ lower: 1, upper: 0 });
    expect(incompleteGamma(2, -1)).toEqual({ lower: 0, upper: 1 });
    expect(incompleteGamma(2, Infinity)).toEqual({ lower: 1, upper: 0 });
  });

  test("a quantile below the smallest double is that or 0", () => {
    expect(betaQuantile(0.001, 5, 0.1)).toBeLessThanOrEqual(5e-324);
    expect(gammaQuantile(0.001, 0.1)).toBeLessThanOrEqual(5e-324);
  });

  test("what is not defined is NaN", () => {
    for (const [a, b, p] of [
      [0, 1, 0.5],
      [1, -1, 0.5],
      [NaN, 1, 0.5],
      [1, 1, 1.5],
      [1, 1, NaN],
    ]) {
      expect(betaQuantile(a, b, p)).toBeNaN();
    }
    for (const [a, p] of [
      [0, 0.5],
      [-1, 0.5],
      [1, -0.1],
      [1, NaN],
    ]) {
      expect(gammaQuantile(a, p)).toBeNaN();
    }
    expect(incompleteBeta(0, 1, 0.5).lower).toBeNaN();
    expect(incompleteBeta(1, 1, NaN).upper).toBeNaN();
    expect(incompleteGamma(-1, 0.5).lower).toBeNaN();
    expect(incompleteGamma(1, NaN).upper).toBeNaN();
  });
});
