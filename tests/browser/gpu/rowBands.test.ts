import * as fc from "fast-check";
import { expect, it } from "vitest";
import { evaluationsOfBand, evaluationsOfGrid, rowBands } from "../../../src/engine/gpu/rowBands";

/** Evaluations that a slow software adapter does in 10 ms or less. */
const LARGEST_DISPATCH = 8_000_000;

it("covers every row once, in order", () => {
  const sizes = { nx: fc.integer({ min: 2, max: 5000 }), ny: fc.integer({ min: 2, max: 5000 }) };
  fc.assert(
    fc.property(
      fc.record({ ...sizes, numData: fc.integer({ min: 0, max: 5000 }) }),
      ({ nx, ny, numData }) => {
        const bands = rowBands(nx, ny, numData);
        const follows = bands.every(
          ({ firstRow, endRow }, i) => firstRow === (bands[i - 1]?.endRow ?? 0) && endRow > firstRow,
        );
        expect([follows, bands.at(-1)?.endRow]).toEqual([true, ny]);
      },
    ),
    { seed: 1 },
  );
});

it("keeps a dispatch short, down to a single row", () => {
  for (const [nx, numData] of [
    [192, 0],
    [512, 1000],
    [4096, 400],
    [5000, 5000],
  ]) {
    for (const { firstRow, endRow } of rowBands(nx, 512, numData)) {
      const evaluations = (endRow - firstRow) * nx * numData;
      expect(endRow - firstRow === 1 || evaluations <= LARGEST_DISPATCH).toBe(true);
    }
  }
});

it("does not split what is short, and splits along whole workgroups what is not too wide", () => {
  expect(rowBands(192, 192, 0)).toEqual([{ firstRow: 0, endRow: 192 }]);
  const inner = rowBands(512, 512, 300).slice(0, -1);
  expect(inner.length).toBeGreaterThan(5);
  for (const { firstRow, endRow } of inner) expect((endRow - firstRow) % 8).toBe(0);
});

it("takes as many evaluations as an adapter has done in 5 ms, within limits", () => {
  // 100 million in 50 ms are 2 million a ms.
  expect(evaluationsOfBand(1e8, 50)).toBe(1e7);
  expect(evaluationsOfBand(1e6, 1e6)).toBe(2097152);
  expect(evaluationsOfBand(1e12, 1)).toBe(268435456);
  expect(evaluationsOfBand(0, 0)).toBe(evaluationsOfBand(1e8, 0));
  const whole = evaluationsOfGrid(512, 512, 1000);
  expect(whole).toBe(512 * 512 * 1032);
  expect(rowBands(512, 512, 1000, whole)).toHaveLength(1);
  expect(rowBands(512, 512, 1000, whole / 4)).toHaveLength(4);
});
