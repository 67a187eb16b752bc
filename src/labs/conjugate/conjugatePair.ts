import type { ContinuousDistribution } from "../../core/conjugate";

export type PairKey = "beta" | "normal" | "gamma";

/** The two beliefs that predictions can be made from. */
export type Belief = "prior" | "posterior";

/** What a pair's closed forms give for one prior and one data set, with no limits on the prior. */
export interface ConjugateUpdate {
  readonly prior: ContinuousDistribution;
  /** Scaled to area 1. */
  readonly likelihood: ContinuousDistribution;
  readonly posterior: ContinuousDistribution;
  /** Such as "Beta(7, 5)". */
  readonly priorName: string;
  readonly posteriorName: string;
  /** The data in a few words, such as "10 flips, 6 heads". */
  readonly dataInWords: string;
  readonly logEvidence: number;
  /** Of the number of heads in any order; null where there is no such thing. */
  readonly logEvidenceOfCount: number | null;
  /** log Bayes factor of an unknown parameter with this prior against the point null. */
  readonly logBayesFactor: number;
  /** Share of the posterior mean that the data decide, from 0 to 1. */
  readonly weightOfData: number;
  /** Standard deviation of the next observation under a belief with this mean and sd. */
  readonly predictiveSd: (belief: Moments) => number;
  readonly prediction: Prediction;
}

/** Data still to come: probabilities of whole numbers, or a density. */
export interface Prediction {
  /** What is predicted, as the name of an axis. */
  readonly name: string;
  readonly isDiscrete: boolean;
  /** The outcomes that a belief with this mean and sd leaves likely. */
  readonly outcomesOf: (belief: Moments) => Float64Array;
  /** Probability or density of these outcomes under a belief. */
  readonly under: (belief: Belief, outcomes: Float64Array) => Float64Array;
  /** The belief once this outcome has been seen too: another posterior. */
  readonly after: (belief: Belief, outcome: number) => ContinuousDistribution;
  /** log probability or density of an outcome if the parameter were known. */
  readonly logGiven: (parameter: number, outcome: number) => number;
  /** The data as shares of the outcomes or as places on the axis; null where they are neither. */
  readonly observed: ((outcomes: Float64Array) => DataPoints) | null;
}

export interface Moments {
  readonly mean: number;
  readonly sd: number;
}

export interface DataPoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** What the data of a pair are called. */
export const NOUNS: Readonly<Record<PairKey, string>> = {
  beta: "flips",
  normal: "measurements",
  gamma: "counts",
};

/** A parameter for a name: whole numbers whole, others to three digits. */
export function shortNumber(value: number): string {
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(3))).replaceAll("-", "−");
}
