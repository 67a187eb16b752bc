import { describe, expect, test } from "vitest";
import { findBox } from "../../../../src/core/targets/formula/findBox";
import type { LogDensity } from "../../../../src/core/targets/formula/gridNodes";
import { walkBox } from "../../../../src/core/targets/formula/walkBox";

const planeBox = (logDensity: LogDensity) => findBox(logDensity, 2, 10, 65);

describe("the box of a density on a grid", () => {
  test.each([
    ["a far and narrow one", 3000, 0.5],
    ["a wide one", 0, 400],
    ["a narrow one between the first nodes", 0.13, 1e-4],
  ])("%s", (_name, centre, sd) => {
    const box = planeBox(([x, y]) => -0.5 * (((x - centre) / sd) ** 2 + ((y - centre) / sd) ** 2));
    for (const [low, high] of box) {
      expect(low).toBeLessThan(centre - 4.4 * sd);
      expect(low).toBeGreaterThan(centre - 6 * sd);
      expect(high).toBeGreaterThan(centre + 4.4 * sd);
      expect(high).toBeLessThan(centre + 6 * sd);
    }
  });

  test("holds both of two modes, and follows a bend", () => {
    const two = planeBox(([x, y]) => Math.max(-(x * x), -((x - 6) ** 2) - 3) - y * y);
    expect(two[0][0]).toBeLessThan(-3.1);
    expect(two[0][1]).toBeGreaterThan(8.6);
    const bent = planeBox(([x, y]) => -0.5 * x * x - 2 * (y - x * x) ** 2);
    expect(bent[1][1]).toBeGreaterThan(17);
  });
});

describe("the box of a density of many parameters", () => {
  /** Normals with sds over four decades, a correlated pair first, all at 50. */
  const scales = [1, 1, 0.01, 100, 3, 1];
  const logDensity: LogDensity = (position) => {
    const z = Array.from(position, (value, i) => (value - 50) / scales[i]);
    const pair = (z[0] * z[0] - 1.8 * z[0] * z[1] + z[1] * z[1]) / (1 - 0.81);
    return -0.5 * (pair + z.slice(2).reduce((sum, each) => sum + each * each, 0));
  };

  test("finds scales over four decades, far away", () => {
    const { box, peak } = walkBox(logDensity, scales.length, 13);
    scales.forEach((sd, i) => {
      expect(Math.abs(peak[i] - 50)).toBeLessThan(0.3 * sd);
      for (const end of [50 - box[i][0], box[i][1] - 50]) {
        expect(end / sd).toBeGreaterThan(3.5);
        expect(end / sd).toBeLessThan(7);
      }
    });
  });

  test("is the same each time", () => {
    expect(walkBox(logDensity, 6, 13)).toEqual(walkBox(logDensity, 6, 13));
  });

  test("begins anew from a higher place that it comes upon", () => {
    // A wide hill at 0 and a far higher, narrower one at 6 in the first parameter, beyond a valley.
    const two: LogDensity = ([x, ...rest]) =>
      Math.max(-0.5 * x * x, 40 - 0.5 * ((x - 6) / 0.4) ** 2) - 0.5 * rest.reduce((sum, y) => sum + y * y, 0);
    const { box, peak } = walkBox(two, 4, 12);
    expect(Math.abs(peak[0] - 6)).toBeLessThan(0.1);
    expect(box[0][0]).toBeGreaterThan(3);
    expect(box[0][1]).toBeLessThan(9);
  });
});
