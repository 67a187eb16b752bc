import { describe, expect, it } from "vitest";
import {
  evaluateGrid,
  gridOffset,
  gridOver,
  nodeX,
  nodeY,
  OUTSIDE,
  type GridShape,
} from "../../../src/core/grid";
import { defaultsOf, type NumberValues } from "../../../src/core/settings";
import { targets, type Target } from "../../../src/core/targets";

const SHAPE: GridShape = { nx: 5, ny: 3, xRange: [-2, 6], yRange: [10, 11] };

function defaultTargets(): [string, Target][] {
  return targets
    .map((definition): [string, Target] => [
      definition.key,
      definition.create(defaultsOf(definition.settings) as NumberValues),
    ])
    .filter(([, { dimension }]) => dimension === 2);
}

describe("nodes", () => {
  it("are equidistant and include both ends", () => {
    expect([0, 1, 2, 3, 4].map((ix) => nodeX(SHAPE, ix))).toEqual([-2, 0, 2, 4, 6]);
    expect([0, 1, 2].map((iy) => nodeY(SHAPE, iy))).toEqual([10, 10.5, 11]);
  });

  it("end exactly at the end of a range without a short binary form", () => {
    const shape: GridShape = { nx: 8, ny: 8, xRange: [0, 0.1], yRange: [0, 0.3] };
    expect([nodeX(shape, 7), nodeY(shape, 7)]).toEqual([0.1, 0.3]);
  });
});

describe.each(defaultTargets())("the grid of %s", (_key, target) => {
  it("spans the target's box", () => {
    const shape = gridOver(target, 17);
    expect(shape).toMatchObject({ nx: 17, ny: 17 });
    expect([nodeX(shape, 0), nodeX(shape, 16)]).toEqual([...target.box[0]]);
    expect([nodeY(shape, 0), nodeY(shape, 16)]).toEqual([...target.box[1]]);
  });

  it("holds the log density of every node, row after row", () => {
    const shape: GridShape = { ...gridOver(target, 2), nx: 7, ny: 4 };
    const values = evaluateGrid(target, shape);
    expect(values).toHaveLength(28);
    for (let iy = 0; iy < 4; iy++) {
      for (let ix = 0; ix < 7; ix++) {
        const expected = target.logDensity([nodeX(shape, ix), nodeY(shape, iy)]) - gridOffset(target);
        expect(values[iy * 7 + ix]).toBe(Math.fround(expected));
      }
    }
  });

  it("says outside, as a finite number, where the target does", () => {
    const shape: GridShape = { nx: 3, ny: 3, xRange: [-1e200, 1e200], yRange: [-1e200, 1e200] };
    expect(target.logDensity([-1e200, -1e200])).toBe(-Infinity);
    const values = evaluateGrid(target, shape);
    expect(values[0]).toBe(Math.fround(OUTSIDE));
    expect(values[4]).toBeGreaterThan(-1000);
    expect(values.every((value) => Number.isFinite(value))).toBe(true);
  });
});
