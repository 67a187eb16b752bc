import type { Setting } from "../../core/settings";
import { choice, number, text } from "../settingBuilders";
import type { PairKey } from "./conjugatePair";

/** Letters of own data that a link still carries. */
export const MAX_LETTERS = 8000;

/** A limit of the prior at this end of its slider is none. */
export const NO_LIMITS = { beta: [0, 1], normal: [-200, 200], gamma: [0, 100] } as const;

/** A setting that is there for one pair alone. */
const of = (pair: PairKey) => ({ only: { key: "pair", values: [pair] } });
const logarithmicOf = (pair: PairKey) => ({ ...of(pair), scale: "log" }) as const;
const advancedOf = (pair: PairKey) => ({ ...of(pair), advanced: true });

const sizes = (...values: readonly string[]) =>
  values.map((value) => [value, Number(value).toLocaleString("en")] as const);

const LIMITS = "Limits of the prior";
const FROM = "The prior has no mass below this; at the slider's left end there is no such limit.";
const TO = "The prior has no mass above this; at the slider's right end there is no such limit.";
const NULL = "The value that the Bayes factor holds against an unknown one with this prior.";

/** Every setting of the conjugate pairs. */
export const conjugateSettings: readonly Setting[] = [
  choice("Pair", "pair", "pair", "Which kind of data, and with it which family prior and posterior share.", [
    ["beta", "Beta-Binomial"],
    ["normal", "Normal-Normal"],
    ["gamma", "Gamma-Poisson"],
  ]),
  choice(
    "Pair",
    "view",
    "picture",
    "What is believed of the parameter, or what that says about data still to come.",
    [
      ["belief", "prior to posterior"],
      ["prediction", "the next data"],
    ],
  ),
  choice(
    "Data",
    "numFlips",
    "size",
    "Which of the article's three batches is shown.",
    sizes("10", "100", "1000"),
    of("beta"),
  ),
  text(
    "Data",
    "ownFlips",
    "your own",
    "Flips of your own as 1 and 0 or H and T, for example 1101, in place of the article's.",
    MAX_LETTERS,
    of("beta"),
  ),
  choice(
    "Data",
    "numMeasurements",
    "size",
    "How many measurements: the article has 50, and its random stream runs on for more.",
    sizes("50", "10", "100", "1000"),
    of("normal"),
  ),
  text(
    "Data",
    "ownMeasurements",
    "your own",
    "Measurements of your own, separated by spaces, commas or semicolons, in place of the article's.",
    MAX_LETTERS,
    of("normal"),
  ),
  choice(
    "Data",
    "numCounts",
    "size",
    "How many counts: 25 given ones, or simulated ones with a rate of 3.",
    sizes("25", "10", "100", "1000"),
    of("gamma"),
  ),
  text(
    "Data",
    "ownCounts",
    "your own",
    "Counts of your own, whole numbers from 0, in place of these.",
    MAX_LETTERS,
    of("gamma"),
  ),

  number(
    "Prior",
    "alpha",
    "alpha",
    "Heads that the prior is worth.",
    [0.1, 1, 1000, 0.1],
    logarithmicOf("beta"),
  ),
  number(
    "Prior",
    "beta",
    "beta",
    "Tails that the prior is worth.",
    [0.1, 1, 1000, 0.1],
    logarithmicOf("beta"),
  ),
  number("Prior", "priorMean", "mean", "The prior's mean of the mean.", [-200, 0, 200, 0.5], of("normal")),
  number(
    "Prior",
    "priorSd",
    "sd",
    "The prior's standard deviation: how far off its mean may well be.",
    [0.01, 10, 1000, 0.1],
    logarithmicOf("normal"),
  ),
  number(
    "Prior",
    "sigma",
    "known noise",
    "Standard deviation of one measurement, taken as known.",
    [0.01, 2, 1000, 0.1],
    logarithmicOf("normal"),
  ),
  number(
    "Prior",
    "shape",
    "shape",
    "Events the prior is worth.",
    [0.1, 2, 1000, 0.1],
    logarithmicOf("gamma"),
  ),
  number("Prior", "rate", "rate", "Counts the prior is worth.", [0.1, 1, 1000, 0.1], logarithmicOf("gamma")),

  number(LIMITS, "biasFrom", "from", FROM, [0, 0, 1, 0.01], of("beta")),
  number(LIMITS, "biasTo", "to", TO, [0, 1, 1, 0.01], of("beta")),
  number(LIMITS, "meanFrom", "from", FROM, [-200, -200, 200, 0.5], of("normal")),
  number(LIMITS, "meanTo", "to", TO, [-200, 200, 200, 0.5], of("normal")),
  number(LIMITS, "rateFrom", "from", FROM, [0, 0, 100, 0.1], of("gamma")),
  number(LIMITS, "rateTo", "to", TO, [0, 100, 100, 0.1], of("gamma")),

  number(
    "Reading",
    "level",
    "credible mass",
    "Probability that the interval and the highest-density region hold.",
    [0.5, 0.95, 0.99, 0.01],
  ),
  number("Reading", "nullBias", "point null", NULL, [0.01, 0.5, 0.99, 0.01], advancedOf("beta")),
  number("Reading", "nullMean", "point null", NULL, [-200, 5, 200, 0.5], advancedOf("normal")),
  number("Reading", "nullRate", "point null", NULL, [0.1, 2, 100, 0.1], advancedOf("gamma")),
];
