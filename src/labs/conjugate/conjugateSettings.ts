import type { ChoiceSetting, NumberSetting, Setting, TextSetting } from "../../core/settings";

/** Letters of own data that a link still carries. */
export const MAX_LETTERS = 8000;

/** A limit of the prior at this end of its slider is none. */
export const NO_LIMITS = { beta: [0, 1], normal: [-200, 200], gamma: [0, 100] } as const;

const onlyOf = (pair: string) => ({ key: "pair", values: [pair] });

const number = (
  pair: string,
  group: string,
  key: string,
  label: string,
  [initial, min, max, step]: readonly [number, number, number, number],
  description: string,
  rest: Partial<NumberSetting> = {},
): NumberSetting => ({
  kind: "number",
  group,
  key,
  label,
  description,
  default: initial,
  min,
  max,
  step,
  restartsRun: false,
  only: onlyOf(pair),
  ...rest,
});

const size = (pair: string, key: string, values: readonly string[], description: string): ChoiceSetting => ({
  kind: "choice",
  group: "Data",
  key,
  label: "size",
  description,
  default: values[0],
  choices: values.map((value) => ({ value, label: Number(value).toLocaleString("en") })),
  restartsRun: false,
  only: onlyOf(pair),
});

const own = (pair: string, key: string, description: string): TextSetting => ({
  kind: "text",
  group: "Data",
  key,
  label: "your own",
  description,
  default: "",
  maxLength: MAX_LETTERS,
  restartsRun: false,
  only: onlyOf(pair),
});

const logarithmic = { scale: "log" } as const;
const advanced = { advanced: true } as const;
const LIMITS = "Limits of the prior";
const FROM = "The prior has no mass below this; at the slider's left end there is no such limit.";
const TO = "The prior has no mass above this; at the slider's right end there is no such limit.";
const NULL = "The value that the Bayes factor holds against an unknown one with this prior.";

/** Every setting of the conjugate pairs. */
export const conjugateSettings: readonly Setting[] = [
  {
    kind: "choice",
    group: "Pair",
    key: "pair",
    label: "pair",
    description: "Which kind of data, and with it which family prior and posterior share.",
    default: "beta",
    choices: [
      { value: "beta", label: "Beta-Binomial" },
      { value: "normal", label: "Normal-Normal" },
      { value: "gamma", label: "Gamma-Poisson" },
    ],
    restartsRun: false,
  },
  {
    kind: "choice",
    group: "Pair",
    key: "view",
    label: "picture",
    description: "What is believed of the parameter, or what that says about data still to come.",
    default: "belief",
    choices: [
      { value: "belief", label: "prior to posterior" },
      { value: "prediction", label: "the next data" },
    ],
    restartsRun: false,
  },
  size("beta", "numFlips", ["10", "100", "1000"], "Which of the article's three batches is shown."),
  own(
    "beta",
    "ownFlips",
    "Flips of your own as 1 and 0 or H and T, for example 1101, in place of the article's.",
  ),
  size(
    "normal",
    "numMeasurements",
    ["50", "10", "100", "1000"],
    "How many measurements: the article has 50, and its random stream runs on for more.",
  ),
  own(
    "normal",
    "ownMeasurements",
    "Measurements of your own, separated by spaces, commas or semicolons, in place of the article's.",
  ),
  size(
    "gamma",
    "numCounts",
    ["25", "10", "100", "1000"],
    "How many counts: 25 given ones, or simulated ones with a rate of 3.",
  ),
  own("gamma", "ownCounts", "Counts of your own, whole numbers from 0, in place of these."),

  number(
    "beta",
    "Prior",
    "alpha",
    "alpha",
    [1, 0.1, 1000, 0.1],
    "Heads that the prior is worth.",
    logarithmic,
  ),
  number("beta", "Prior", "beta", "beta", [1, 0.1, 1000, 0.1], "Tails that the prior is worth.", logarithmic),
  number("normal", "Prior", "priorMean", "mean", [0, -200, 200, 0.5], "The prior's mean of the mean."),
  number(
    "normal",
    "Prior",
    "priorSd",
    "sd",
    [10, 0.01, 1000, 0.1],
    "The prior's standard deviation: how far off its mean may well be.",
    logarithmic,
  ),
  number(
    "normal",
    "Prior",
    "sigma",
    "known noise",
    [2, 0.01, 1000, 0.1],
    "Standard deviation of one measurement, taken as known.",
    logarithmic,
  ),
  number("gamma", "Prior", "shape", "shape", [2, 0.1, 1000, 0.1], "Events the prior is worth.", logarithmic),
  number("gamma", "Prior", "rate", "rate", [1, 0.1, 1000, 0.1], "Counts the prior is worth.", logarithmic),

  number("beta", LIMITS, "biasFrom", "from", [0, 0, 1, 0.01], FROM),
  number("beta", LIMITS, "biasTo", "to", [1, 0, 1, 0.01], TO),
  number("normal", LIMITS, "meanFrom", "from", [-200, -200, 200, 0.5], FROM),
  number("normal", LIMITS, "meanTo", "to", [200, -200, 200, 0.5], TO),
  number("gamma", LIMITS, "rateFrom", "from", [0, 0, 100, 0.1], FROM),
  number("gamma", LIMITS, "rateTo", "to", [100, 0, 100, 0.1], TO),

  {
    kind: "number",
    group: "Reading",
    key: "level",
    label: "credible mass",
    description: "Probability that the interval and the highest-density region hold.",
    default: 0.95,
    min: 0.5,
    max: 0.99,
    step: 0.01,
    restartsRun: false,
  },
  number("beta", "Reading", "nullBias", "point null", [0.5, 0.01, 0.99, 0.01], NULL, advanced),
  number("normal", "Reading", "nullMean", "point null", [5, -200, 200, 0.5], NULL, advanced),
  number("gamma", "Reading", "nullRate", "point null", [2, 0.1, 100, 0.1], NULL, advanced),
];
