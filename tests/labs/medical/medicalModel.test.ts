import { describe, expect, test } from "vitest";
import { SettingsStore } from "../../../src/app/settingsStore";
import {
  medicalModel,
  captionsOf,
  factorInDigits,
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
    expect(inside.diseased + outside.diseased).toBe(POPULATION * rates.prevalence);
    // Whole people stand for the probability to within their rounding.
    expect(Math.abs(inside.diseased - probability * people(inside))).toBeLessThan(3);
  });

  test("says what it shows", () => {
    expect(sentenceOf(modelOf())).toBe(
      "Of 10,000 people, 1,085 test positive; 95 of them have the disease. That is a probability of 8.76\u00a0%.",
    );
  });

  test("says where whole people have another share than the probability, and speaks of one as of one", () => {
    expect(sentenceOf(modelOf({ prevalence: 0.0001, results: "+++" }))).toBe(
      "Of 10,000 people, 11 test positive three times; 1 of them has the disease. Before rounding to whole people, that is a probability of 7.90\u00a0%.",
    );
    expect(sentenceOf(modelOf({ prevalence: 0.0001, specificity: 0.995, results: "+++" }))).toBe(
      "Of 10,000 people, 1 tests positive three times; that one has the disease. Before rounding to whole people, that is a probability of 99.85\u00a0%.",
    );
  });

  test("has captions in words, and shorter ones in signs", () => {
    expect(captionsOf(modelOf({ results: "+-" }))).toEqual({
      inWords: ["896 test positive, then negative", "9,104 others"],
      inSigns: ["896 with +−", "9,104 others"],
    });
    const { inWords } = captionsOf(modelOf({ sensitivity: 1, specificity: 0.0001, prevalence: 0.0001 }));
    expect(inWords).toEqual(["9,999 test positive", "1 other"]);
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

test.each([
  [9.5, "9.50"],
  [0.005, "0.00500"],
  [99_999.99999, "100,000"],
  [Infinity, "∞"],
  // Sensitivity 0 and specificity 1: nobody has the result.
  [NaN, "–"],
])("the factor %f is %s", (factor, text) => expect(factorInDigits(factor)).toBe(text));

test("what the cards say is so", () => {
  const share = (values: Readonly<Record<string, number>>): string =>
    percent(modelOf(values).probabilities[0], 2);
  expect(share({})).toBe("8.8 %");
  expect(share({ sensitivity: 1 })).toBe("9.2 %");
  expect(share({ specificity: 0.99 })).toBe("49 %");
  expect(share({ prevalence: 0.2 })).toBe("70 %");
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
