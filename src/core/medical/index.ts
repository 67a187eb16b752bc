/**
 * A medical test by Bayes' theorem: probability of the disease after any sequence of results, as odds, and as
 * natural frequencies in a population. Must not know people on a screen or sliders.
 */
export {
  accuracy,
  bayesFactor,
  diseaseProbability,
  diseaseProbabilities,
  resultProbability,
} from "./medicalTest";
export type { MedicalTest, TestResult } from "./medicalTest";
export { frequencyOf, naturalFrequencies } from "./naturalFrequencies";
export type { FrequencyGroup, NaturalFrequencies } from "./naturalFrequencies";
export { apportion } from "./apportion";
