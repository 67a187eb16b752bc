import {
  articleInputs,
  articleNetwork,
  ARTICLE_DROPOUT,
  evaluateNetwork,
  exactMoments,
  exactShape,
  type MaskSharing,
  type Network,
} from "../network";
import { settledNetwork } from "./passNetworks";
import { settledCovariances } from "./settledCovariance";
import type { PassKey } from "./workloads";

/** Mean and half the variance of a quadratic form of a block's means, for normal ones. */
export interface FormMoments {
  readonly mean: number;
  readonly halfVariance: number;
}

/** What every backend passes, and what has to come out. */
export interface PassProblem {
  readonly network: Network;
  /** One a point. */
  readonly inputs: Float64Array;
  readonly rate: number;
  readonly sharing: MaskSharing;
  /** Exact, at each point. */
  readonly means: Float64Array;
  readonly sds: Float64Array;
  /** Excess kurtosis at each point, exact or no less than that. */
  readonly kurtosis: Float64Array;
  /** How far float32 may take means and sds, in sds. */
  readonly allowance: Float64Array;
  /** Of the squares of a block's standardised means, and of those of their steps from point to point. */
  readonly spread: FormMoments;
  readonly steps: FormMoments;
}

/** Of the large network: -0.09 to -0.06 in samples of 300,000 passes at eight points. */
const MOST_KURTOSIS = 0;
/** Of float32. */
const UNIT_ROUNDING = 5.9604644775390625e-8;
/** Roundings of a whole pass that count; errors of different terms have different signs. */
const ROUNDINGS = 4;

const made = new Map<PassKey, PassProblem>();

export function passProblem(key: PassKey): PassProblem {
  let problem = made.get(key);
  if (!problem) {
    problem = key === "dropoutSmall" ? smallProblem() : largeProblem();
    made.set(key, problem);
  }
  return problem;
}

function smallProblem(): PassProblem {
  const network = articleNetwork();
  const inputs = articleInputs();
  const { rate } = ARTICLE_DROPOUT;
  const numPoints = inputs.length;
  // Masks of their own: no two points go together.
  const correlations = new Float64Array(numPoints * numPoints);
  for (let i = 0; i < numPoints; i++) correlations[i * numPoints + i] = 1;
  return problemOf(network, inputs, "perPoint", {
    kurtosis: inputs.map((x) => exactShape(network, [x], rate).excessKurtosis),
    correlations,
  });
}

function largeProblem(): PassProblem {
  const network = settledNetwork();
  const inputs = articleInputs();
  const numPoints = inputs.length;
  const covariances = settledCovariances(network, inputs, ARTICLE_DROPOUT.rate);
  const sds = inputs.map((_, i) => Math.sqrt(covariances[i * numPoints + i]));
  return problemOf(network, inputs, "perPass", {
    kurtosis: new Float64Array(numPoints).fill(MOST_KURTOSIS),
    correlations: covariances.map(
      (value, k) => value / (sds[Math.floor(k / numPoints)] * sds[k % numPoints]),
    ),
  });
}

function problemOf(
  network: Network,
  inputs: Float64Array,
  sharing: MaskSharing,
  known: { readonly kurtosis: Float64Array; readonly correlations: Float64Array },
): PassProblem {
  const { rate } = ARTICLE_DROPOUT;
  const moments = Array.from(inputs, (x) => {
    const found = exactMoments(network, [x], rate);
    if (found === null) throw new RangeError(`no exact moments at ${x}; expected a network that has them`);
    return found;
  });
  const sds = Float64Array.from(moments, ({ sd }) => sd);
  return {
    network,
    inputs,
    rate,
    sharing,
    means: Float64Array.from(moments, ({ mean }) => mean),
    sds,
    kurtosis: known.kurtosis,
    allowance: sds.map((sd, i) => (ROUNDINGS * UNIT_ROUNDING * largestSum(network, inputs[i], rate)) / sd),
    ...formsOf(known.correlations, inputs.length),
  };
}

/** What no sum on the way to the output exceeds, whatever is dropped. */
function largestSum({ weights, biases, ...rest }: Network, x: number, rate: number): number {
  const absolute = {
    ...rest,
    weights: weights.map((values) => values.map(Math.abs)),
    biases: biases.map((values) => values.map(Math.abs)),
  };
  let scale = 1;
  for (let layer = 1; layer < weights.length; layer++) scale /= 1 - rate;
  return scale * evaluateNetwork(absolute, [Math.abs(x)]);
}

/** Of z'z and z'D'Dz for normal z with correlations R and D their differences: z'Az has mean tr AR and variance 2 tr ARAR. */
function formsOf(correlations: Float64Array, numPoints: number): Pick<PassProblem, "spread" | "steps"> {
  const at = (i: number, k: number): number => correlations[i * numPoints + k];
  const ofSteps = (i: number, k: number): number => at(i, k) - at(i + 1, k) - at(i, k + 1) + at(i + 1, k + 1);
  return { spread: formOf(at, numPoints), steps: formOf(ofSteps, numPoints - 1) };
}

/** Of the squares of normal numbers with given covariances. */
function formOf(covariance: (i: number, k: number) => number, count: number): FormMoments {
  let [mean, halfVariance] = [0, 0];
  for (let i = 0; i < count; i++) {
    mean += covariance(i, i);
    for (let k = 0; k < count; k++) halfVariance += covariance(i, k) * covariance(i, k);
  }
  return { mean, halfVariance };
}
