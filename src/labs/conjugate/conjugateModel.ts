import type { SettingsStore } from "../../app/settingsStore";
import { equalTailInterval, highestDensityRegion, type Interval } from "../../core/conjugate";
import type { PairKey } from "./conjugatePair";
import { ownObservations, readyObservations, sideBySide, TRUTHS, type Observations } from "./observations";
import { KEYS, pairOf, updateOf, type LimitedUpdate } from "./updates";

/** Everything that the lab shows, from its settings. */
export interface ConjugateModel {
  readonly pair: PairKey;
  readonly observations: Observations;
  readonly update: LimitedUpdate;
  /** Mass of interval and region. */
  readonly level: number;
  readonly interval: Interval;
  /** Smallest region with that mass; two pieces for a posterior that is highest at both ends. */
  readonly region: readonly Interval[];
  readonly nullPoint: number;
  /** Mean and standard deviation of the next observation. */
  readonly next: { readonly mean: number; readonly sd: number };
  /** What the data were simulated with; null for others. */
  readonly truth: number | null;
  /** The article's claim about these very data and this prior; null where it makes none. */
  readonly article: ArticleClaim | null;
  readonly strip: readonly { readonly observations: Observations; readonly update: LimitedUpdate }[];
  readonly view: "belief" | "prediction";
}

/** What the article prints. */
export interface ArticleClaim {
  readonly name: string | null;
  readonly mean: number;
  readonly sd: number;
  /** False where its own code gives something else. */
  readonly isTrue: boolean;
}

/** The posteriors that the article prints for its three batches; its code gives others. */
export const PRINTED_BETAS: Readonly<Record<number, readonly [number, number]>> = {
  10: [9, 4],
  100: [74, 29],
  1000: [691, 311],
};

/** @throws RangeError saying in words what of the visitor's data cannot be used */
function typedObservations(store: SettingsStore): Observations | null {
  const pair = pairOf(store);
  return ownObservations(pair, store.text(KEYS[pair].own));
}

/**
 * @param own data of the visitor's; null for the ready ones
 * @throws RangeError saying in words what of the visitor's data or limits cannot be used
 */
export function conjugateModel(
  store: SettingsStore,
  own: Observations | null = typedObservations(store),
): ConjugateModel {
  const pair = pairOf(store);
  const keys = KEYS[pair];
  const observations = own ?? readyObservations(pair, Number(store.text(keys.size)));
  const update = updateOf(store, observations.values);
  const { posterior } = update;
  const level = store.number("level");
  return {
    pair,
    observations,
    update,
    level,
    interval: equalTailInterval(posterior, level),
    region: highestDensityRegion(posterior, level),
    nullPoint: store.number(keys.null),
    next: { mean: posterior.mean, sd: update.predictiveSd(posterior) },
    truth: isSimulated(observations) ? TRUTHS[pair] : null,
    article: claimOf(store, pair, observations, update),
    strip: sideBySide(pair, observations).map((data) => ({
      observations: data,
      update: data === observations ? update : updateOf(store, data.values),
    })),
    view: store.text("view") === "prediction" ? "prediction" : "belief",
  };
}

function isSimulated({ source }: Observations): boolean {
  return source === "article" || source === "simulated";
}

function claimOf(
  store: SettingsStore,
  pair: PairKey,
  { source, values }: Observations,
  { limits }: LimitedUpdate,
): ArticleClaim | null {
  if (source !== "article" || limits !== null) return null;
  if (pair === "beta" && store.number("alpha") === 1 && store.number("beta") === 1) {
    const [alpha, beta] = PRINTED_BETAS[values.length];
    const sum = alpha + beta;
    const mean = alpha / sum;
    const sd = Math.sqrt((mean * (1 - mean)) / (sum + 1));
    return { name: `Beta(${alpha}, ${beta})`, mean, sd, isTrue: false };
  }
  const isItsPrior =
    store.number("priorMean") === 0 && store.number("priorSd") === 10 && store.number("sigma") === 2;
  return pair === "normal" && isItsPrior ? { name: null, mean: 5.71, sd: 0.28, isTrue: true } : null;
}
