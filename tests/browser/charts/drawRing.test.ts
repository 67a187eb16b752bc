import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DrawRing } from "../../../src/charts/drawRing";

describe("DrawRing", () => {
  test("keeps the last draws of every series in order, whatever the blocks", () => {
    const blocks = fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), blocks, (capacity, sizes) => {
        const ring = new DrawRing(2, capacity);
        let draw = 0;
        for (const size of sizes) {
          const values = Float64Array.from({ length: 2 * size }, (_, i) =>
            i < size ? 10 * (draw + i) : 1000 - (draw + i - size),
          );
          ring.push(values, size, draw);
          draw += size;
        }
        const kept = Array.from(
          { length: Math.min(draw, capacity) },
          (_, i) => draw - Math.min(draw, capacity) + i,
        );
        expect([...ring.draws()]).toEqual(kept);
        expect([...ring.series(0)]).toEqual(kept.map((number) => 10 * number));
        expect([...ring.series(1)]).toEqual(kept.map((number) => 1000 - number));
      }),
      { seed: 1 },
    );
  });

  test("forgets the later draws when an earlier one comes again", () => {
    const ring = new DrawRing(1, 5);
    ring.push(Float64Array.of(0, 1, 2, 3, 4, 5, 6), 7, 0);
    ring.push(Float64Array.of(40, 50), 2, 4);
    expect([...ring.draws()]).toEqual([2, 3, 4, 5]);
    expect([...ring.series(0)]).toEqual([2, 3, 40, 50]);
    ring.push(Float64Array.of(7), 1, 0);
    expect([...ring.draws()]).toEqual([0]);
  });

  test("leaves one empty draw where numbers were skipped", () => {
    const ring = new DrawRing(1, 5);
    ring.push(Float64Array.of(1, 2), 2, 0);
    ring.push(Float64Array.of(9), 1, 10);
    expect([...ring.draws()]).toEqual([0, 1, 9, 10]);
    expect([...ring.series(0)]).toEqual([1, 2, Number.NaN, 9]);
  });

  test("names what does not fit", () => {
    expect(() => new DrawRing(1, 1)).toThrow("capacity is 1");
    expect(() => new DrawRing(2, 5).push(new Float64Array(5), 3, 0)).toThrow(
      "holds 5 numbers; expected 2 series of 3",
    );
    expect(() => new DrawRing(1, 5).push(new Float64Array(1), 1, 0.5)).toThrow("firstDraw 0.5");
  });
});
