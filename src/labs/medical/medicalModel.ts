import type { SettingsStore } from "../../app/settingsStore";
import {
  accuracy,
  bayesFactor,
  diseaseProbability,
  frequencyOf,
  naturalFrequencies,
  type MedicalTest,
  type TestResult,
} from "../../core/medical";

/** People in the field. */
export const POPULATION = 10_000;

/** Sequences of results whose probabilities stand in the table. */
export const SEQUENCES = ["+", "++", "+++", "-", "+-"] as const;

/** Everything that the lab shows, from its settings. */
export interface MedicalModel {
  readonly test: MedicalTest;
  /** The sequence of results that the field is sorted by. */
  readonly results: readonly TestResult[];
  /** P(disease given the sequence), for each of SEQUENCES; NaN where it cannot occur. */
  readonly probabilities: readonly number[];
  /** P(disease given the chosen sequence). */
  readonly probability: number;
  readonly accuracy: number;
  readonly bayesFactor: number;
  /** People with the chosen sequence, whole numbers. */
  readonly inside: { readonly diseased: number; readonly healthy: number };
  /** Everyone else. */
  readonly outside: { readonly diseased: number; readonly healthy: number };
}

/** "+-" as results. */
export function resultsOf(sequence: string): TestResult[] {
  return Array.from(sequence, (sign) => (sign === "+" ? "positive" : "negative"));
}

export function medicalModel(store: SettingsStore): MedicalModel {
  const test = {
    prevalence: store.number("prevalence"),
    sensitivity: store.number("sensitivity"),
    specificity: store.number("specificity"),
  };
  const results = resultsOf(store.text("results"));
  const field = naturalFrequencies(test, POPULATION, results.length);
  const all = frequencyOf(field, []);
  const inside = frequencyOf(field, results);
  return {
    test,
    results,
    probabilities: SEQUENCES.map((sequence) => diseaseProbability(test, resultsOf(sequence))),
    probability: diseaseProbability(test, results),
    accuracy: accuracy(test),
    bayesFactor: bayesFactor(test, "positive"),
    inside,
    outside: { diseased: all.diseased - inside.diseased, healthy: all.healthy - inside.healthy },
  };
}

const IN_WORDS: Readonly<Record<string, string>> = {
  "+": "positive",
  "++": "positive twice",
  "+++": "positive three times",
  "-": "negative",
  "+-": "positive, then negative",
};

/** "test positive twice", for a sequence of results; of one person "tests positive twice". */
export function sequenceInWords(results: readonly TestResult[], numPeople = Infinity): string {
  const signs = results.map((result) => (result === "positive" ? "+" : "-")).join("");
  return `${numPeople === 1 ? "tests" : "test"} ${IN_WORDS[signs] ?? signs}`;
}

/** What stands over the people with the results and over the others: in words and, shorter, in signs. */
export interface Captions {
  readonly inWords: readonly string[];
  readonly inSigns: readonly string[];
}

export function captionsOf({ inside, outside, results }: MedicalModel): Captions {
  const [chosen, others] = [inside, outside].map(({ diseased, healthy }) => diseased + healthy);
  const signs = results.map((result) => (result === "positive" ? "+" : "−")).join("");
  const rest = `${others.toLocaleString("en")} ${others === 1 ? "other" : "others"}`;
  return {
    inWords: [`${chosen.toLocaleString("en")} ${sequenceInWords(results, chosen)}`, rest],
    inSigns: [`${chosen.toLocaleString("en")} with ${signs}`, rest],
  };
}

/** A probability in per cent, to so many significant digits; a dash where there is none. */
export function percent(probability: number, digits = 3): string {
  if (Number.isNaN(probability)) return "–";
  const value = 100 * probability;
  if (value === 0 || value === 100) return `${value} %`;
  // Near certainty the digits that count are those of the complement.
  const [size, wanted] = value > 90 ? [100 - value, digits - 1] : [value, digits];
  return `${value.toFixed(Math.min(15, Math.max(0, wanted - 1 - Math.floor(Math.log10(size)))))} %`;
}

/** The factor of the odds in digits; a dash where there is none. */
export function factorInDigits(factor: number): string {
  if (Number.isNaN(factor)) return "–";
  if (factor === Infinity) return "∞";
  return factor < 1000 ? factor.toPrecision(3) : Math.round(factor).toLocaleString("en");
}

/** What the field shows, in words. */
export function sentenceOf(model: MedicalModel): string {
  // The sign never begins a line.
  return inWords(model).replaceAll(" %", "\u00a0%");
}

function inWords(model: MedicalModel): string {
  const { diseased, healthy } = model.inside;
  const total = diseased + healthy;
  if (Number.isNaN(model.probability)) {
    return `With these rates nobody can ${sequenceInWords(model.results)}, so there is nothing to infer.`;
  }
  const people = (count: number): string => count.toLocaleString("en");
  if (total === 0) {
    return `Fewer than one in ${people(POPULATION)} people ${sequenceInWords(model.results)}; of those who do, ${percent(model.probability)} have the disease.`;
  }
  const ill =
    total === 1
      ? `that one ${diseased === 1 ? "has the disease" : "is healthy"}`
      : `${people(diseased)} of them ${diseased === 1 ? "has" : "have"} the disease`;
  const isTheShare = percent(diseased / total) === percent(model.probability);
  return `Of ${people(POPULATION)} people, ${people(total)} ${sequenceInWords(model.results, total)}; ${ill}. ${isTheShare ? "That" : "Before rounding to whole people, that"} is a probability of ${percent(model.probability)}.`;
}
