import { describe, expect, it } from "vitest";
import { evaluateGrid, gridOffset, gridOver, nodeX, nodeY } from "../../../src/core/grid";
import { gridErrorBound, worstNode } from "../../../src/core/grid/errorBound";
import { defaultsOf, type NumberValues } from "../../../src/core/settings";
import { targets, type Target } from "../../../src/core/targets";

const NODES = 21;

function defaultTargets(): [string, Target][] {
  return targets
    .map((definition): [string, Target] => [
      definition.key,
      definition.create(defaultsOf(definition.settings) as NumberValues),
    ])
    .filter(([, { dimension }]) => dimension === 2);
}

describe.each(defaultTargets())("the error bound of %s", (_key, target) => {
  const shape = gridOver(target, NODES);
  const boundAt = gridErrorBound(target, shape);
  const offset = gridOffset(target);
  const positions = Array.from({ length: NODES * NODES }, (_, i): [number, number] => [
    nodeX(shape, i % NODES),
    nodeY(shape, Math.floor(i / NODES)),
  ]);

  it("leaves room for rounding the result, and is small against what a picture shows", () => {
    for (const position of positions) {
      const value = Math.abs(target.logDensity(position) - offset);
      expect(boundAt(position)).toBeGreaterThan(2 ** -24 * value);
      expect(boundAt(position)).toBeLessThan(1e-3 * (1 + value));
    }
  });

  it("lets float64 values pass, rounded to float32", () => {
    const { ratio, share } = worstNode(target, shape, evaluateGrid(target, shape));
    expect(ratio).toBeLessThan(1);
    expect(share).toBe(1);
  });

  it("finds the one value that is off, and a NaN", () => {
    const values = Float64Array.from(positions, (position) => target.logDensity(position) - offset);
    const at = 5 * NODES + 3;
    values[at] += 2 * boundAt(positions[at]);
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
