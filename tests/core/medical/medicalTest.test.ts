import { describe, expect, test } from "vitest";
import type { TestResult } from "../../../src/core/medical";
import {
  accuracy,
  bayesFactor,
  diseaseProbabilities,
  diseaseProbability,
  resultProbability,
} from "../../../src/core/medical";
import { expectClose, seedNumbers } from "../seedNumbers";

type Key =
  | "p_positive"
  | "p_disease_given_positive"
  | "p_disease_given_negative"
  | "accuracy"
  | "bayes_factor_positive"
  | "p_disease_given_two_independent_positives";
type Section = Record<"prevalence" | "sensitivity" | "specificity" | Key, number>;

const stored = seedNumbers("medical") as Section;
const { prevalence, sensitivity, specificity } = stored;
const article = { prevalence, sensitivity, specificity };
const repeated = (result: TestResult, times: number): TestResult[] =>
  Array.from({ length: times }, () => result);

describe("the article's test: 1 %, 95 %, 90 %", () => {
  test.each<[Key, number]>([
    ["p_positive", resultProbability(article, "positive")],
    ["p_disease_given_positive", diseaseProbability(article, ["positive"])],
    ["p_disease_given_negative", diseaseProbability(article, ["negative"])],
    ["accuracy", accuracy(article)],
    ["bayes_factor_positive", bayesFactor(article, "positive")],
    ["p_disease_given_two_independent_positives", diseaseProbability(article, ["positive", "positive"])],
  ])("%s", (key, value) => expectClose(value, stored[key], 1e-14));

  test("is 19 in 217", () => expectClose(diseaseProbability(article, ["positive"]), 19 / 217, 1e-15));

  test("results multiply the odds, in whatever order they come", () => {
    const results: TestResult[] = ["positive", "negative", "positive"];
    const factor = bayesFactor(article, "positive") ** 2 * bayesFactor(article, "negative");
    const odds = (prevalence / (1 - prevalence)) * factor;
    expectClose(diseaseProbability(article, results), odds / (1 + odds), 1e-14);
    expectClose(diseaseProbability(article, results.toReversed()), odds / (1 + odds), 1e-14);
  });

  test("the path begins at the prevalence and ends at the answer", () => {
    const path = diseaseProbabilities(article, ["positive", "positive"]);
    expect(path).toHaveLength(3);
    expect(path[0]).toBe(prevalence);
    expectClose(path[1], stored.p_disease_given_positive, 1e-14);
    expectClose(path[2], stored.p_disease_given_two_independent_positives, 1e-14);
    expect(diseaseProbabilities(article, [])).toEqual([prevalence]);
  });

  test("a thousand results neither overflow nor become NaN", () => {
    expect(diseaseProbability(article, repeated("positive", 1000))).toBe(1);
    expect(diseaseProbability(article, repeated("negative", 1000))).toBeGreaterThanOrEqual(0);
    expect(diseaseProbability(article, repeated("negative", 1000))).toBeLessThan(1e-300);
  });
});

describe("at the ends of the sliders", () => {
  test("certainty stays certainty", () => {
    expect(diseaseProbability({ ...article, prevalence: 0 }, ["positive"])).toBe(0);
    expect(diseaseProbability({ ...article, prevalence: 1 }, ["negative"])).toBe(1);
  });

  test("a positive of a test without false positives is proof", () => {
    const perfect = { ...article, specificity: 1 };
    expect(diseaseProbability(perfect, ["positive"])).toBe(1);
    expect(bayesFactor(perfect, "positive")).toBe(Infinity);
  });

  test("a coin toss for a test changes nothing", () => {
    expectClose(
      diseaseProbability({ prevalence: 0.2, sensitivity: 0.3, specificity: 0.7 }, ["positive"]),
      0.2,
      1e-15,
    );
  });

  test("results that cannot occur have no answer", () => {
    expect(diseaseProbability({ prevalence: 0, sensitivity: 0.9, specificity: 1 }, ["positive"])).toBeNaN();
    expect(
      diseaseProbability({ ...article, sensitivity: 1, specificity: 1 }, ["positive", "negative"]),
    ).toBeNaN();
  });

  test.each(["prevalence", "sensitivity", "specificity"] as const)("%s outside [0, 1] is named", (key) => {
    for (const value of [-0.1, 1.1, NaN]) {
      const act = (): number => diseaseProbability({ ...article, [key]: value }, []);
      expect(act).toThrow(RangeError);
      expect(act).toThrow(`${key} = ${value}; expected a number from 0 to 1`);
    }
  });
});
