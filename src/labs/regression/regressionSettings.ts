import type { Setting } from "../../core/settings";
import { number } from "../settingBuilders";
import { MAX_POINTS } from "./dataText";

/** As many points seen as there can be: all there are, also after one was added. */
export const ALL_SEEN = MAX_POINTS;
/** Degrees from 0 to this are compared by their evidence. */
export const HIGHEST_DEGREE = 10;
export const TRUE_INTERCEPT = 0.5;
export const TRUE_SLOPE = 1.5;

/** Every setting of the Bayesian linear regression. */
export const regressionSettings: readonly Setting[] = [
  number(
    "Model",
    "degree",
    "degree",
    "Highest power of x: 1 is a straight line, and every power has a weight with the same prior.",
    [1, 1, HIGHEST_DEGREE, 1],
    { integer: true },
  ),
  number(
    "Model",
    "sigmaNoise",
    "noise sd",
    "Standard deviation of a single y about the curve, taken as known.",
    [0.05, 0.5, 5, 0.05],
    { scale: "log" },
  ),
  number(
    "Model",
    "sigmaPrior",
    "prior sd",
    "Standard deviation of each weight before any data; the prior is centred on 0.",
    [0.05, 2, 50, 0.05],
    { scale: "log" },
  ),
  {
    kind: "text",
    group: "Data",
    key: "data",
    label: "points",
    description: "Pairs as in 0.5,1.2; 1,2.3 – or none; an empty field takes the article's 20 points.",
    default: "",
    maxLength: 10_000,
    restartsRun: false,
  },
  number(
    "Data",
    "seen",
    "points seen",
    `How many of the points, in the order listed, the posterior knows; ${ALL_SEEN} stands for all.`,
    [0, ALL_SEEN, ALL_SEEN, 1],
    { integer: true, hidden: true },
  ),
  number(
    "Lines",
    "numLines",
    "lines drawn",
    "How many lines are drawn from the posterior, each of them a dot on the surface.",
    [0, 20, 200, 1],
    { integer: true },
  ),
  number(
    "Lines",
    "seed",
    "seed",
    "The same seed draws the same lines, to the last bit.",
    [0, 1, 4294967295, 1],
    { integer: true },
  ),
  {
    kind: "choice",
    group: "Surface",
    key: "view",
    label: "view",
    description: "A surface in three dimensions, or its contours from straight above.",
    default: "surface",
    choices: [
      { value: "surface", label: "surface" },
      { value: "flat", label: "flat contours" },
    ],
    restartsRun: false,
  },
  {
    kind: "choice",
    group: "Surface",
    key: "axes",
    label: "axes",
    description:
      "Axes that follow the posterior, or stay as wide as the prior and show how far it has shrunk.",
    default: "posterior",
    choices: [
      { value: "posterior", label: "follow the posterior" },
      { value: "prior", label: "stay with the prior" },
    ],
    restartsRun: false,
  },
  {
    kind: "choice",
    group: "Surface",
    key: "half",
    label: "half shown",
    description: "Which half of the picture a narrow window shows.",
    default: "data",
    choices: [
      { value: "data", label: "Data" },
      { value: "surface", label: "Posterior" },
    ],
    restartsRun: false,
    hidden: true,
  },
  {
    kind: "vector",
    group: "Surface",
    key: "camera",
    label: "camera",
    description: "Azimuth, polar angle, distance, and the point looked at; empty for the view that fits.",
    default: [],
    length: 5,
    min: -1000,
    max: 1000,
    restartsRun: false,
    hidden: true,
  },
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = ["seen", "view", "axes", "half", "camera"];
