import type { Setting } from "../../core/settings";
import { camera, choice, number, text } from "../settingBuilders";
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
  text(
    "Data",
    "data",
    "points",
    "Pairs as in 0.5,1.2; 1,2.3 – or none; an empty field takes the article's 20 points.",
    10_000,
  ),
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
  choice("Surface", "view", "view", "A surface in three dimensions, or its contours from straight above.", [
    ["surface", "surface"],
    ["flat", "flat contours"],
  ]),
  choice(
    "Surface",
    "axes",
    "axes",
    "Axes that follow the posterior, or stay as wide as the prior and show how far it has shrunk.",
    [
      ["posterior", "follow the posterior"],
      ["prior", "stay with the prior"],
    ],
  ),
  choice(
    "Surface",
    "half",
    "half shown",
    "Which half of the picture a narrow window shows.",
    [
      ["data", "Data"],
      ["surface", "Posterior"],
    ],
    { hidden: true },
  ),
  camera("Surface"),
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = ["seen", "view", "axes", "half", "camera"];
