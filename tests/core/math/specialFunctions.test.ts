import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { betaQuantile } from "../../../src/core/math/betaQuantile";
import { digamma } from "../../../src/core/math/digamma";
import { erf, erfc, logNormalCdf, normalCdf } from "../../../src/core/math/errorFunction";
import { gammaQuantile } from "../../../src/core/math/gammaQuantile";
import type { Tails } from "../../../src/core/math/incompleteBeta";
import { incompleteBeta } from "../../../src/core/math/incompleteBeta";
import { incompleteGamma } from "../../../src/core/math/incompleteGamma";
import { log1pMinus } from "../../../src/core/math/log1pMinus";
import { logBeta } from "../../../src/core/math/logBeta";
import { logGamma } from "../../../src/core/math/logGamma";

/** Rows of inputs, then the value; how they were made stands in each file's `meta`. */
type Rows = number[][];
type Function = (...inputs: number[]) => number;

function read(name: string): Record<string, Rows> {
  const file = new URL(`../../reference/${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as Record<string, Rows>;
}

const given = read("special_functions.json");
const hard = read("special_functions_hard.json");

const relative = (truth: number): number => Math.abs(truth) || 2 ** -1022;
const mixed = (truth: number): number => 1 + Math.abs(truth);

/** Largest error in units of `unitOf(truth)`, the row's value being its last entry; Infinity where one is NaN. */
function worstError(f: Function, rows: Rows, unitOf: (truth: number) => number): number {
  let worst = 0;
  for (const row of rows) {
    const truth = row[row.length - 1];
    const value = f(...row.slice(0, -1));
    const error = value === truth ? 0 : Math.abs(value - truth) / unitOf(truth);
    if (!(error <= worst)) worst = error === error ? error : Infinity;
  }
  return worst;
}

const betaLower: Function = (a, b, x) => incompleteBeta(a, b, x).lower;
const gammaLower: Function = (a, x) => incompleteGamma(a, x).lower;

describe("against the reference, to the accuracy stated", () => {
  test.each<[string, Function, number, typeof relative]>([
    ["erf", erf, 1e-15, relative],
    ["erfc", erfc, 5e-14, relative],
    ["normal_cdf", normalCdf, 6e-14, relative],
    ["log_normal_cdf", logNormalCdf, 2e-14, relative],
    ["log_gamma", logGamma, 2e-15, relative],
    ["digamma", digamma, 1e-15, mixed],
    ["log_beta", logBeta, 2e-15, mixed],
    ["log_beta", logBeta, 1e-12, relative],
    ["regularised_incomplete_beta", betaLower, 1e-13, relative],
    ["beta_quantile", betaQuantile, 1e-13, relative],
    ["regularised_lower_incomplete_gamma", gammaLower, 1e-13, relative],
  ])("%s", (name, f, bound, unitOf) => {
    expect(given[name].length).toBeGreaterThanOrEqual(15);
    expect(worstError(f, given[name], unitOf)).toBeLessThan(bound);
  });

  test.each<[string, Function, number, typeof relative]>([
    ["erf", erf, 1e-15, relative],
    ["erfc", erfc, 5e-14, relative],
    ["normal_cdf", normalCdf, 6e-14, relative],
    ["log_normal_cdf", logNormalCdf, 6e-14, relative],
    ["log_gamma", logGamma, 2e-15, relative],
    ["digamma", digamma, 1e-15, mixed],
    ["log_beta", logBeta, 2e-15, mixed],
    ["log1p_minus", log1pMinus, 1e-15, relative],
    ["beta_quantile", betaQuantile, 1e-12, relative],
    ["gamma_quantile", gammaQuantile, 1e-12, relative],
  ])("%s at hard points", (name, f, bound, unitOf) => {
    expect(hard[name].length).toBeGreaterThanOrEqual(9);
    expect(worstError(f, hard[name], unitOf)).toBeLessThan(bound);
  });

  test("erfc and the normal distribution far out: no more than the rounding of x", () => {
    const far = (rows: Rows, start: number): Rows => rows.filter(([x]) => Math.abs(x) >= start);
    const tails = hard.normal_cdf.filter(([z]) => z < 0);
    expect(far(hard.erfc, 2).length).toBeGreaterThan(7);
    expect(far(tails, 2.83).length).toBeGreaterThan(5);
    expect(worstError(erfc, far(hard.erfc, 2.1), relative)).toBeLessThan(2e-15);
    expect(worstError(normalCdf, far(tails, 2.83), relative)).toBeLessThan(2e-15);
  });

  test.each<[string, (...inputs: number[]) => Tails]>([
    ["incomplete_beta", incompleteBeta],
    ["incomplete_gamma", incompleteGamma],
  ])("the smaller side of %s at hard points", (name, f) => {
    expect(hard[name].length).toBeGreaterThanOrEqual(15);
    for (const row of hard[name]) {
      const inputs = row.slice(0, -2);
      const [lower, upper] = row.slice(-2);
      const bound = Math.max(...inputs) > 10_000 ? 1e-12 : 1e-13;
      const side = lower < upper ? "lower" : "upper";
      const truth = Math.min(lower, upper);
      expect(Math.abs(f(...inputs)[side] / truth - 1), `${name}(${inputs.join(", ")})`).toBeLessThan(bound);
      const sides = f(...inputs);
      expect(Math.abs(sides.lower + sides.upper - 1)).toBeLessThan(3e-16);
    }
  });
});
