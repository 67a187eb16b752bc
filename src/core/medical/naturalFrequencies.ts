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

/** A group of the same results parted by its next one, positive first. */
function afterNextTest(test: MedicalTest, group: FrequencyGroup): FrequencyGroup[] {
  const outcomes = (["positive", "negative"] as const).map((result) => ({
    result,
    share: likelihoods(test, result)[group.isDiseased ? 0 : 1],
  }));
  const counts = apportion(
    outcomes.map(({ share }) => share),
    group.count,
  );
  return outcomes.map(({ result, share }, i) => ({
    isDiseased: group.isDiseased,
    results: [...group.results, result],
    count: counts[i],
    expected: group.expected * share,
  }));
}

/**
 * How many of a population belong to each group: the diseased first, and within them the positives first.
 * Parted test by test, each time to the nearest whole person: one more test parts groups and changes none, so
 * the diseased are as many whatever the number of tests. A count is within (numTests + 1) / 2 of its exact value.
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
  const [diseased, healthy] = apportion([test.prevalence, 1 - test.prevalence], population);
  let groups: FrequencyGroup[] = [
    { isDiseased: true, results: [], count: diseased, expected: test.prevalence * population },
    { isDiseased: false, results: [], count: healthy, expected: (1 - test.prevalence) * population },
  ];
  for (let i = 0; i < numTests; i++) groups = groups.flatMap((group) => afterNextTest(test, group));
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
