import { expect, test } from "vitest";
import { drawnInRange, drawnStride } from "../../src/engine/protocol";

test("all of few chains are drawn, and some hundreds of a crowd", () => {
  expect([1, 256, 4096].map(drawnStride)).toEqual([1, 1, 1]);
  for (const numChains of [4097, 20_000, 99_999, 1_000_000]) {
    const drawn = Math.ceil(numChains / drawnStride(numChains));
    expect(drawn).toBeGreaterThan(400);
    expect(drawn).toBeLessThanOrEqual(512);
  }
});

test("ranges share the drawn chains out without gap or overlap, however the chains are split", () => {
  const numChains = 10_007;
  const stride = drawnStride(numChains);
  for (const cuts of [
    [0, numChains],
    [0, 1, 2, 3, numChains],
    [0, 5003, 5004, numChains],
    [0, 21, 42, 63, 84, numChains],
  ]) {
    let next = 0;
    cuts.slice(0, -1).forEach((first, i) => {
      const range = drawnInRange(first, cuts[i + 1] - first, stride);
      if (range.count > 0) expect(range.first).toBe(next);
      for (let k = 0; k < range.count; k++) {
        expect((range.first + k) * stride).toBeGreaterThanOrEqual(first);
        expect((range.first + k) * stride).toBeLessThan(cuts[i + 1]);
      }
      next += range.count;
    });
    expect(next).toBe(Math.ceil(numChains / stride));
  }
});
