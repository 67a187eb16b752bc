import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import {
  medicalModel,
  percent,
  POPULATION,
  resultsOf,
  SEQUENCES,
  sentenceOf,
} from "../../../src/labs/medical/medicalModel";
import { medicalSettings } from "../../../src/labs/medical/medicalSettings";
import reference from "../../reference/seed_numbers.json";
import { faultsOf } from "../settingsContract";

function modelOf(values: Readonly<Record<string, unknown>> = {}) {
  const store = new SettingsStore(medicalSettings);
  store.set(values);
  return medicalModel(store);
}

const people = ({ diseased, healthy }: { diseased: number; healthy: number }): number => diseased + healthy;

test("the settings keep the contract", () => {
  expect(faultsOf(medicalSettings)).toEqual([]);
});

test("at the defaults every number is the reference's", () => {
  const { medical } = reference;
  const model = modelOf();
  const after = (sequence: (typeof SEQUENCES)[number]): number =>
    model.probabilities[SEQUENCES.indexOf(sequence)];
  const relative = (value: number, expected: number): number => Math.abs(value / expected - 1);
  expect(model.test).toMatchObject({ prevalence: medical.prevalence, sensitivity: medical.sensitivity });
  expect(relative(after("+"), medical.p_disease_given_positive)).toBeLessThan(1e-9);
  expect(relative(after("-"), medical.p_disease_given_negative)).toBeLessThan(1e-9);
  expect(relative(after("++"), medical.p_disease_given_two_independent_positives)).toBeLessThan(1e-9);
  expect(relative(model.accuracy, medical.accuracy)).toBeLessThan(1e-9);
  expect(relative(model.bayesFactor, medical.bayes_factor_positive)).toBeLessThan(1e-9);
});

describe("the field", () => {
  test.each(["+", "++", "+++", "-", "+-"])("holds everyone once, sorted by %s", (results) => {
    const { inside, outside, test: rates, probability } = modelOf({ results, prevalence: 0.3 });
    expect(people(inside) + people(outside)).toBe(POPULATION);
    expect(Math.abs(inside.diseased + outside.diseased - POPULATION * rates.prevalence)).toBeLessThanOrEqual(
      2,
    );
    // Whole people stand for the probability to within their rounding.
    expect(Math.abs(inside.diseased - probability * people(inside))).toBeLessThan(3);
  });

  test("says what it shows", () => {
    expect(sentenceOf(modelOf())).toBe(
      "Of 10,000 people, 1,085 test positive; 95 of them have the disease. That is a probability of 8.76 %.",
    );
  });

  test("results that cannot occur are said to be so, and shown as a dash", () => {
    const model = modelOf({ sensitivity: 0, specificity: 1 });
    expect(model.probability).toBeNaN();
    expect(sentenceOf(model)).toContain("nobody can test positive");
    expect(percent(model.probability)).toBe("–");
    expect(people(model.inside)).toBe(0);
  });

  test("results of fewer than one in the field still have their probability", () => {
    const model = modelOf({ sensitivity: 1, specificity: 1, prevalence: 0.0001, results: "+-" });
    expect(sentenceOf(model)).toContain("nobody can");
    const rare = modelOf({ sensitivity: 0.005, specificity: 1, prevalence: 0.0001 });
    expect(people(rare.inside)).toBe(0);
    expect(sentenceOf(rare)).toContain("Fewer than one in 10,000");
  });
});

test("sequences read as results", () => {
  expect(resultsOf("+-")).toEqual(["positive", "negative"]);
});

test.each([
  [0.0875576, 3, "8.76 %"],
  [0.9005, 4, "90.05 %"],
  [0.00056085, 4, "0.05609 %"],
  [0.9998, 3, "99.980 %"],
  [0, 3, "0 %"],
  [1, 3, "100 %"],
])("%f in %i digits is %s", (probability, digits, text) => {
  expect(percent(probability, digits)).toBe(text);
});
