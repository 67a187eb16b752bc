import {
  betaCrps,
  exactPosterior,
  gridCredibleInterval,
  gridError,
  gridHighestDensityRegion,
  intervalScore,
  logScore,
  summarizeGrid,
  type ExactPosterior,
  type GridError,
  type GridSummary,
} from "../../core/coin";
import {
  betaDistribution,
  countFlips,
  equalTailInterval,
  highestDensityRegion,
  type BetaShapes,
  type FlipCounts,
  type Interval,
} from "../../core/conjugate";
import type { SettingValues } from "../../core/settings";
import { logGrid } from "./gridNumbers";
import { areHiddenFlips, hiddenBias } from "./hiddenCoin";

/** Probability of the credible intervals. */
export const MASS = 0.95;
/** Probability of the interval that the guess stands for. */
export const GUESS_MASS = 0.9;

/** A quantity twice: read off the grid, and exact. */
export interface Pair {
  readonly grid: number;
  readonly exact: number;
}

/** Scores of a belief about a bias that is known by now; see core/coin. */
export interface Scores {
  readonly crps: number;
  readonly interval: number;
  readonly log: number;
}

/** Everything that the lab shows, from its settings and the flips. */
export interface CoinModel {
  readonly flips: Uint8Array;
  readonly counts: FlipCounts;
  readonly prior: BetaShapes;
  readonly numNodes: number;
  /** Distance between neighbouring nodes. */
  readonly spacing: number;
  /** Posterior probabilities at the nodes. */
  readonly grid: Float64Array;
  readonly summary: GridSummary;
  readonly exact: ExactPosterior;
  readonly error: GridError;
  readonly interval: { readonly grid: Interval; readonly exact: Interval };
  /** Highest-density regions: one interval, or two where the density is highest at both ends. */
  readonly hdi: { readonly grid: readonly Interval[]; readonly exact: readonly Interval[] };
  readonly logEvidence: Pair;
  /** Probability that the next flip is heads, before any flip and now. */
  readonly headBefore: Pair;
  readonly headNow: Pair;
  readonly guess: BetaShapes;
  readonly guessInterval: Interval;
  /** Whether the hidden coin made these flips. */
  readonly isFromCoin: boolean;
  /** The hidden bias, once it is revealed; null before, and for flips of one's own. */
  readonly truth: number | null;
  readonly scores: { readonly guess: Scores; readonly posterior: Scores } | null;
}

/** @param flips 1 heads, 0 tails: the text setting, read; the other settings are taken from the values */
export function coinModel(values: SettingValues, flips: Uint8Array): CoinModel {
  const value = (key: string): number => values[key] as number;
  const prior = { alpha: value("alpha"), beta: value("beta") };
  const numNodes = value("nodes");
  const counts = countFlips(flips);
  const exact = exactPosterior(counts, prior);
  const before = logGrid(prior, { heads: 0, tails: 0 }, numNodes);
  const { probabilities: grid, logEvidence } = logGrid(prior, counts, numNodes);
  const summary = summarizeGrid(grid);
  const guess = guessOf(value("guess"), value("sureness"));
  const isFromCoin = areHiddenFlips(value("seed"), flips);
  const truth = values.revealed === true && isFromCoin ? hiddenBias(value("seed")) : null;
  return {
    flips,
    counts,
    prior,
    numNodes,
    spacing: 1 / (numNodes - 1),
    grid,
    summary,
    exact,
    error: gridError(grid, exact),
    interval: {
      grid: gridCredibleInterval(grid, MASS),
      exact: equalTailInterval(exact.distribution, MASS),
    },
    hdi: {
      grid: gridHighestDensityRegion(grid, MASS),
      exact: highestDensityRegion(exact.distribution, MASS),
    },
    logEvidence: { grid: logEvidence, exact: exact.logEvidence },
    headBefore: {
      grid: summarizeGrid(before.probabilities).mean,
      exact: prior.alpha / (prior.alpha + prior.beta),
    },
    headNow: { grid: summary.mean, exact: exact.distribution.mean },
    guess,
    guessInterval: intervalOf(guess),
    isFromCoin,
    truth,
    scores: truth === null ? null : { guess: scoresOf(guess, truth), posterior: scoresOf(exact, truth) },
  };
}

/** A Beta belief by its mean and the number of flips that it is worth. */
export function guessOf(mean: number, sureness: number): BetaShapes {
  return { alpha: mean * sureness, beta: (1 - mean) * sureness };
}

function intervalOf({ alpha, beta }: BetaShapes): Interval {
  return equalTailInterval(betaDistribution(alpha, beta), GUESS_MASS);
}

function scoresOf(belief: BetaShapes, truth: number): Scores {
  return {
    crps: betaCrps(belief, truth),
    interval: intervalScore(intervalOf(belief), GUESS_MASS, truth),
    log: logScore(belief, truth),
  };
}
