import type { Experiment } from "../experimentCards";
import { FIRST_COIN, FIRST_FLIPS } from "./coinSettings";
import { flipsAsText } from "./flips";
import { hiddenFlips } from "./hiddenCoin";

/** A coin with a bias near 0.65. */
const LONG_COIN = 16;

/** Things to try: each sets something up, and says what to look for. */
export const experiments: readonly Experiment[] = [
  {
    title: "Guess, then reveal",
    lookFor:
      "Twenty flips of a hidden coin. Set your guess and how sure you are, then reveal: the score asks for both.",
    values: { alpha: 2, beta: 2, seed: FIRST_COIN, flips: FIRST_FLIPS, nodes: 100, revealed: false },
  },
  {
    title: "The article's five flips",
    lookFor:
      "Heads, heads, tails, heads, tails from a uniform prior on 1,000 nodes: MAP 0.5996, mean 0.5714. The exact MAP is 0.6, but no node lies there.",
    values: { alpha: 1, beta: 1, flips: "11010", nodes: 1000, revealed: false },
  },
  {
    title: "Nine nodes",
    lookFor:
      "The ridge turns into planks. Mean and standard deviation still hold, but the interval's ends can only be nodes: 0.5 and 0.75.",
    values: { alpha: 2, beta: 2, seed: FIRST_COIN, flips: FIRST_FLIPS, nodes: 9, revealed: false },
  },
  {
    title: "A thousand flips",
    lookFor: "The ridge narrows with the square root of the number of flips; the prior no longer matters.",
    values: {
      alpha: 2,
      beta: 2,
      seed: LONG_COIN,
      flips: flipsAsText(hiddenFlips(LONG_COIN, 1000)),
      nodes: 1000,
      revealed: false,
    },
  },
  {
    title: "A stubborn prior",
    lookFor:
      "Beta(100, 100) is worth about two hundred flips: twenty hardly move it. Flip 100 more a few times.",
    values: { alpha: 100, beta: 100, seed: FIRST_COIN, flips: FIRST_FLIPS, nodes: 1000, revealed: false },
  },
  {
    title: "Ten heads in a row",
    lookFor:
      "The most probable bias is 1, yet the next flip is heads with probability 11/12 only: Laplace's rule of succession.",
    values: { alpha: 1, beta: 1, flips: "1111111111", nodes: 1000, revealed: false },
  },
];
