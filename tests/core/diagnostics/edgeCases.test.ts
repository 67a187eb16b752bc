import { describe, expect, test } from "vitest";
import {
  essBasic,
  essBulk,
  essMean,
  essQuantile,
  essTail,
  mcseQuantile,
  meanOf,
  quantile,
  quantileOfSorted,
  rhat,
  rhatBasic,
  rhatFolded,
  splitChains,
  summarizeDraws,
} from "../../../src/core/diagnostics/index";
import type { DrawMatrix } from "../../../src/core/diagnostics/index";
import { autoregressiveChains } from "./seededChains";

function matrix(...chains: number[][]): DrawMatrix {
  return { values: Float64Array.from(chains.flat()), numChains: chains.length, numDraws: chains[0].length };
}

describe("splitting", () => {
  test("cuts each chain into halves, the middle draw of an odd number left out", () => {
    expect(splitChains(matrix([1, 2, 3, 4], [5, 6, 7, 8]))).toEqual(matrix([1, 2], [3, 4], [5, 6], [7, 8]));
    expect(splitChains(matrix([1, 2, 3, 4, 5], [6, 7, 8, 9, 10]))).toEqual(
      matrix([1, 2], [4, 5], [6, 7], [9, 10]),
    );
  });

  test("a single draw a chain leaves nothing to diagnose", () => {
    const single = matrix([1], [2]);
    for (const value of [
      rhat(single),
      rhatBasic(single, false),
      essBulk(single),
      essMean(single),
      essTail(single),
    ]) {
      expect(value).toBeNaN();
    }
  });
});

describe("stuck chains", () => {
  const stuck = matrix(Array<number>(20).fill(0.1), Array<number>(20).fill(0.3), Array<number>(20).fill(0.7));

  test("that never move, each at its own place, have infinite R-hat", () => {
    expect(rhatBasic(stuck, false)).toBe(Infinity);
    expect(rhatBasic(stuck, true)).toBe(Infinity);
    expect(rhat(stuck)).toBe(Infinity);
  });

  test("are worth no more than about a draw each", () => {
    expect(essBasic(stuck, false)).toBeLessThan(3);
    expect(essBasic(stuck, false)).toBeGreaterThan(1);
  });

  test("draws are constant only where they are equal, however small their scale", () => {
    const draws = autoregressiveChains(5, 4, 100, 0.3);
    const tiny = { ...draws, values: draws.values.map((value) => value * 2 ** -100) };
    expect(essMean(tiny)).toBe(essMean(draws));
    expect(rhat(tiny)).toBe(rhat(draws));
  });
});

describe("strict alternation", () => {
  test("has no positive pair of autocorrelations; time 2, as R's posterior has it", () => {
    const chain = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    expect(essBasic(matrix(chain, chain), false)).toBe(100);
  });
});

describe("folding", () => {
  test("draws at equal distance from the median share their rank and so tell nothing", () => {
    expect(rhatFolded(matrix([-1, 1, -1, 1, -1, 1], [1, -1, 1, -1, 1, -1]))).toBeNaN();
  });

  test("an infinite median leaves no distance to rank", () => {
    expect(
      rhatFolded(matrix([0, Infinity, Infinity, Infinity], [0, Infinity, Infinity, Infinity])),
    ).toBeNaN();
  });
});

describe("mean", () => {
  test("of a constant is the constant, and of draws with an infinite one infinite, wherever it stands", () => {
    expect(meanOf(new Float64Array(7).fill(0.1))).toBe(0.1);
    expect(meanOf(Float64Array.of(Infinity, 1, 2))).toBe(Infinity);
    expect(meanOf(Float64Array.of(1, 2, -Infinity))).toBe(-Infinity);
    expect(meanOf(Float64Array.of(Infinity, 1, -Infinity))).toBeNaN();
  });
});

describe("quantiles", () => {
  test("interpolate between order statistics", () => {
    const values = Float64Array.of(40, 10, 30, 20);
    expect(quantile(values, 0)).toBe(10);
    expect(quantile(values, 1)).toBe(40);
    expect(quantile(values, 0.5)).toBe(25);
    expect(quantile(values, 0.25)).toBe(17.5);
    expect([...values]).toEqual([40, 10, 30, 20]);
  });

  test("equal neighbours give their own value, not one rounded beside it", () => {
    // (1 - 0.28) * 0.9 + 0.28 * 0.9 rounds to 0.9000000000000001.
    expect(quantileOfSorted(Float64Array.of(0, 0.9, 0.9, 1, 2), 0.32)).toBe(0.9);
  });

  test("the ESS of the largest draw is that of the half rank below it", () => {
    const draws = autoregressiveChains(6, 2, 50, 0.5);
    expect(essQuantile(draws, 1)).toBe(essQuantile(draws, 99.5 / 100));
    expect(essQuantile(draws, 1)).toBeGreaterThan(0);
  });
});

describe("summary", () => {
  test("of draws with a NaN is NaN throughout", () => {
    const summary = summarizeDraws(matrix([1, 2, NaN, 4, 5, 6], [1, 2, 3, 4, 5, 6]));
    expect(Object.values(summary)).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
  });
});

describe("wrong arguments are named", () => {
  const values = new Float64Array(6);
  test("shape", () => {
    expect(() => rhat({ values, numChains: 2, numDraws: 4 })).toThrow(
      "6 values, expected 2 chains x 4 draws = 8",
    );
    expect(() => essMean({ values, numChains: 0, numDraws: 4 })).toThrow("numChains is 0");
    expect(() => summarizeDraws({ values, numChains: 2, numDraws: 2.5 })).toThrow("numDraws is 2.5");
  });

  test("probability", () => {
    const draws = { values, numChains: 2, numDraws: 3 };
    for (const f of [essQuantile, mcseQuantile]) expect(() => f(draws, 1.5)).toThrow("probability is 1.5");
    expect(() => quantile(values, NaN)).toThrow("probability is NaN");
  });
});
