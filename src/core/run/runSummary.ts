import { manyChainEss, nestedRhatFromMoments, type ChainMoments, type DrawSummary } from "../diagnostics";
import type { Target } from "../targets/target";
import { numSuperchainsOf } from "./start";
import { boxCentre, type RunTotals } from "./totals";

/** An estimate from all draws after warm-up, the error it carries, and the truth it is held against. */
export interface Estimate {
  readonly value: number;
  /** Monte Carlo standard error; NaN while unknown. */
  readonly mcse: number;
  readonly truth: number;
  /** (value - truth) / mcse; 0 where they differ by rounding alone, as the share of two equal modes does. */
  readonly z: number;
  /** R-hat and ESS behind the error: the quantity's own by ranks, those of the parameters by moments. */
  readonly rhat: number;
  readonly ess: number;
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
  /** Those of them that the histogram and the numbers about modes come from. */
  readonly numLooks: number;
  /** How R-hat and ESS were found: from the chains' moments, or by ranks of the kept draws. */
  readonly method: "manyChains" | "ranks";
  readonly acceptanceRate: {
    readonly value: number;
    readonly standardError: number;
    readonly rhat: number;
    readonly ess: number;
  };
  readonly parameters: readonly ParameterSummary[];
  /** Share of the first mode, by expected responsibility; null for unimodal targets. */
  readonly firstMode: Estimate | null;
  /** Divergent paths after warm-up; null where the sampler has no such thing, or they were not counted. */
  readonly divergent: number | null;
  /** Mean number of transitions between two changes of mode of a chain that were seen; Infinity if none was. */
  readonly stepsPerModeSwitch: number | null;
  /** Share of chains that have not changed their mode once. */
  readonly shareNeverSwitched: number | null;
  /** Share of chains that have been well inside of a mode at all. */
  readonly shareInAMode: number | null;
}

/** Above this many chains, R-hat and ESS come from the moments of all chains. */
export const MAX_RANK_CHAINS = 16;

/**
 * Quantities whose means the summary needs: each parameter, its squared distance from its mean, whether the
 * proposal was accepted, and the responsibility of the first mode where there is one.
 * @param draws [chain][draw][dimension + 1], the last column 1 where the proposal was accepted
 * @returns per quantity, [chain][draw]
 */
export function rankQuantities(target: Target, draws: Float64Array): Float64Array[] {
  const { dimension, modes } = target;
  const width = dimension + 1;
  const numDraws = draws.length / width;
  const column = (i: number): Float64Array =>
    Float64Array.from({ length: numDraws }, (_, n) => draws[n * width + i]);
  const parameters = Array.from({ length: dimension }, (_, i) => column(i));
  const squares = parameters.map((values) => {
    const mean = meanOf(values);
    return values.map((value) => (value - mean) * (value - mean));
  });
  const quantities = [...parameters, ...squares, column(dimension)];
  if (modes) {
    quantities.push(
      Float64Array.from({ length: numDraws }, (_, n) =>
        modes.responsibility(draws.subarray(n * width, (n + 1) * width)),
      ),
    );
  }
  return quantities;
}

function total(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function meanOf(values: ArrayLike<number>): number {
  return total(values) / values.length;
}

/** Standard error of the mean of independent values. */
function standardErrorOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) * (values[i] - mean);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** What lies behind an error. */
interface Basis {
  readonly mcse: number;
  readonly rhat: number;
  readonly ess: number;
}

const UNKNOWN: Basis = { mcse: NaN, rhat: NaN, ess: NaN };

/** What a long sum may lose of its size, relatively. */
const ROUNDING = 1e-9;

function estimate(value: number, truth: number, { mcse, rhat, ess }: Basis): Estimate {
  const isRounding = Math.abs(value - truth) <= ROUNDING * Math.max(1, Math.abs(truth));
  const z = isRounding && mcse >= 0 ? 0 : (value - truth) / mcse;
  return { value, mcse, truth, z, rhat, ess };
}

/**
 * The error of a mean by ranks of the kept draws. An ESS of ranks counts the kept draws; that of all draws
 * follows from the error of their mean. A quantity with few values (accepted or not) has no tail ESS.
 */
