import { describe, expect, test } from "vitest";
import { numSuperchainsOf, startPositions, superchainOf, type Start } from "../../../src/core/run";
import { createFormulaTarget } from "../../../src/core/targets/formula/formulaTarget";
import { presetVariant, presetVariants } from "../../contract/variants";

const SPREAD: Start = { kind: "spread" };

describe("superchains", () => {
  test.each([
    [1, 1],
    [2, 2],
    [16, 16],
    [17, 8],
    [20, 10],
    [31, 15],
    [32, 16],
    [1000, 16],
    [100_000, 16],
  ])("%i chains make %i", (numChains, expected) => expect(numSuperchainsOf(numChains)).toBe(expected));

  test("superchain k of K holds chains floor(k C / K) to floor((k + 1) C / K) - 1, for every C up to 200", () => {
    for (let numChains = 1; numChains <= 200; numChains++) {
      const count = numSuperchainsOf(numChains);
      for (let k = 0; k < count; k++) {
        const from = Math.floor((k * numChains) / count);
        const to = Math.floor(((k + 1) * numChains) / count);
        expect(to - from).toBeGreaterThanOrEqual(numChains > 16 ? 2 : 1);
        for (let chain = from; chain < to; chain++) expect(superchainOf(chain, numChains)).toBe(k);
      }
    }
  });
});

describe.each(presetVariants)("spread starts of $name", ({ target }) => {
  const { dimension, box } = target;
  const run = { seed: 91, numChains: 200 };
  const positions = startPositions(target, SPREAD, run, 0, 200);
  /** Positions in units of the box. */
  const units = positions.map((value, at) => {
    const [low, high] = box[at % dimension];
    return (value - low) / (high - low);
  });

  test("lie inside the box", () => {
    expect(units.every((u) => u >= 0 && u <= 1)).toBe(true);
    expect(positions).toHaveLength(200 * dimension);
  });

  test("share the cell of their superchain, with opposite edges of the box joined", () => {
    const edge = numSuperchainsOf(200) ** (-1 / dimension);
    for (let a = 0; a < 200; a++) {
      for (let b = a + 1; b < 200 && superchainOf(b, 200) === superchainOf(a, 200); b++) {
        for (let i = 0; i < dimension; i++) {
          const difference = Math.abs(units[a * dimension + i] - units[b * dimension + i]);
          expect(Math.min(difference, 1 - difference)).toBeLessThan(edge);
        }
      }
    }
  });

  test("of different superchains are apart: every quarter of each axis has 2 to 6 of the 16", () => {
    const centres = startPositions(target, SPREAD, { seed: 92, numChains: 16 }, 0, 16);
    for (let i = 0; i < dimension; i++) {
      const [low, high] = box[i];
      const counts = [0, 0, 0, 0];
      for (let chain = 0; chain < 16; chain++) {
        counts[Math.floor((4 * (centres[chain * dimension + i] - low)) / (high - low))] += 1;
      }
      expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
      expect(Math.max(...counts)).toBeLessThanOrEqual(6);
    }
  });

  test("depend on seed, chain and number of chains alone", () => {
    const part = startPositions(target, SPREAD, run, 50, 30);
    expect(part).toEqual(positions.slice(50 * dimension, 80 * dimension));
    expect(startPositions(target, SPREAD, { ...run, seed: 93 }, 50, 30)).not.toEqual(part);
    expect(startPositions(target, SPREAD, { ...run, numChains: 90 }, 50, 30)).not.toEqual(part);
  });
});

describe("spread starts where only a part of the box has a density", () => {
  const formula = (text: string) =>
    createFormulaTarget({ text, sliderValues: [], columnNames: [], columns: [] });

  test.each(["log(x - y) - (x^2 + y^2) / 2", "log(9 - x^2 - y^2)", "exponential(x, 1) + exponential(y, 1)"])(
    "%s: every chain stands on it, and they are apart",
    (text) => {
      const target = formula(text);
      const positions = startPositions(target, SPREAD, { seed: 5, numChains: 64 }, 0, 64);
      for (let chain = 0; chain < 64; chain++) {
        expect(target.logDensity(positions.subarray(2 * chain, 2 * chain + 2))).toBeGreaterThan(-Infinity);
      }
      expect(new Set(positions).size).toBe(128);
      // Whoever has a density at the first place keeps it; and a part of the chains finds the same as all of them.
      expect(startPositions(target, SPREAD, { seed: 5, numChains: 64 }, 20, 9)).toEqual(
        positions.slice(40, 58),
      );
    },
  );

  test("a sliver that no draw falls on: between the box and the peak", () => {
    const target = { ...formula("-(x^2 + y^2)"), peaks: [[1, 1]] };
    const isIn = (position: ArrayLike<number>): boolean =>
      Math.abs(position[0] - 1) + Math.abs(position[1] - 1) < 1e-6;
    const sliver = {
      ...target,
      logDensity: (position: ArrayLike<number>) => (isIn(position) ? 0 : -Infinity),
    };
    const [x, y] = startPositions(sliver, SPREAD, { seed: 5, numChains: 1 }, 0, 1);
    expect(isIn([x, y])).toBe(true);
    expect([x, y]).not.toEqual([1, 1]);
  });
});

describe("starts at one place", () => {
  const { target } = presetVariant("mixture, Unequal mixture");
  const run = { seed: 94, numChains: 3 };

  test("at the peak of a mode", () => {
    for (const mode of [0, 1]) {
      const positions = startPositions(target, { kind: "mode", mode }, run, 0, 3);
      expect([...positions]).toEqual([0, 1, 2].flatMap(() => [...target.peaks[mode]]));
    }
  });

  test("a target without that mode starts at its first peak, so that a link stays good for every target", () => {
    const { target: unimodal } = presetVariant("meanLogSd");
    const positions = startPositions(unimodal, { kind: "mode", mode: 1 }, run, 0, 1);
    expect([...positions]).toEqual(unimodal.peaks[0]);
  });

  test("at a point, unless the target has no density there", () => {
    const point = (x: number): Float64Array =>
      startPositions(target, { kind: "point", position: [x, 0.5] }, run, 0, 2);
    expect([...point(-1.25)]).toEqual([-1.25, 0.5, -1.25, 0.5]);
    expect(() => point(1e200)).toThrow(RangeError);
    expect(() => point(1e200)).toThrow(
      "start = (1e+200, 0.5); expected a point where the target has a density",
    );
  });
});
