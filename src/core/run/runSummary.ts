import { manyChainEss, nestedRhatFromMoments, type DrawSummary } from "../diagnostics";
import type { Target } from "../targets/target";
import { numSuperchainsOf } from "./start";
import { boxCentre, type RunTotals } from "./totals";

/** An estimate from all draws after warm-up, the error it carries, and the truth it is held against. */
export interface Estimate {
  readonly value: number;
  /** Monte Carlo standard error; NaN while unknown. */
  readonly mcse: number;
  readonly truth: number;
  /** (value - truth) / mcse */
  readonly z: number;
}

export interface ParameterSummary {
  readonly name: string;
  readonly mean: Estimate;
  readonly sd: Estimate;
  /** Nested R-hat above 16 chains, rank-normalised split R-hat up to 16. */
  readonly rhat: number;
  /** Effective sample size of the mean over all draws. */
  readonly ess: number;
  /** Draws that are worth one independent draw. */
  readonly autocorrelationTime: number;
}

export interface RunSummary {
  readonly numChains: number;
  /** Draws of each chain after warm-up. */
  readonly numDraws: number;
  /** How R-hat and ESS were found: from the chains' moments, or by ranks of the kept draws. */
  readonly method: "manyChains" | "ranks";
  readonly acceptanceRate: { readonly value: number; readonly standardError: number };
  readonly parameters: readonly ParameterSummary[];
  /** Share of the first mode, by expected responsibility; null for unimodal targets. */
  readonly firstMode: Estimate | null;
  /** Mean number of transitions between two changes of mode of a chain; Infinity if none was seen. */
  readonly stepsPerModeSwitch: number | null;
  /** Share of chains that have not changed their mode once. */
  readonly shareNeverSwitched: number | null;
}

/** Above this many chains, R-hat and ESS come from the moments of all chains. */
export const MAX_RANK_CHAINS = 16;

/**
 * Quantities whose means the summary needs, from the draws of one chain position: each parameter,
 * its squared distance from the true mean, and the responsibility of the first mode where there is one.
 * @returns per quantity, in the layout of `draws`, one value a draw
 */
export function rankQuantities(target: Target, draws: Float64Array): Float64Array[] {
  const { dimension, truth, modes } = target;
  const numDraws = draws.length / dimension;
  const quantities = Array.from(
    { length: 2 * dimension + (modes ? 1 : 0) },
    () => new Float64Array(numDraws),
  );
  for (let n = 0; n < numDraws; n++) {
    const position = draws.subarray(n * dimension, (n + 1) * dimension);
    for (let i = 0; i < dimension; i++) {
      const difference = position[i] - truth.mean[i];
      quantities[i][n] = position[i];
      quantities[dimension + i][n] = difference * difference;
    }
    if (modes) quantities[2 * dimension][n] = modes.responsibility(position);
  }
  return quantities;
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum / values.length;
}

/** Standard error of the mean of independent values. */
function standardErrorOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

function estimate(value: number, mcse: number, truth: number): Estimate {
  return { value, mcse, truth, z: (value - truth) / mcse };
}

/**
 * Everything that stands beside the picture, from the totals of a run.
 * @param ranks summaries of `rankQuantities` of the kept draws, for up to 16 chains; null while there are none
 */
export function summarizeRun(
  target: Target,
  totals: RunTotals,
  ranks: readonly DrawSummary[] | null,
): RunSummary {
  const { dimension, truth, modes } = target;
  const numChains = totals.accepted.length;
  const n = totals.numDraws;
  const centre = boxCentre(target);
  const byMoments = numChains > MAX_RANK_CHAINS;

  const parameters = target.parameterNames.map((name, i): ParameterSummary => {
    const means = new Float64Array(numChains);
    const variances = new Float64Array(numChains);
    const secondMoments = new Float64Array(numChains);
    const shift = truth.mean[i] - centre[i];
    for (let chain = 0; chain < numChains; chain++) {
      const sum = totals.sums[chain * dimension + i];
      const squares = totals.squares[chain * dimension + i];
      means[chain] = centre[i] + sum / n;
      variances[chain] = Math.max(0, squares - (sum * sum) / n) / (n - 1);
      secondMoments[chain] = squares / n - (2 * shift * sum) / n + shift * shift;
    }
    const mean = meanOf(means);
    // The second moment about the true mean: its expectation is the true variance exactly.
    const second = meanOf(secondMoments);
    const sd = Math.sqrt(Math.max(0, second - (mean - truth.mean[i]) * (mean - truth.mean[i])));
    const many = byMoments && n > 1 ? manyChainEss({ means, variances, numDraws: n }) : null;
    const rank = byMoments ? undefined : ranks?.[i];
    const mcseMean = many?.mcseMean ?? rank?.mcseMean ?? NaN;
    const mcseSecond = byMoments ? standardErrorOf(secondMoments) : (ranks?.[dimension + i]?.mcseMean ?? NaN);
    // An ESS of ranks counts the kept draws; that of all draws follows from the error of their mean.
    const ess = many?.ess ?? (rank ? (rank.sd / rank.mcseMean) * (rank.sd / rank.mcseMean) : NaN);
    return {
      name,
      mean: estimate(mean, mcseMean, truth.mean[i]),
      sd: {
        value: sd,
        mcse: mcseSecond / (2 * sd),
        truth: truth.sd[i],
        z: (second - truth.sd[i] * truth.sd[i]) / mcseSecond,
      },
      rhat:
        many !== null
          ? nestedRhatFromMoments({
              means,
              variances,
              numDraws: n,
              numSuperchains: numSuperchainsOf(numChains),
            })
          : (rank?.rhat ?? NaN),
      ess: rank ? Math.min(ess, rank.essBulk, rank.essTail) : ess,
      autocorrelationTime: (n * numChains) / ess,
    };
  });

  const acceptancePerChain = totals.accepted.map((count) => count / n);
  const sharePerChain = totals.firstMode.map((sum) => sum / n);
  let switches = 0;
  let neverSwitched = 0;
  for (const count of totals.modeSwitches) {
    switches += count;
    if (count === 0) neverSwitched += 1;
  }
  return {
    numChains,
    numDraws: n,
    method: byMoments ? "manyChains" : "ranks",
    acceptanceRate: {
      value: meanOf(acceptancePerChain),
      standardError: numChains > 1 ? standardErrorOf(acceptancePerChain) : NaN,
    },
    parameters,
    firstMode: modes
      ? estimate(
          meanOf(sharePerChain),
          byMoments ? standardErrorOf(sharePerChain) : (ranks?.[2 * dimension]?.mcseMean ?? NaN),
          modes.shares[0],
        )
      : null,
    stepsPerModeSwitch: modes ? (n * numChains) / switches : null,
    shareNeverSwitched: modes ? neverSwitched / numChains : null,
  };
}

export type Verdict = "pending" | "notYet" | "off" | "agrees";

/** An estimate farther than this many standard errors from the truth is called off. */
export const MAX_Z = 4;
/** Thresholds of Vehtari et al. (2021). */
export const MAX_RHAT = 1.01;
export const MIN_ESS = 400;

/**
 * Whether an estimate may be believed. "off": its own error cannot explain its distance from the truth;
 * "notYet": R-hat above 1.01 or ESS below 400; "agrees": neither; "pending": not enough draws to say.
 */
export function verdictOf(z: number, rhat: number, ess: number): Verdict {
  if (Number.isNaN(z) || Number.isNaN(ess)) return "pending";
  if (Math.abs(z) > MAX_Z) return "off";
  return rhat <= MAX_RHAT && ess >= MIN_ESS ? "agrees" : "notYet";
}
