import { expectProbability } from "../math/expectations";

/** All three are probabilities. */
export interface MedicalTest {
  /** P(disease) before any result. */
  readonly prevalence: number;
  /** P(positive given disease). */
  readonly sensitivity: number;
  /** P(negative given no disease). */
  readonly specificity: number;
}

export type TestResult = "positive" | "negative";

/** @throws RangeError naming the probability that is none */
export function expectTest({ prevalence, sensitivity, specificity }: MedicalTest): void {
  expectProbability("prevalence", prevalence);
  expectProbability("sensitivity", sensitivity);
  expectProbability("specificity", specificity);
}

/** P(result given disease) and P(result given no disease). */
export function likelihoods(
  { sensitivity, specificity }: MedicalTest,
  result: TestResult,
): readonly [number, number] {
  return result === "positive" ? [sensitivity, 1 - specificity] : [1 - sensitivity, specificity];
}

/**
 * P(disease) before the first result and after each further one, the results being independent given the
 * disease status: Bayes' theorem step by step, each posterior the next prior.
 * @returns results.length + 1 probabilities; NaN from the first result on that cannot occur (0 of 0)
 * @throws RangeError for a probability outside [0, 1]
 */
export function diseaseProbabilities(test: MedicalTest, results: readonly TestResult[]): number[] {
  expectTest(test);
  // Both sides are carried, so that a probability near 1 keeps the digits of its complement.
  let [diseased, healthy] = [test.prevalence, 1 - test.prevalence];
  const probabilities = [diseased];
  for (const result of results) {
    const [ifDiseased, ifHealthy] = likelihoods(test, result);
    const total = diseased * ifDiseased + healthy * ifHealthy;
    [diseased, healthy] = [(diseased * ifDiseased) / total, (healthy * ifHealthy) / total];
    probabilities.push(diseased);
  }
  return probabilities;
}

/** P(disease given all results); NaN where these results cannot occur. */
export function diseaseProbability(test: MedicalTest, results: readonly TestResult[]): number {
  return diseaseProbabilities(test, results)[results.length];
}

/** P(result) of the first test in the whole population. */
export function resultProbability(test: MedicalTest, result: TestResult): number {
  expectTest(test);
  const [ifDiseased, ifHealthy] = likelihoods(test, result);
  return test.prevalence * ifDiseased + (1 - test.prevalence) * ifHealthy;
}

/**
 * What a result does to the odds of disease: P(result given disease) / P(result given no disease). After
 * several results the factors multiply. Infinity where only the diseased can have the result.
 */
export function bayesFactor(test: MedicalTest, result: TestResult): number {
  expectTest(test);
  const [ifDiseased, ifHealthy] = likelihoods(test, result);
  return ifDiseased / ifHealthy;
}

/** P(the first result is right): what "accurate" would have to mean. */
export function accuracy(test: MedicalTest): number {
  expectTest(test);
  return test.prevalence * test.sensitivity + (1 - test.prevalence) * test.specificity;
}
