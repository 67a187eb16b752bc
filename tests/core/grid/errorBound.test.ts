import { describe, expect, it } from "vitest";
import { evaluateGrid, gridOver, nodeX, nodeY, OUTSIDE } from "../../../src/core/grid";
import { ERROR_FACTOR, errorBound, worstNode } from "../../../src/core/grid/errorBound";
import { defaultsOf, type NumberValues } from "../../../src/core/settings";
import { targets, type Target } from "../../../src/core/targets";

function defaultTargets(): [string, Target][] {
  return targets.map((definition) => [
    definition.key,
    definition.create(defaultsOf(definition.settings) as NumberValues),
  ]);
}

describe.each(defaultTargets())("the error bound of %s", (_key, target) => {
  const shape = gridOver(target, 21);
  const positions = Array.from({ length: 21 * 21 }, (_, i): [number, number] => [
    nodeX(shape, i % 21),
    nodeY(shape, Math.floor(i / 21)),
  ]);

  it("is c 2^-24 termSize", () => {
    for (const position of positions) {
      expect(errorBound(target, position)).toBeCloseTo(
        ERROR_FACTOR * 2 ** -24 * target.termSize(position),
        15,
      );
    }
  });

  it("leaves room for rounding the result, and is small against what a picture shows", () => {
    for (const position of positions) {
      const value = Math.abs(target.logDensity(position));
      expect(errorBound(target, position)).toBeGreaterThan(2 ** -24 * value);
      expect(errorBound(target, position)).toBeLessThan(1e-3 * (1 + value));
    }
  });

  it("is a number even where the target is outside", () => {
    expect(errorBound(target, [-1e200, -1e200])).toBeGreaterThan(0);
    expect(errorBound(target, [-1e200, -1e200])).toBeLessThan(-1e-5 * OUTSIDE);
  });

  it("lets float64 values pass, rounded to float32", () => {
    expect(worstNode(target, shape, evaluateGrid(target, shape)).ratio).toBeLessThan(0.1);
  });

  it("finds the one value that is off, and a NaN", () => {
    const values = Float64Array.from(
      positions,
      (position) => target.logDensity(position) - target.gpu.offset,
    );
    const at = 5 * 21 + 3;
    values[at] += 2 * errorBound(target, positions[at]);
    const worst = worstNode(target, shape, values);
    expect(worst.ratio).toBeCloseTo(2, 6);
    expect(worst).toMatchObject({ position: positions[at], value: values[at] });
    values[7] = NaN;
    expect(worstNode(target, shape, values)).toMatchObject({ ratio: Infinity, position: positions[7] });
  });

  it("refuses a wrong number of values", () => {
    expect(() => worstNode(target, shape, [1, 2, 3])).toThrow("values has 3 entries; expected 441");
  });
});
