import { evaluateNetwork, expectPoint, expectRate, keptScale } from "./dropout";
import { activate } from "./network";
import type { Network } from "./network";
import { twoLayerMoments, twoLayerShape } from "./twoLayerMoments";

/** What the output at one point has over all dropout masks. */
export interface ExactMoments {
  readonly mean: number;
  readonly variance: number;
  readonly sd: number;
}

/**
 * Exact mean and variance of the output at a point under dropout of the hidden units, without a single pass.
 *
 * One hidden layer, always: the output b + sum_j a_j m_j / (1 - p), with a_j the value of unit j times its
 * output weight and m_j independent, has mean b + sum a_j and variance p / (1 - p) sum a_j^2.
 * Two hidden layers: see `twoLayerMoments` for the cases that have an answer. At rate 0 there is nothing random.
 * @returns null where no exact answer is known: three hidden layers and more, and two of which the first has too
 *   many units that are not 0
 * @throws RangeError unless 0 <= rate < 1 and the point has one value an input
 */
export function exactMoments(network: Network, x: ArrayLike<number>, rate: number): ExactMoments | null {
  expectRate(rate);
  expectPoint(network, x);
  if (rate === 0) return momentsOf(evaluateNetwork(network, x), 0);
  const numHiddenLayers = network.sizes.length - 2;
  if (numHiddenLayers === 2) {
    const moments = twoLayerMoments(network, hiddenValues(network, x), rate);
    return moments === null ? null : momentsOf(moments.mean, moments.variance);
  }
  if (numHiddenLayers > 2) return null;
  const contributions = outputContributions(network, x);
  const variance = (rate / (1 - rate)) * sumOf(contributions, (a) => a * a);
  return momentsOf(network.biases[1][0] + sumOf(contributions, (a) => a), variance);
}

function momentsOf(mean: number, variance: number): ExactMoments {
  return { mean, variance, sd: Math.sqrt(variance) };
}

/** What bounds the tails of the output at one point over all dropout masks. */
export interface ExactShape {
  readonly skewness: number;
  readonly excessKurtosis: number;
  /**
   * The output's deviation from its mean is a sum of independent parts: of one hidden layer the units', of two the
   * whole is the only part. No part exceeds `reach` sds of the output, and the parts' fourth moments, added, are
   * `partsKurtosis` times its variance squared.
   */
  readonly reach: number;
  readonly partsKurtosis: number;
}

/**
 * Shape of the output of a network with one hidden layer: from the third and fourth cumulants of a Bernoulli
 * variable, sum a_j^3 q p (1 - 2 q) / q^3 and sum a_j^4 q p (1 - 6 q p) / q^4 with q = 1 - p. With two hidden
 * layers from visiting all masks of the first, see `twoLayerShape`; NaN where they are too many, and where the
 * variance is 0.
 * @throws RangeError unless the network has one or two hidden layers and 0 <= rate < 1
 */
export function exactShape(network: Network, x: ArrayLike<number>, rate: number): ExactShape {
  expectRate(rate);
  if (network.sizes.length === 4) return shapeOfTwo(network, x, rate);
  const contributions = outputContributions(network, x, "1 or 2");
  const scale = keptScale(rate);
  const spread = rate * (1 - rate);
  const squares = sumOf(contributions, (a) => scale * a * (scale * a));
  const fourths = sumOf(contributions, (a) => scale * a * cube(scale * a));
  const second = spread * squares;
  const third = spread * (2 * rate - 1) * sumOf(contributions, (a) => cube(scale * a));
  const largest = contributions.reduce((most, a) => Math.max(most, Math.abs(scale * a)), 0);
  return {
    skewness: third / (second * Math.sqrt(second)),
    excessKurtosis: (spread * (1 - 6 * spread) * fourths) / (second * second),
    reach: (largest * Math.max(rate, 1 - rate)) / Math.sqrt(second),
    partsKurtosis: (spread * (1 - 3 * spread) * fourths) / (second * second),
  };
}

function shapeOfTwo(network: Network, x: ArrayLike<number>, rate: number): ExactShape {
  expectPoint(network, x);
  const shape = twoLayerShape(network, hiddenValues(network, x), rate);
  if (shape === null || shape.variance === 0) {
    return { skewness: NaN, excessKurtosis: NaN, reach: NaN, partsKurtosis: NaN };
  }
  const { variance, third, fourth, reach } = shape;
  const kurtosis = fourth / (variance * variance);
  return {
    skewness: third / (variance * Math.sqrt(variance)),
    excessKurtosis: kurtosis - 3,
    reach: reach / Math.sqrt(variance),
    partsKurtosis: kurtosis,
  };
}

/**
 * Covariance of the outputs at two points of one pass whose mask is shared ("perPass"), for one hidden layer:
 * p / (1 - p) sum_j a_j(x) a_j(y). With a mask for every point it is 0.
 * @throws RangeError unless the network has one hidden layer and 0 <= rate < 1
 */
export function exactCovariance(
  network: Network,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  rate: number,
): number {
  expectRate(rate);
  const atX = outputContributions(network, x);
  const atY = outputContributions(network, y);
  return (rate / (1 - rate)) * sumOf(atX, (a, j) => a * atY[j]);
}

/** Values of the first hidden layer, none dropped. */
function hiddenValues({ sizes, activation, weights, biases }: Network, x: ArrayLike<number>): Float64Array {
  return biases[0].map((bias, unit) => {
    let z = bias;
    for (let i = 0; i < sizes[0]; i++) z += weights[0][unit * sizes[0] + i] * x[i];
    return activate(activation, z);
  });
}

/** What each hidden unit adds to the output where it is not dropped, before the scale. */
function outputContributions(network: Network, x: ArrayLike<number>, expected = "1"): Float64Array {
  expectPoint(network, x);
  if (network.sizes.length !== 3) {
    throw new RangeError(`network has ${network.sizes.length - 2} hidden layers; expected ${expected}`);
  }
  return hiddenValues(network, x).map((value, unit) => value * network.weights[1][unit]);
}

function sumOf(values: Float64Array, term: (value: number, index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += term(values[i], i);
  return sum;
}

function cube(value: number): number {
  return value * value * value;
}
