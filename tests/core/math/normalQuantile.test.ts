import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { normalQuantile } from "../../../src/core/math/normalQuantile";

const file = new URL("../../reference/special_functions.json", import.meta.url);
const reference = (JSON.parse(readFileSync(file, "utf8")) as { normal_quantile: [number, number][] })
  .normal_quantile;

describe("normal quantile", () => {
  test("agrees with the reference to 1e-14 relative", () => {
    expect(reference.length).toBeGreaterThan(30);
    for (const [probability, value] of reference) {
      expect(Math.abs(normalQuantile(probability) - value)).toBeLessThanOrEqual(1e-14 * Math.abs(value));
    }
  });

  // mpmath 1.3.0, 40 digits: Newton's method on ncdf(x) - p from the float64 p shown.
  test.each([
    [5e-324, -38.467405617144344],
    [1e-300, -37.0470962993612],
    [1e-100, -21.273453560965326],
    [1.4e-11, -6.656723091518184],
    [1.3e-11, -6.667611456510741],
    [1e-5, -4.264890793922825],
    [0.01, -2.326347874040841],
    [0.0749, -1.4402382675279637],
    [0.0751, -1.43882539275254],
    [0.3, -0.5244005127080408],
    [0.4999999, -2.5066282747031063e-7],
    [0.5000001, 2.506628273311648e-7],
    [0.6, 0.2533471031357997],
    [0.9249, 1.4388253927525403],
    [0.9251, 1.440238267527964],
    [0.99, 2.3263478740408408],
    [0.9999999999999999, 8.209536151601387],
  ])("of %f is %f", (probability, value) => {
    expect(Math.abs(normalQuantile(probability) - value)).toBeLessThanOrEqual(1e-15 * Math.abs(value));
  });

  test("is odd about one half, and rises from -Infinity to Infinity", () => {
    for (const probability of [0.25, 0.0625, 2 ** -10, 2 ** -30]) {
      expect(normalQuantile(1 - probability)).toBe(-normalQuantile(probability));
    }
    expect(normalQuantile(0)).toBe(-Infinity);
    expect(normalQuantile(1)).toBe(Infinity);
    let last = -Infinity;
    for (let i = 1; i < 4096; i++) {
      const next = normalQuantile(i / 4096);
      expect(next).toBeGreaterThan(last);
      last = next;
    }
  });

  test("has no value outside [0, 1]", () => {
    for (const probability of [-0.1, 1.1, NaN, Infinity, -Infinity])
      expect(normalQuantile(probability)).toBeNaN();
  });
});
