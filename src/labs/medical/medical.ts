/** The medical test: Bayes' theorem as numbers, as a field of people, and as a curve over the prevalence. */
import { element } from "../../app/element";
import { encodeLink } from "../../app/link";
import { Panel } from "../../app/panel";
import { ReadoutTable } from "../../app/readoutTable";
import { PlotChart } from "../../charts";
import { diseaseProbability } from "../../core/medical";
import type { LabContext, LabModule, RunningLab } from "../lab";
import { bindLinkButton } from "../linkButton";
import { FieldView } from "./fieldView";
import {
  factorInDigits,
  medicalModel,
  percent,
  resultsOf,
  SEQUENCES,
  sentenceOf,
  type MedicalModel,
} from "./medicalModel";
import { medicalSettings } from "./medicalSettings";
import { fillMedicalWords } from "./medicalWords";

export const medical: LabModule = { settings: medicalSettings, transientKeys: ["results"], open };

/** Nodes of the curve over the prevalence, evenly on a logarithmic axis. */
const PREVALENCES = Float64Array.from({ length: 241 }, (_, i) => 10 ** (-4 + (4 * i) / 240) * 0.999);

const SIGNS: Readonly<Record<(typeof SEQUENCES)[number], string>> = {
  "+": "after +",
  "++": "after + +",
  "+++": "after + + +",
  "-": "after −",
  "+-": "after + −",
};

function open({ shell, store }: LabContext): RunningLab {
  let model = medicalModel(store);
  const headline = element("p.headline", { "data-mood": "neutral" });
  shell.numbers.replaceChildren(headline);
  const table = new ReadoutTable(shell.numbers, "Probabilities", ["", "P(disease)", ""]);
  const field = new FieldView(shell.stage);
  const box = element("div.chart");
  shell.charts.replaceChildren(box);
  const curve = new PlotChart(box, { title: "After the results", description: () => curveInWords() });
  function curveInWords(): string {
    return `Probability of disease against prevalence after one, two and three positive results and after a negative one. At a prevalence of ${percent(model.test.prevalence)} it is ${percent(model.probabilities[0])}, ${percent(model.probabilities[1])}, ${percent(model.probabilities[2])} and ${percent(model.probabilities[3])}.`;
  }

  function show(): void {
    model = medicalModel(store);
    const sentence = sentenceOf(model);
    if (headline.textContent !== sentence) headline.textContent = sentence;
    table.show(readoutsOf(model));
    field.show(model);
    showCurve(curve, model);
    shell.summary.textContent = sentence;
  }

  const unsubscribe = store.subscribe(show);
  const unbindLink = bindLinkButton(shell, () => encodeLink("medical", store.settings, store.values));
  const panel = new Panel(
    { container: shell.panel, store, onProblem: (problem) => shell.notices.show(problem, "problem") },
    [],
  );
  fillMedicalWords(shell.words, (values) => store.set(values));
  show();

  return {
    ready: Promise.resolve(),
    handle: {
      ready: Promise.resolve(),
      settings: () => ({ ...store.values }),
      set: (values: Readonly<Record<string, unknown>>) => store.set(values),
      summary: () => ({ ...model, sentence: sentenceOf(model) }),
      frames: () => field.frames,
    },
    setTheme: () => {
      field.setTheme();
      curve.setTheme();
    },
    dispose: () => {
      unsubscribe();
      unbindLink();
      panel.dispose();
      curve.dispose();
      field.dispose();
    },
  };
}

function readoutsOf({ test, probabilities, accuracy, bayesFactor }: MedicalModel) {
  const row = (name: string, value: string, explanation: string) =>
    ({ name, value, reference: "", state: "none", explanation }) as const;
  return [
    row("before any result", percent(test.prevalence, 4), "The prior: the prevalence."),
    ...SEQUENCES.map((sequence, i) =>
      row(SIGNS[sequence], percent(probabilities[i], 4), "The posterior after these independent results."),
    ),
    row(
      "accuracy",
      percent(accuracy, 4),
      "Share of all results that are right, positive and negative together.",
    ),
    row(
      "Bayes factor of +",
      factorInDigits(bayesFactor),
      "A positive result multiplies the odds of disease by this.",
    ),
  ];
}

function showCurve(curve: PlotChart, { test }: MedicalModel): void {
  const over = (sequence: string): Float64Array =>
    PREVALENCES.map((prevalence) => diseaseProbability({ ...test, prevalence }, resultsOf(sequence)));
  curve.show({
    xName: "prevalence",
    yName: "P(disease)",
    xRange: [1e-4, 1],
    yRange: [0, 1],
    isLogX: true,
    curves: [
      { label: "+", colour: "var(--series-2)", x: PREVALENCES, y: over("+"), width: 2 },
      { label: "+ +", colour: "var(--series-5)", x: PREVALENCES, y: over("++") },
      { label: "+ + +", colour: "var(--series-3)", x: PREVALENCES, y: over("+++") },
      { label: "−", colour: "var(--series-1)", x: PREVALENCES, y: over("-"), isOptional: true },
    ],
    marks: [{ label: percent(test.prevalence), colour: "var(--text)", x: test.prevalence, isDashed: true }],
  });
}
