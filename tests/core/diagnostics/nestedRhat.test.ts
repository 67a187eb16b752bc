import { describe, expect, test } from "vitest";
import {
  chainMoments,
  nestedRhat,
  nestedRhatFromMoments,
  rhatBasic,
} from "../../../src/core/diagnostics/index";
import type { DrawMatrix } from "../../../src/core/diagnostics/index";
import { autoregressiveChains } from "./seededChains";

/** Chain c moved by distance * its superchain. */
function shiftSuperchains(draws: DrawMatrix, numSuperchains: number, distance: number): DrawMatrix {
  const { numChains, numDraws } = draws;
  const values = draws.values.map((value, i) => {
    const chain = Math.floor(i / numDraws);
    return value + distance * Math.floor((chain * numSuperchains) / numChains);
  });
  return { ...draws, values };
}

describe("nested R-hat", () => {
  test("two superchains of two chains of two draws, by hand", () => {
    // Chain means 1, 3 and 6, 8, every variance within 2. Superchain means 2 and 7: B = 25/2.
    // In each superchain 2 between the chains and 2 within them: W = 4.
    const draws = { values: Float64Array.of(0, 2, 2, 4, 5, 7, 7, 9), numChains: 4, numDraws: 2 };
    expect(nestedRhat(draws, 2)).toBeCloseTo(Math.sqrt(1 + 12.5 / 4), 14);
  });

  test("three chains in two superchains: the first holds one, the second two", () => {
    // Superchain means 1 and 7: B = 18. W = mean of (0 + 2) and (2 + 2) = 3.
    const draws = { values: Float64Array.of(0, 2, 5, 7, 7, 9), numChains: 3, numDraws: 2 };
    expect(nestedRhat(draws, 2)).toBeCloseTo(Math.sqrt(1 + 18 / 3), 14);
  });

  test("one draw a chain leaves only the variance between chains within", () => {
    // Superchain means 2 and 7, variance 2 between the chains of each.
    const draws = { values: Float64Array.of(1, 3, 6, 8), numChains: 4, numDraws: 1 };
    expect(nestedRhat(draws, 2)).toBeCloseTo(Math.sqrt(1 + 12.5 / 2), 14);
  });

  test("one chain a superchain: its square exceeds that of basic R-hat by 1 / numDraws", () => {
    const draws = autoregressiveChains(31, 6, 40, 0.7);
    const basic = rhatBasic(draws, false);
    expect(nestedRhat(draws, 6) ** 2 - basic ** 2).toBeCloseTo(1 / 40, 12);
  });

  test.each([
    [64, 8, 5],
    [63, 8, 4],
    [17, 17, 3],
    [10, 3, 1],
  ])(
    "%i chains in %i superchains: the moments tell as much as the draws",
    (numChains, numSuperchains, numDraws) => {
      const draws = shiftSuperchains(autoregressiveChains(37, numChains, numDraws, 0.5), numSuperchains, 0.3);
      const { means, variances } = chainMoments(draws);
      const fromMoments = nestedRhatFromMoments({ means, variances, numDraws, numSuperchains });
      expect(nestedRhat(draws, numSuperchains)).toBe(fromMoments);
      expect(fromMoments).toBeCloseTo(fromDraws(draws, numSuperchains), 12);
    },
  );

  test("superchains stuck apart are seen, mixed ones pass", () => {
    // 32 superchains of 16 chains of 50 draws, phi 0.3: n-Rhat - 1 is about (1/16) * 1.86 / 50 / 2 = 0.0012.
    // Its chi-square(31) / 31 factor stays below 2.9 but for a false alarm of 1e-6; 1.01 is a factor of 8.
    const mixed = autoregressiveChains(41, 512, 50, 0.3);
    expect(nestedRhat(mixed, 32)).toBeLessThan(1.01);
    expect(nestedRhat(mixed, 32)).toBeGreaterThan(1);
    expect(nestedRhat(shiftSuperchains(mixed, 2, 1), 32)).toBeGreaterThan(1.01);
    expect(nestedRhat(shiftSuperchains(mixed, 32, 0.1), 32)).toBeGreaterThan(1.01);
  });

  test("superchains that never moved: infinite, or not defined where all began at one point", () => {
    const constant = { values: Float64Array.of(1, 1, 1, 1, 2, 2, 2, 2), numChains: 4, numDraws: 2 };
    expect(nestedRhat(constant, 2)).toBe(Infinity);
    expect(nestedRhat({ ...constant, values: new Float64Array(8).fill(0.1) }, 2)).toBeNaN();
  });

  test("a draw that is not finite leaves nothing defined", () => {
    for (const broken of [NaN, Infinity]) {
      const draws = { values: Float64Array.of(0, 2, 2, 4, 5, broken, 7, 9), numChains: 4, numDraws: 2 };
      expect(nestedRhat(draws, 2)).toBeNaN();
    }
  });

  test("names a number of superchains or moments that cannot be", () => {
    const draws = autoregressiveChains(1, 4, 10, 0);
    for (const numSuperchains of [1, 5, 2.5]) {
      expect(() => nestedRhat(draws, numSuperchains)).toThrow(`numSuperchains is ${numSuperchains}`);
    }
    const moments = {
      means: new Float64Array(4),
      variances: new Float64Array(3),
      numDraws: 10,
      numSuperchains: 2,
    };
    expect(() => nestedRhatFromMoments(moments)).toThrow("4 means and 3 variances");
  });
});

/** The definition once more, straight from the draws and naively, as an oracle. */
function fromDraws({ values, numChains, numDraws }: DrawMatrix, numSuperchains: number): number {
  const average = (numbers: number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = (numbers: number[]): number =>
    numbers.length < 2
      ? 0
      : numbers.reduce((sum, x) => sum + (x - average(numbers)) ** 2, 0) / (numbers.length - 1);
  const superchains = Array.from({ length: numSuperchains }, (_, k) => {
    const from = Math.floor((k * numChains) / numSuperchains);
    const to = Math.floor(((k + 1) * numChains) / numSuperchains);
    return Array.from({ length: to - from }, (__, m) => [
      ...values.subarray((from + m) * numDraws, (from + m + 1) * numDraws),
    ]);
  });
  const between = variance(superchains.map((chains) => average(chains.map(average))));
  const within = average(
    superchains.map(
      (chains) => variance(chains.map(average)) + average(chains.map((chain) => variance(chain))),
    ),
  );
  return Math.sqrt(1 + between / within);
}
