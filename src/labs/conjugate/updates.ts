import type { SettingsStore } from "../../app/settingsStore";
import { truncatedDistribution, type ContinuousDistribution } from "../../core/conjugate";
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
    return { ...whole, limits, logKept: 0, predictive: whole.prediction.under };
  }
  const cut = (distribution: ContinuousDistribution) => truncatedDistribution(distribution, ...limits);
  expectCuttable(whole.prior, limits);
  const beliefs = { prior: cut(whole.prior), posterior: cut(whole.posterior) };
  return {
    ...whole,
    ...beliefs,
    limits,
    logKept: beliefs.posterior.logMass,
    logEvidence: whole.logEvidence + beliefs.posterior.logMass - beliefs.prior.logMass,
    logEvidenceOfCount:
      whole.logEvidenceOfCount === null
        ? null
        : whole.logEvidenceOfCount + beliefs.posterior.logMass - beliefs.prior.logMass,
    // Seeing one outcome more changes the mass inside the limits; their ratio is what the cut adds.
    predictive: (belief) => {
      const { outcomes, under, after } = whole.prediction;
      const uncut = under(belief);
      return outcomes.map(
        (outcome, i) => uncut[i] * Math.exp(cut(after(belief, outcome)).logMass - beliefs[belief].logMass),
      );
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
