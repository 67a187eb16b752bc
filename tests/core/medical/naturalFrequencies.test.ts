import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apportion,
  diseaseProbability,
  frequencyOf,
  naturalFrequencies,
  type TestResult,
} from "../../../src/core/medical";

const article = { prevalence: 0.01, sensitivity: 0.95, specificity: 0.9 };
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("natural frequencies", () => {
  test("10,000 people and one test", () => {
    const frequencies = naturalFrequencies(article, 10_000, 1);
    expect(
      frequencies.groups.map(({ isDiseased, results, count }) => [isDiseased, results[0], count]),
    ).toEqual([
      [true, "positive", 95],
      [true, "negative", 5],
      [false, "positive", 990],
      [false, "negative", 8910],
    ]);
    expect(frequencyOf(frequencies, ["positive"])).toEqual({ diseased: 95, healthy: 990 });
    expect(frequencyOf(frequencies, [])).toEqual({ diseased: 100, healthy: 9900 });
  });

  test("more tests: a group's count is within 1 of its share, and the shares are Bayes' theorem", () => {
    const frequencies = naturalFrequencies(article, 10_000, 3);
    expect(frequencies.groups).toHaveLength(16);
    for (const { count, expected } of frequencies.groups) expect(Math.abs(count - expected)).toBeLessThan(1);
    const positives = frequencies.groups.filter(
      ({ results }) => results.join() === "positive,positive,positive",
    );
    const [diseased, healthy] = positives.map((group) => group.expected);
    const exact = diseaseProbability(article, ["positive", "positive", "positive"]);
    expect(Math.abs(diseased / (diseased + healthy) / exact - 1)).toBeLessThan(1e-14);
  });

  // Rounding all groups at once would find 104 diseased where the prevalence says 100.
  test("one more test changes nobody's disease and no result so far", () => {
    const coinToss = { prevalence: 0.01, sensitivity: 0.5, specificity: 0.5 };
    const counts = (numTests: number, results: readonly TestResult[]) =>
      frequencyOf(naturalFrequencies(coinToss, 10_000, numTests), results);
    for (const numTests of [0, 1, 2, 3, 4]) {
      expect(counts(numTests, [])).toEqual({ diseased: 100, healthy: 9900 });
      if (numTests > 0) expect(counts(numTests, ["positive"])).toEqual(counts(1, ["positive"]));
    }
  });

  test("always sum to the population", () => {
    fc.assert(
      fc.property(
        share,
        share,
        share,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 0, max: 4 }),
        (prevalence, sensitivity, specificity, population, numTests) => {
          const { groups } = naturalFrequencies(
            { prevalence, sensitivity, specificity },
            population,
            numTests,
          );
          expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(population);
          for (const { count, expected } of groups) {
            expect(Number.isInteger(count)).toBe(true);
            expect(Math.abs(count - expected)).toBeLessThanOrEqual((numTests + 1) / 2 + 1e-6);
            if (expected === 0) expect(count).toBe(0);
          }
        },
      ),
      { seed: 20260803, numRuns: 500 },
    );
  });

  test.each<[string, () => unknown, string]>([
    [
      "nobody",
      () => naturalFrequencies(article, 0, 1),
      "population = 0; expected a whole number of at least 1",
    ],
    ["half a person", () => naturalFrequencies(article, 10.5, 1), "population = 10.5"],
    [
      "tests",
      () => naturalFrequencies(article, 10, 13),
      "numTests = 13; expected a whole number from 0 to 12",
    ],
    ["probability", () => naturalFrequencies({ ...article, prevalence: 2 }, 10, 1), "prevalence = 2"],
    [
      "results",
      () => frequencyOf(naturalFrequencies(article, 10, 1), ["positive", "positive"]),
      "number of results = 2; expected a whole number from 0 to 1",
    ],
  ])("%s is named", (_name, act, message) => {
    expect(act).toThrow(RangeError);
    expect(act).toThrow(message);
  });
});

describe("apportion", () => {
  test.each<[number[], number, number[]]>([
    [[1, 1, 1], 10, [4, 3, 3]],
    [[0.5, 0.25, 0.25], 3, [1, 1, 1]],
    [[41, 29, 17, 13], 20, [8, 6, 3, 3]],
    [[0, 1], 7, [0, 7]],
    [[0.1, 0.2, 0.7], 10, [1, 2, 7]],
    [[3], 0, [0]],
  ])("%j of %i is %j", (weights, total, counts) => {
    expect(apportion(weights, total)).toEqual(counts);
  });

  test("names bad weights and totals", () => {
    expect(() => apportion([1, -1], 3)).toThrow("weights[1] = -1; expected a finite number of at least 0");
    expect(() => apportion([0, 0], 3)).toThrow("weights sum to 0; expected a number above 0");
    expect(() => apportion([], 3)).toThrow("weights sum to 0");
    expect(() => apportion([1], -3)).toThrow("total = -3");
  });
});
