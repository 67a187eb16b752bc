import type { Setting } from "../../core/settings";
import { MAX_POINTS } from "../points/pointText";
import { choice, number } from "../settingBuilders";

/** Degrees from 0 to this can be fitted, and are compared by their evidence. */
export const HIGHEST_DEGREE = 10;
export const LEAST_LAMBDA = 1e-6;
export const MOST_LAMBDA = 1000;

/** Every setting of MAP against MLE. */
export const mapSettings: readonly Setting[] = [
  choice(
    "Prior",
    "penalty",
    "prior",
    "What is believed of each weight before any data, always centred on 0.",
    [
      ["L2", "Gaussian (L2, ridge)"],
      ["L1", "Laplace (L1, lasso)"],
    ],
  ),
  number(
    "Prior",
    "lambda",
    "λ",
    "How strongly large weights are punished: noise variance over prior variance, or 2 σ² over the Laplace scale.",
    [LEAST_LAMBDA, 1, MOST_LAMBDA, 0.1],
    { scale: "log" },
  ),
  number(
    "Model",
    "degree",
    "degree",
    "Highest power of x; the intercept and every power have a weight.",
    [0, 10, HIGHEST_DEGREE, 1],
    { integer: true },
  ),
  number(
    "Model",
    "sigmaNoise",
    "noise sd",
    "Standard deviation of a single y about the curve; it says what prior a λ stands for.",
    [0.01, 0.15, 10, 0.01],
    { scale: "log" },
  ),
  number(
    "Model",
    "sigmaEvidence",
    "σw, evidence",
    "Prior sd of each weight with which the degrees are compared; Gaussian, whatever the prior above.",
    [0.01, 1, 100, 0.01],
    { scale: "log" },
  ),
  {
    kind: "text",
    group: "Data",
    key: "data",
    label: "points",
    description: "Pairs as in 0.5,1.2; 1,2.3; an empty field takes the article's 15 points.",
    default: "",
    maxLength: 50 * MAX_POINTS,
    restartsRun: false,
  },
  choice(
    "Data",
    "truth",
    "truth",
    "The curve that made the article's points, or none where the data are your own.",
    [
      ["curve", "the article's curve"],
      ["points", "and test points"],
      ["none", "not known"],
    ],
  ),
  number(
    "Two weights",
    "first",
    "across",
    "Power of x whose weight lies along the horizontal axis.",
    [0, 1, HIGHEST_DEGREE, 1],
    {
      integer: true,
    },
  ),
  number(
    "Two weights",
    "second",
    "upwards",
    "Power of x whose weight lies along the vertical axis.",
    [0, 2, HIGHEST_DEGREE, 1],
    {
      integer: true,
    },
  ),
  choice(
    "Two weights",
    "others",
    "others",
    "Held where the MAP has them, so that contours touch there; or free to follow, so that each is a margin.",
    [
      ["held", "held at the MAP"],
      ["free", "free to follow"],
    ],
  ),
  choice(
    "Two weights",
    "part",
    "part shown",
    "Which part of the picture a narrow window shows.",
    [
      ["data", "Data"],
      ["plane", "Two weights"],
      ["bars", "All weights"],
    ],
    { hidden: true },
  ),
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = ["first", "second", "others", "part", "truth"];
