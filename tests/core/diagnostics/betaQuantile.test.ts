import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { betaCdf, betaQuantile } from "../../../src/core/diagnostics/betaQuantile";

const file = new URL("../../reference/special_functions.json", import.meta.url);
const reference = JSON.parse(readFileSync(file, "utf8")) as Record<
  string,
  [number, number, number, number][]
>;

test("regularised incomplete beta function against the reference", () => {
  expect(reference["regularised_incomplete_beta"].length).toBeGreaterThan(60);
  for (const [a, b, x, value] of reference["regularised_incomplete_beta"]) {
    // The log gammas, some (a + b) log(a + b) in size, all but cancel.
    const bound = 3e-14 + 2e-16 * (a + b) * Math.max(1, Math.log(a + b));
    expect(Math.abs(betaCdf(a, b, x) - value)).toBeLessThan(bound);
  }
});

test("beta quantile against the reference", () => {
  expect(reference["beta_quantile"].length).toBeGreaterThan(60);
  for (const [a, b, probability, value] of reference["beta_quantile"]) {
    expect(Math.abs(betaQuantile(a, b, probability) / value - 1)).toBeLessThan(1e-12);
  }
});

// mpmath 1.3.0, 40 digits: Newton's method on the integral of the density.
test.each([
  [400.5, 5000.25, 0.1586553, 0.07059207505254046],
  [100000, 1000000, 0.8413447, 0.09118319174293271],
  [1, 2000, 0.1586553, 8.637318651116974e-5],
  [2001, 1, 0.8413447, 0.9999136699766363],
])("quantile of Beta(%f, %f), shapes as large as an ESS", (a, b, probability, value) => {
  expect(Math.abs(betaQuantile(a, b, probability) / value - 1)).toBeLessThan(1e-11);
});

test("outside the domain is NaN, the ends are exact", () => {
  expect(betaQuantile(0, 1, 0.5)).toBeNaN();
  expect(betaQuantile(1, 1, 1.5)).toBeNaN();
  expect(betaQuantile(2, 3, 0)).toBe(0);
  expect(betaQuantile(2, 3, 1)).toBe(1);
  expect(betaCdf(2, 3, -1)).toBe(0);
  expect(betaCdf(2, 3, 2)).toBe(1);
});
