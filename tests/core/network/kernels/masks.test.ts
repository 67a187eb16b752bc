/** The kernel's own masks: read off from networks whose outputs spell them. */
import { describe, expect, test } from "vitest";
import { networkOf } from "../../../../src/core/network";
import type { MaskSharing, Network } from "../../../../src/core/network";
import { PassKernel } from "../../../../src/core/network/kernels";
import { maskCells } from "../../../../src/core/network/kernels/maskCells";
import { stuckCells } from "./brokenParts";

const NUM_UNITS = 16;

/** Every output is the number whose bits are the masks of 16 units: of the only layer, or of the second. */
function spellingNetwork(rate: number, isDeep: boolean): Network {
  const powers = Array.from({ length: NUM_UNITS }, (_, unit) => 2 ** unit * (1 - rate));
  const ones = new Float64Array(NUM_UNITS).fill(1);
  const zeros = new Float64Array(NUM_UNITS);
  if (!isDeep) return networkOf([1, NUM_UNITS, 1], "relu", [zeros, powers], [ones, [0]]);
  return networkOf(
    [1, 1, NUM_UNITS, 1],
    "relu",
    [new Float64Array(1), zeros, powers],
    [new Float64Array(1), ones, [0]],
  );
}

function spelledMasks(
  rate: number,
  isDeep: boolean,
  sharing: MaskSharing,
  numPasses: number,
  cells = maskCells,
): number[] {
  const kernel = new PassKernel(spellingNetwork(rate, isDeep), rate, 11, 0, { cells });
  return [...kernel.draw([0.5], numPasses, sharing).outputs].map(Math.round);
}

/** Distances in standard errors: of each unit's share, and of each pair's, in a pass and from pass to pass. */
function scoresOfBits(masks: readonly number[], rate: number): number[] {
  const kept = 1 - rate;
  const score = (count: number, n: number, p: number): number => (count - n * p) / Math.sqrt(n * p * (1 - p));
  const count = (isThere: (mask: number, pass: number) => boolean): number => masks.filter(isThere).length;
  const bit = (mask: number, unit: number): number => (mask >> unit) & 1;
  const scores: number[] = [];
  for (let a = 0; a < NUM_UNITS; a++) {
    scores.push(
      score(
        count((mask) => bit(mask, a) === 1),
        masks.length,
        kept,
      ),
    );
    for (let b = 0; b < NUM_UNITS; b++) {
      // With independent units every product of deviations has mean 0 and variance (p q)^2.
      let [inPass, fromPassToPass] = [0, 0];
      for (let i = 1; i < masks.length; i++) {
        const deviation = bit(masks[i], a) - kept;
        inPass += deviation * (bit(masks[i], b) - kept);
        fromPassToPass += deviation * (bit(masks[i - 1], b) - kept);
      }
      const unit = rate * kept * Math.sqrt(masks.length - 1);
      if (b > a) scores.push(inPass / unit);
      scores.push(fromPassToPass / unit);
    }
  }
  return scores;
}

/** Chi-square of the 256 masks of eight units, as a normal score (Wilson and Hilferty 1931). */
function scoreOfBytes(bytes: readonly number[], rate: number): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] += 1;
  let [chiSquare, freedom] = [0, -1];
  let [rareCount, rareExpected] = [0, 0];
  const add = (seen: number, expected: number): void => {
    chiSquare += (seen - expected) ** 2 / expected;
    freedom += 1;
  };
  counts.forEach((seen, mask) => {
    const numKept = mask.toString(2).replaceAll("0", "").length;
    const expected = bytes.length * (1 - rate) ** numKept * rate ** (8 - numKept);
    if (expected >= 10) return add(seen, expected);
    rareCount += seen;
    rareExpected += expected;
  });
  if (rareExpected > 0) add(rareCount, Math.max(rareExpected, 1e-3));
  const spread = 2 / (9 * freedom);
  return (Math.cbrt(chiSquare / freedom) - (1 - spread)) / Math.sqrt(spread);
}

// 40,000 passes, 408 scores: |z| < 6, false alarm 8e-7 a case. Seed 11.
describe("masks of a kernel", () => {
  const layers: [string, boolean][] = [
    ["one layer", false],
    ["second of two layers", true],
  ];
  for (const [name, isDeep] of layers) {
    for (const sharing of ["perPoint", "perPass"] satisfies MaskSharing[]) {
      test.each([0.3, 0.5, 0.95])(
        `${name}, ${sharing}, rate %f: every unit and pair as often as it must`,
        (rate) => {
          const masks = spelledMasks(rate, isDeep, sharing, 40_000);
          expect(Math.max(...scoresOfBits(masks, rate).map(Math.abs))).toBeLessThan(6);
          expect(
            Math.abs(
              scoreOfBytes(
                masks.map((mask) => mask & 255),
                rate,
              ),
            ),
          ).toBeLessThan(5);
          expect(
            Math.abs(
              scoreOfBytes(
                masks.map((mask) => mask >> 8),
                rate,
              ),
            ),
          ).toBeLessThan(5);
        },
      );
    }
  }

  test("a stuck bit is caught", () => {
    const masks = spelledMasks(0.3, false, "perPoint", 40_000, stuckCells);
    expect(Math.max(...scoresOfBits(masks, 0.3).map(Math.abs))).toBeGreaterThan(20);
  });

  test("second draws that always give the same mask are caught", () => {
    const flat: typeof maskCells = (rate, bits) => ({
      ...maskCells(rate, bits),
      remainder: new Int32Array(256),
    });
    const bytes = spelledMasks(0.3, false, "perPoint", 40_000, flat).map((mask) => mask & 255);
    expect(scoreOfBytes(bytes, 0.3)).toBeGreaterThan(10);
  });
});

describe("the table of masks", () => {
  test.each([0, 1e-9, 0.001, 0.3, 0.5, 0.95, 0.999999])("at rate %f has every mask's probability", (rate) => {
    const { cells, remainder } = maskCells(rate, 16);
    const shares = new Float64Array(256);
    for (let cell = 256; cell < 65536; cell++) shares[cells[cell]] += 1 / 65536;
    remainder.forEach((entry, slot) => {
      const own = (entry & 0xffffff) / 0x1000000;
      shares[slot] += own / 65536;
      shares[entry >>> 24] += (1 - own) / 65536;
    });
    shares.forEach((share, mask) => {
      let exact = 1;
      for (let bit = 0; bit < 8; bit++) exact *= (mask >> bit) & 1 ? 1 - rate : rate;
      // 2^-40 for each slot that names the mask.
      expect(Math.abs(share - exact)).toBeLessThan(2 ** -33);
    });
    expect([...cells.subarray(0, 256)]).toEqual(Array.from({ length: 256 }, (_, mask) => mask));
  });
});