function basisOf(rank: DrawSummary | undefined): Basis {
  if (!rank) return UNKNOWN;
  const ess = (rank.sd / rank.mcseMean) * (rank.sd / rank.mcseMean);
  const known = [ess, rank.essBulk, rank.essTail].filter((value) => !Number.isNaN(value));
  return { mcse: rank.mcseMean, rhat: rank.rhat, ess: known.length > 0 ? Math.min(...known) : NaN };
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
  const { numDraws, numLooks, chainsPerEntry } = totals;
  const numChains = totals.modeState.length;
  const numEntries = totals.accepted.length;
  // Draws of an entry: the chains of a group count as one chain that is as much longer.
  const n = numDraws * chainsPerEntry;
  const centre = boxCentre(target);
  const byMoments = numChains > MAX_RANK_CHAINS;

  const parameters = target.parameterNames.map((name, i): ParameterSummary => {
    const means = new Float64Array(numEntries);
    const variances = new Float64Array(numEntries);
    for (let entry = 0; entry < numEntries; entry++) {
      const sum = totals.sums[entry * dimension + i];
      means[entry] = centre[i] + sum / n;
      variances[entry] = Math.max(0, totals.squares[entry * dimension + i] - (sum * sum) / n) / (n - 1);
    }
    const mean = meanOf(means);
    // About the mean of all draws: to first order its error does not depend on that of the mean.
    const spreads = means.map((m, entry) => (variances[entry] * (n - 1)) / n + (m - mean) * (m - mean));
    const sd = Math.sqrt(meanOf(spreads));
    const hasMoments = byMoments && n > 1 && numEntries > 1;
    const basis = hasMoments ? momentBasis({ means, variances, numDraws: n }) : basisOf(ranks?.[i]);
    const spreadBasis = byMoments
      ? { ...basis, mcse: standardErrorOf(spreads) }
      : basisOf(ranks?.[dimension + i]);
    return {
      name,
      mean: estimate(mean, truth.mean[i], basis),
      sd: estimate(sd, truth.sd[i], { ...spreadBasis, mcse: spreadBasis.mcse / (2 * sd) }),
      rhat: basis.rhat,
      ess: basis.ess,
      autocorrelationTime: (n * numEntries) / basis.ess,
    };
  });

  const worst = {
    rhat: Math.max(...parameters.map(({ rhat }) => rhat)),
    ess: Math.min(...parameters.map(({ ess }) => ess)),
  };
  const basisFrom = (values: Float64Array, quantity: number): Basis =>
    byMoments ? { ...worst, mcse: standardErrorOf(values) } : basisOf(ranks?.[quantity]);
  const accepted = totals.accepted.map((sum) => sum / n);
  const shares = totals.firstMode.map((sum) => sum / (numLooks * chainsPerEntry));
  const acceptance = basisFrom(accepted, 2 * dimension);
  return {
    numChains,
    numDraws,
    numLooks,
    method: byMoments ? "manyChains" : "ranks",
    acceptanceRate: {
      value: meanOf(accepted),
      standardError: acceptance.mcse,
      rhat: acceptance.rhat,
      ess: acceptance.ess,
    },
    parameters,
    firstMode: modes ? estimate(meanOf(shares), modes.shares[0], basisFrom(shares, 2 * dimension + 1)) : null,
    divergent: totals.isDivergenceKnown ? total(totals.divergent) : null,
    stepsPerModeSwitch: modes ? (numDraws * numChains) / total(totals.modeSwitches) : null,
    shareNeverSwitched: modes ? (numChains - total(totals.numSwitched)) / numChains : null,
    shareInAMode: modes ? total(totals.numInAMode) / numChains : null,
  };
}

/** The error of a mean from the means and variances of many independent chains. */
function momentBasis(moments: ChainMoments): Basis {
  const { mcseMean, ess } = manyChainEss(moments);
  const numSuperchains = numSuperchainsOf(moments.means.length);
  return { mcse: mcseMean, ess, rhat: nestedRhatFromMoments({ ...moments, numSuperchains }) };
}

/**
 * Whether a run is long enough for its autocorrelation times: below ten of them, what is found is hardly more than the
 * length of the run itself.
 */
export function isIatKnown({ numDraws, parameters }: RunSummary): boolean {
  return parameters.every(({ autocorrelationTime }) => numDraws >= 10 * autocorrelationTime);
}

export type Verdict = "pending" | "notYet" | "off" | "agrees";

/** An estimate farther than this many standard errors from the truth is called off. */
export const MAX_Z = 4;
/** Thresholds of Vehtari et al. (2021). */
export const MAX_RHAT = 1.01;
export const MIN_ESS = 400;

/** Below this ESS an error is itself too uncertain to be held against an estimate. */
export const MIN_ESS_OF_ERROR = 50;

/**
 * Whether an estimate may be believed. "off": its own error cannot explain its distance from the truth;
 * "notYet": R-hat above 1.01 or ESS below 400; "agrees": neither; "pending": too few draws to say.
 */
export function verdictOf(z: number, rhat: number, ess: number): Verdict {
  if (Number.isNaN(z) || !(ess >= MIN_ESS_OF_ERROR)) return "pending";
  if (Math.abs(z) > MAX_Z) return "off";
  return rhat <= MAX_RHAT && ess >= MIN_ESS ? "agrees" : "notYet";
}
