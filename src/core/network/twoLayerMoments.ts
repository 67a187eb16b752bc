import { keptScale } from "./dropout";
import { activate } from "./network";
import type { Network } from "./network";

/** Beyond so many first-layer units that are not 0 their masks are not visited one by one. */
export const MAX_VISITED_UNITS = 14;

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

interface TwoLayerShape {
  /** Central moments. */
  readonly third: number;
  readonly fourth: number;
  /** The output's largest distance from its mean. */
  readonly reach: number;
}

/**
 * Mean and variance of the output of a network with two hidden layers, where there is an exact answer.
 * With the first mask given, the second layer is the case of one layer, so with s_k the value of its unit k,
 * mean = b + sum_k v_k E[s_k], variance = Var(sum_k v_k s_k) + p / (1 - p) sum_k v_k^2 E[s_k^2].
 *
 * The moments of s_k are exact in two cases:
 * 1. ReLU, and no first mask takes any weighted sum of the second layer across 0 ("settled"): each unit is
 *    linear in the mask or 0 throughout, and the moments are sums.
 * 2. At most MAX_VISITED_UNITS units of the first layer are not 0 at this point: all 2^n masks are visited.
 * Elsewhere there is none, because the mean of max(0, z) or tanh z over a weighted sum of Bernoulli variables
 * has no closed form. Treating z as normal would be an approximation, and is not offered as exact.
 * @param first values of the first hidden layer, none dropped
 */
export function twoLayerMoments(network: Network, first: Float64Array, rate: number): Moments | null {
  const live = liveColumns(network, first, rate);
  if (network.activation === "relu") {
    const settled = settledUnits(network, live);
    if (settled !== null) return settledMoments(network, live, settled, rate);
  }
  return live.length <= MAX_VISITED_UNITS ? visitedMoments(network, live, rate) : null;
}

/** Moments and shape where case 2 of `twoLayerMoments` holds, else null. */
export function twoLayerShape(
  network: Network,
  first: Float64Array,
  rate: number,
): (Moments & TwoLayerShape) | null {
  const live = liveColumns(network, first, rate);
  return live.length <= MAX_VISITED_UNITS ? visitedMoments(network, live, rate) : null;
}

/** For every first-layer unit that is not 0, what it adds to each weighted sum of the second layer when kept. */
function liveColumns(
  { sizes, weights }: Network,
  first: Float64Array,
  rate: number,
): readonly Float64Array[] {
  const scale = keptScale(rate);
  const columns: Float64Array[] = [];
  first.forEach((value, j) => {
    if (value === 0) return;
    columns.push(
      Float64Array.from({ length: sizes[2] }, (_, k) => weights[1][k * sizes[1] + j] * (value * scale)),
    );
  });
  return columns;
}

/** For every second-layer unit whether all masks leave it on (1) or off (0); null where one can be either. */
function settledUnits({ biases }: Network, live: readonly Float64Array[]): Uint8Array | null {
  const isOn = new Uint8Array(biases[1].length);
  for (let k = 0; k < isOn.length; k++) {
    let [lowest, highest] = [biases[1][k], biases[1][k]];
    for (const column of live) {
      lowest += Math.min(0, column[k]);
      highest += Math.max(0, column[k]);
    }
    if (lowest < 0 && highest > 0) return null;
    isOn[k] = highest > 0 ? 1 : 0;
  }
  return isOn;
}

/** A kept column has probability q, so the sum z_k has mean b_k + q sum_j c_jk and variance p q sum_j c_jk^2. */
function settledMoments(
  { weights, biases }: Network,
  live: readonly Float64Array[],
  isOn: Uint8Array,
  rate: number,
): Moments {
  const kept = 1 - rate;
  let mean = biases[2][0];
  let squares = 0;
  isOn.forEach((on, k) => {
    if (on === 0) return;
    const weight = weights[2][k];
    let [sum, spread] = [0, 0];
    for (const column of live) {
      sum += column[k];
      spread += column[k] * column[k];
    }
    const unitMean = biases[1][k] + kept * sum;
    mean += weight * unitMean;
    squares += weight * weight * (unitMean * unitMean + rate * kept * spread);
  });
  let between = 0;
  for (const column of live) {
    let slope = 0;
    isOn.forEach((on, k) => (slope += on * weights[2][k] * column[k]));
    between += slope * slope;
  }
  return { mean, variance: rate * kept * between + (rate / kept) * squares };
}

/**
 * Moments and shape by visiting all masks of the first layer. With one given, the output has a mean d off the
 * overall one and cumulants k2, k3, k4 about it, and adds k2 + d^2, k3 + 3 k2 d + d^3 and
 * k4 + 3 k2^2 + 4 k3 d + 6 k2 d^2 + d^4.
 */
function visitedMoments(
  network: Network,
  live: readonly Float64Array[],
  rate: number,
): Moments & TwoLayerShape {
  const { activation, weights, biases } = network;
  const scale = keptScale(rate);
  const spread = rate * (1 - rate);
  // [mask][probability, mean, k2, k3]
  const masks = new Float64Array(4 * (1 << live.length));
  let [at, fourth, lowest, highest] = [0, 0, Infinity, -Infinity];
  visitMasks(network, live, rate, (probability, sums) => {
    let [sum, squares, cubes, fourths, low, high] = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < sums.length; k++) {
      const part = weights[2][k] * activate(activation, sums[k]) * scale;
      const square = part * part;
      sum += part;
      squares += square;
      cubes += square * part;
      fourths += square * square;
      if (part < 0) low += part;
      else high += part;
    }
    const k2 = spread * squares;
    fourth += probability * (spread * (1 - 6 * spread) * fourths + 3 * k2 * k2);
    lowest = Math.min(lowest, low);
    highest = Math.max(highest, high);
    masks[at++] = probability;
    masks[at++] = (1 - rate) * sum;
    masks[at++] = k2;
    masks[at++] = spread * (2 * rate - 1) * cubes;
  });
  let [mean, variance, third] = [0, 0, 0];
  for (let i = 0; i < at; i += 4) mean += masks[i] * masks[i + 1];
  for (let i = 0; i < at; i += 4) {
    const [probability, d, k2, k3] = [masks[i], masks[i + 1] - mean, masks[i + 2], masks[i + 3]];
    variance += probability * (k2 + d * d);
    third += probability * (k3 + d * (3 * k2 + d * d));
    fourth += probability * d * (4 * k3 + d * (6 * k2 + d * d));
  }
  const reach = Math.max(highest - mean, mean - lowest);
  return { mean: biases[2][0] + mean, variance, third, fourth, reach };
}

/** Walks the tree of all first masks; row d holds the weighted sums after the first d units were decided. */
function visitMasks(
  { biases }: Network,
  live: readonly Float64Array[],
  rate: number,
  take: (probability: number, sums: Float64Array) => void,
): void {
  const rows = Array.from({ length: live.length + 1 }, () => biases[1].slice());

  function visit(depth: number, probability: number): void {
    const sums = rows[depth];
    if (depth === live.length) {
      take(probability, sums);
      return;
    }
    const next = rows[depth + 1];
    next.set(sums);
    visit(depth + 1, probability * rate);
    for (let k = 0; k < next.length; k++) next[k] = sums[k] + live[depth][k];
    visit(depth + 1, probability * (1 - rate));
  }

  visit(0, 1);
}
