import { expectWhole } from "../math/expectations";
import { apportion } from "./apportion";
import { expectTest, likelihoods } from "./medicalTest";
import type { MedicalTest, TestResult } from "./medicalTest";

/** People who have the same disease status and the same results. */
export interface FrequencyGroup {
  readonly isDiseased: boolean;
  readonly results: readonly TestResult[];
  /** Whole number of people. */
  readonly count: number;
  /** The same before rounding. */
  readonly expected: number;
}

/** A population in which everyone was tested `numTests` times; the groups' counts sum to the population. */
export interface NaturalFrequencies {
  readonly population: number;
  readonly numTests: number;
  readonly groups: readonly FrequencyGroup[];
}

/** 2^13 groups are enough for any picture. */
const MOST_TESTS = 12;

/** All sequences of results, positive first. */
function sequences(numTests: number): TestResult[][] {
  if (numTests === 0) return [[]];
  return (["positive", "negative"] as const).flatMap((first) =>
    sequences(numTests - 1).map((rest) => [first, ...rest]),
  );
}

/**
 * How many of a population belong to each group: the diseased first, and within them the positives first.
 * Rounded together by largest remainders, so they sum to the population, and fewer tests are sums of groups.
 * @param population number of people
 * @param numTests tests that everyone has, from 0 to 12
 * @throws RangeError for a probability outside [0, 1] or a number that is not whole
 */
export function naturalFrequencies(
  test: MedicalTest,
  population: number,
  numTests: number,
): NaturalFrequencies {
  expectTest(test);
  expectWhole("population", population, 1);
  expectWhole("numTests", numTests, 0, MOST_TESTS);
  const cells = [true, false].flatMap((isDiseased) =>
    sequences(numTests).map((results) => {
      const share = results.reduce(
        (product, result) => product * likelihoods(test, result)[isDiseased ? 0 : 1],
        isDiseased ? test.prevalence : 1 - test.prevalence,
      );
      return { isDiseased, results, share };
    }),
  );
  const counts = apportion(
    cells.map((cell) => cell.share),
    population,
  );
  const groups = cells.map(({ isDiseased, results, share }, i) => ({
    isDiseased,
    results,
    count: counts[i],
    expected: share * population,
  }));
  return { population, numTests, groups };
}

/**
 * People whose first results are those given, whatever came after: how many are diseased, how many healthy.
 * @throws RangeError for more results than there were tests
 */
export function frequencyOf(
  { groups, numTests }: NaturalFrequencies,
  results: readonly TestResult[],
): { readonly diseased: number; readonly healthy: number } {
  expectWhole("number of results", results.length, 0, numTests);
  const count = (isDiseased: boolean): number =>
    groups
      .filter((group) => group.isDiseased === isDiseased && results.every((r, i) => r === group.results[i]))
      .reduce((sum, group) => sum + group.count, 0);
  return { diseased: count(true), healthy: count(false) };
}
