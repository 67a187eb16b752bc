import type { SettingsStore } from "../../app/settingsStore";
import { logMassBetween, truncatedDistribution, type ContinuousDistribution } from "../../core/conjugate";
import { exp } from "../../core/math/elementary";
import { betaPair } from "./betaPair";
import type { Belief, ConjugateUpdate, PairKey } from "./conjugatePair";
import { NO_LIMITS } from "./conjugateSettings";
import { gammaPair } from "./gammaPair";
import { normalPair } from "./normalPair";

/** Keys of the settings that differ from pair to pair. */
export const KEYS = {
  beta: { size: "numFlips", own: "ownFlips", from: "biasFrom", to: "biasTo", null: "nullBias" },
  normal: {
    size: "numMeasurements",
    own: "ownMeasurements",
    from: "meanFrom",
    to: "meanTo",
    null: "nullMean",
  },
  gamma: { size: "numCounts", own: "ownCounts", from: "rateFrom", to: "rateTo", null: "nullRate" },
} as const;

export function pairOf(store: SettingsStore): PairKey {
  return store.text("pair") as PairKey;
}

/** An update whose prior may be cut off; its three curves and its evidence are those of the prior that is cut. */
export interface LimitedUpdate extends ConjugateUpdate {
  /** Where the prior has mass; null for everywhere. */
  readonly limits: readonly [number, number] | null;
  /** log of the share of the uncut posterior that lies within the limits; 0 without. */
  readonly logKept: number;
  /** Data still to come that the posterior leaves likely. */
  readonly outcomes: Float64Array;
  /** Probability or density of the outcomes under a belief that may be cut off. */
  readonly predictive: (belief: Belief) => Float64Array;
}

/** The prior's limits; null where both sliders stand at their ends. */
export function limitsOf(store: SettingsStore, pair: PairKey): readonly [number, number] | null {
  const { from, to } = KEYS[pair];
  const [low, high] = [store.number(from), store.number(to)];
  const [least, greatest] = NO_LIMITS[pair];
  if (low === least && high === greatest) return null;
  if (!(low < high)) {
    throw new RangeError("These limits leave the prior no mass: “from” has to be below “to”.");
  }
  return [low === least ? -Infinity : low, high === greatest ? Infinity : high];
}

function wholeUpdate(store: SettingsStore, pair: PairKey, values: ArrayLike<number>): ConjugateUpdate {
  const point = store.number(KEYS[pair].null);
  switch (pair) {
    case "beta":
      return betaPair({ alpha: store.number("alpha"), beta: store.number("beta") }, values, point);
    case "normal": {
      const prior = { mean: store.number("priorMean"), sd: store.number("priorSd") };
      return normalPair(prior, values, store.number("sigma"), point);
    }
    case "gamma":
      return gammaPair({ shape: store.number("shape"), rate: store.number("rate") }, values, point);
  }
}

/**
 * Prior, likelihood and posterior of the settings' pair for a data set, by the closed forms; a prior that is cut
 * off cuts the posterior off at the same limits.
 * @throws RangeError saying in words which limits cannot be
 */
export function updateOf(store: SettingsStore, values: ArrayLike<number>): LimitedUpdate {
  const pair = pairOf(store);
  const whole = wholeUpdate(store, pair, values);
  const limits = limitsOf(store, pair);
  if (limits === null) {
    const outcomes = whole.prediction.outcomesOf(whole.posterior);
    const predictive = (belief: Belief): Float64Array => whole.prediction.under(belief, outcomes);
    return { ...whole, limits, logKept: 0, outcomes, predictive };
  }
  const cut = (distribution: ContinuousDistribution) => truncatedDistribution(distribution, ...limits);
  expectCuttable(whole.prior, limits);
  const beliefs = { prior: cut(whole.prior), posterior: cut(whole.posterior) };
  const outcomes = whole.prediction.outcomesOf(beliefs.posterior);
  const gain = beliefs.posterior.logMass - beliefs.prior.logMass;
  return {
    ...whole,
    ...beliefs,
    limits,
    logKept: beliefs.posterior.logMass,
    logEvidence: whole.logEvidence + gain,
    logEvidenceOfCount: whole.logEvidenceOfCount === null ? null : whole.logEvidenceOfCount + gain,
    logBayesFactor: whole.logBayesFactor + gain,
    outcomes,
    predictive: (belief) => {
      // Bayes' theorem for one outcome more, solved for its probability; it holds at any parameter, and
      // logs keep it true where the uncut belief had next to nothing.
      const { mean, logPdf } = beliefs[belief];
      const logHere = logPdf(mean);
      return outcomes.map((outcome) => {
        const after = whole.prediction.after(belief, outcome);
        const logAfter = after.logPdf(mean) - logMassBetween(after, ...limits);
        return exp(whole.prediction.logGiven(mean, outcome) + logHere - logAfter);
      });
    },
  };
}

/** A prior that is infinite at an end of its support can be cut off only where that end goes. */
function expectCuttable(prior: ContinuousDistribution, [low, high]: readonly [number, number]): void {
  const [start, end] = prior.support;
  const isInfinite = (x: number): boolean => prior.logPdf(x) === Infinity;
  if (prior.shape === "uShaped" || (low <= start && isInfinite(start)) || (high >= end && isInfinite(end))) {
    throw new RangeError(
      "A prior that rises without bound at its end is not cut off here: set alpha, beta or shape to 1 or more.",
    );
  }
}
