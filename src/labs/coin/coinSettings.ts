import type { Setting } from "../../core/settings";
import { camera, number } from "../settingBuilders";
import { MAX_FLIPS } from "./flips";

/** The hidden coin of the first visit and its first flips: the page does not open empty. */
export const FIRST_COIN = 4;
export const FIRST_FLIPS = "01011011011011011110";

/** Every setting of the coin. */
export const coinSettings: readonly Setting[] = [
  number(
    "Prior",
    "alpha",
    "alpha",
    "First shape of the Beta prior; alpha − 1 is worth as many heads seen before.",
    [0.5, 2, 200, 0.1],
    { scale: "log" },
  ),
  number(
    "Prior",
    "beta",
    "beta",
    "Second shape of the Beta prior; beta − 1 is worth as many tails seen before.",
    [0.5, 2, 200, 0.1],
    { scale: "log" },
  ),
  number(
    "Grid",
    "nodes",
    "nodes",
    "Number of values of the bias at which the grid holds a probability, both ends included.",
    [5, 100, 2000, 1],
    { scale: "log", integer: true },
  ),
  {
    kind: "choice",
    group: "View",
    key: "view",
    label: "view",
    description: "The ridge in 3D, or the same picture seen from above (F).",
    default: "surface",
    choices: [
      { value: "surface", label: "ridge in 3D" },
      { value: "flat", label: "flat, from above" },
    ],
    restartsRun: false,
  },
  number(
    "Your guess",
    "guess",
    "bias",
    "What you believe the hidden bias to be; the mean of your belief.",
    [0.01, 0.6, 0.99, 0.01],
  ),
  number(
    "Your guess",
    "sureness",
    "sure as after",
    "How sure you are: as sure as somebody who has seen about this many flips.",
    [2, 10, 2000, 1],
    { scale: "log", integer: true, unit: "flips" },
  ),
  {
    kind: "text",
    group: "Coin",
    key: "flips",
    label: "flips",
    description: "The sequence of flips: 1 or H for heads, 0 or T for tails.",
    default: FIRST_FLIPS,
    maxLength: MAX_FLIPS,
    restartsRun: false,
    hidden: true,
  },
  number(
    "Coin",
    "seed",
    "coin",
    "Number of the hidden coin; the same number has the same bias and gives the same flips.",
    [0, FIRST_COIN, 4294967295, 1],
    { integer: true, hidden: true },
  ),
  {
    kind: "toggle",
    group: "Coin",
    key: "revealed",
    label: "revealed",
    description: "Whether the hidden bias is shown, and your belief scored.",
    default: false,
    restartsRun: false,
    hidden: true,
  },
  camera("View"),
];

/** Keys whose change replaces the address instead of adding to the history. */
export const transientKeys: readonly string[] = ["revealed", "flips", "camera", "view"];
