import { element } from "../../app/element";
import type { SettingValues } from "../../core/settings";
import bayes from "./bayes.tex";
import { experimentCards, formula, type Experiment } from "../experimentCards";

const experiments: readonly Experiment[] = [
  {
    title: "The classic: 1 % prevalence",
    lookFor: "A positive result, and still more than nine in ten of those who have it are healthy.",
    values: { prevalence: 0.01, sensitivity: 0.95, specificity: 0.9, results: "+" },
  },
  {
    title: "Test again",
    lookFor: "A second, independent positive result lifts the probability to 48 %, a third to 90 %.",
    values: { prevalence: 0.01, sensitivity: 0.95, specificity: 0.9, results: "++" },
  },
  {
    title: "A common disease",
    lookFor: "The same test where 20 % are ill: now a positive result is right in seven of ten cases.",
    values: { prevalence: 0.2, sensitivity: 0.95, specificity: 0.9, results: "+" },
  },
  {
    title: "What to improve?",
    lookFor:
      "Raise sensitivity to 1: little changes. Specificity at 0.99 instead takes nine in ten false alarms away: 49 %.",
    values: { prevalence: 0.01, sensitivity: 0.95, specificity: 0.99, results: "+" },
  },
];

/** What one sees, what to try, what it means, where to go next. */
export function fillMedicalWords(container: HTMLElement, set: (values: SettingValues) => void): void {
  container.replaceChildren(
    element("h2", {}, ["Try this"]),
    experimentCards(experiments, set),
    element("h2", {}, ["Bayes' theorem"]),
    formula(bayes),
    element("p", {}, [
      "Each dot is one of 10,000 people. Those with the result stand on the left. The share of the diseased among them is what Bayes' theorem computes: the healthy are so many that even a small rate of false alarms outnumbers the few true ones.",
    ]),
    element("p", {}, [
      "The article calls this test “95 % accurate”. 95 % is its sensitivity; its accuracy, the share of right results, is 90.05 %.",
    ]),
    element("p", {}, [
      "Results are independent given the disease. Real repeated tests often are not: then they say less.",
    ]),
    element("p", {}, [
      "Next: ",
      element("a", { href: "#coin" }, ["a coin's bias"]),
      ", where the unknown is a number and the posterior a curve.",
    ]),
  );
}
