import type { NumberSetting, Setting } from "../../core/settings";

const probability = (
  key: string,
  label: string,
  initial: number,
  description: string,
  rest: Partial<NumberSetting> = {},
): NumberSetting => ({
  kind: "number",
  group: "Test",
  key,
  label,
  description,
  default: initial,
  min: 0,
  max: 1,
  step: 0.005,
  restartsRun: false,
  ...rest,
});

/** Every setting of the medical test. */
export const medicalSettings: readonly Setting[] = [
  probability("prevalence", "prevalence", 0.01, "Share of the population that has the disease: the prior.", {
    min: 0.0001,
    max: 0.9,
    step: 0.0001,
    scale: "log",
  }),
  probability("sensitivity", "sensitivity", 0.95, "Share of the diseased who test positive."),
  probability("specificity", "specificity", 0.9, "Share of the healthy who test negative."),
  {
    kind: "choice",
    group: "Field",
    key: "results",
    label: "who test",
    description:
      "Which people of the field stand on the left: those with this sequence of independent results.",
    default: "+",
    choices: [
      { value: "+", label: "positive" },
      { value: "++", label: "positive twice" },
      { value: "+++", label: "positive three times" },
      { value: "-", label: "negative" },
      { value: "+-", label: "positive, then negative" },
    ],
    restartsRun: false,
  },
];
