import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundTicks } from "../../../src/charts/roundTicks";

const space = { length: 300, labelSize: () => 30, comfortableGap: 25, leastGap: 5 };

describe("roundTicks", () => {
  test("are the finest of 1, 2, 5 whose labels keep a calm distance", () => {
    expect(roundTicks(-5, 5, space)).toEqual({ step: 2, ticks: [-4, -2, 0, 2, 4] });
    expect(roundTicks(0, 0.7, space).ticks).toEqual([0, 0.2, 0.4, 0.6]);
  });

  test("move closer where a short axis would hold fewer than three", () => {
    expect(roundTicks(-4, 4, { ...space, length: 75, labelSize: () => 11, leastGap: 4 }).ticks).toEqual([
      -4, -2, 0, 2, 4,
    ]);
  });

  test("are whole for counts", () => {
    expect(roundTicks(0, 3, { ...space, length: 800, finestStep: 1 }).ticks).toEqual([0, 1, 2, 3]);
  });

  test("keep apart and inside for any range", () => {
    const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(finite, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (min, span) => {
        const { step, ticks } = roundTicks(min, min + span, space);
        expect(String(step)).toMatch(/^(0\.0*)?[125]0*(e[-+]\d+)?$/);
        expect((step * space.length) / span).toBeGreaterThanOrEqual(35);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(min - 1e-6 * step);
          expect(tick).toBeLessThanOrEqual(min + span + 1e-6 * step);
        }
      }),
      { seed: 2 },
    );
  });

  test.each([
    [1, 1],
    [2, 1],
    [Number.NaN, 1],
    [0, Infinity],
  ])("are none from %d to %d", (min, max) => {
    expect(roundTicks(min, max, space).ticks).toEqual([]);
  });
});
