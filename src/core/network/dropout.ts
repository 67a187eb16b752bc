import { expectWhole } from "../math/expectations";
import type { Stream } from "../random";
import { activate, numHiddenUnits } from "./network";
import type { Network } from "./network";

/**
 * Inverted dropout (Srivastava et al. 2014) of every hidden unit: with probability `rate` a unit hands on 0,
 * else its value divided by 1 - rate, so that what it hands on has the mean it has without dropout.
 */

/**
 * Which masks a pass uses. "perPoint": every point of a pass has its own, and the points of a pass are
 * independent. "perPass": one mask for all points, and each pass is a function that can be drawn as a curve.
 * At a single point the two have the same distribution.
 */
export type MaskSharing = "perPoint" | "perPass";

/** @throws RangeError unless 0 <= rate < 1 */
export function expectRate(rate: number): void {
  if (!(rate >= 0 && rate < 1)) {
    throw new RangeError(`dropoutRate = ${rate}; expected a number from 0 to less than 1`);
  }
}

/** What a kept unit's value is multiplied by. */
export function keptScale(rate: number): number {
  return 1 / (1 - rate);
}

/**
 * Draws mask bits: a unit is dropped where its word, unsigned, lies below round(rate 2^32). One word a unit at
 * every rate, so the drop probability is off by at most 2^-33, and of two rates with the same stream the
 * higher one drops what the lower one drops, and more.
 * @param kept filled with 1 (kept) and 0 (dropped)
 */
export function fillMasks(kept: Uint8Array, rate: number, stream: Stream): void {
  const threshold = Math.round(rate * 4294967296);
  for (let i = 0; i < kept.length; i++) kept[i] = stream.nextWord() >>> 0 < threshold ? 0 : 1;
}

/**
 * @returns [mask][hidden unit, layer by layer], 1 where a unit is kept
 * @throws RangeError unless 0 <= rate < 1
 */
export function drawMasks(network: Network, rate: number, numMasks: number, stream: Stream): Uint8Array {
  expectRate(rate);
  expectWhole("numMasks", numMasks, 1);
  const kept = new Uint8Array(numMasks * numHiddenUnits(network));
  fillMasks(kept, rate, stream);
  return kept;
}

/** Scratch of a pass; what backpropagation needs stays in it. */
export interface PassMemory {
  /** What each layer takes in: the point, then what every hidden layer hands on after its mask. */
  readonly handedOn: readonly Float64Array[];
  /** What each hidden layer's units are before the mask. */
  readonly activations: readonly Float64Array[];
}

export function passMemory({ sizes }: Network): PassMemory {
  return {
    handedOn: sizes.slice(0, -1).map((size) => new Float64Array(size)),
    activations: sizes.slice(1, -1).map((size) => new Float64Array(size)),
  };
}

/** Copies a point of [point][input] to where a pass takes it in. */
export function loadPoint({ handedOn: [first] }: PassMemory, inputs: ArrayLike<number>, point: number): void {
  for (let i = 0; i < first.length; i++) first[i] = inputs[point * first.length + i];
}

/**
 * One pass over the loaded point; nothing is checked.
 * @param kept [hidden unit], 1 where kept, from `offset` on
 * @param scale `keptScale` of the rate
 */
export function runPass(
  network: Network,
  memory: PassMemory,
  kept: Uint8Array,
  offset: number,
  scale: number,
): number {
  const { sizes, activation, weights, biases } = network;
  let unit = offset;
  const last = weights.length - 1;
  for (let layer = 0; layer < last; layer++) {
    const values = memory.activations[layer];
    const next = memory.handedOn[layer + 1];
    for (let k = 0; k < sizes[layer + 1]; k++) {
      const z = weightedSum(weights[layer], biases[layer], memory.handedOn[layer], k);
      values[k] = activate(activation, z);
      // Not values[k] * kept: dropping an infinite value must give 0.
      next[k] = kept[unit++] === 1 ? values[k] * scale : 0;
    }
  }
  return weightedSum(weights[last], biases[last], memory.handedOn[last], 0);
}

function weightedSum(
  weights: Float64Array,
  biases: Float64Array,
  values: Float64Array,
  unit: number,
): number {
  const from = unit * values.length;
  let sum = biases[unit];
  for (let i = 0; i < values.length; i++) sum += weights[from + i] * values[i];
  return sum;
}

/**
 * The output at a point under a mask.
 * @param x one value an input
 * @param mask [hidden unit, layer by layer], 1 where a unit is kept
 * @throws RangeError where the rate is not in [0, 1), or a length does not fit
 */
export function forwardPass(network: Network, x: ArrayLike<number>, mask: Uint8Array, rate: number): number {
  expectRate(rate);
  expectPoint(network, x);
  if (mask.length !== numHiddenUnits(network)) {
    throw new RangeError(`mask has ${mask.length} unit(s); expected ${numHiddenUnits(network)}`);
  }
  const memory = passMemory(network);
  loadPoint(memory, x, 0);
  return runPass(network, memory, mask, 0, keptScale(rate));
}

/** The output at a point with every unit kept. */
export function evaluateNetwork(network: Network, x: ArrayLike<number>): number {
  return forwardPass(network, x, new Uint8Array(numHiddenUnits(network)).fill(1), 0);
}

/** @throws RangeError unless the point has one value an input */
export function expectPoint({ sizes }: Network, x: ArrayLike<number>): void {
  if (x.length !== sizes[0]) {
    throw new RangeError(`point has ${x.length} value(s); expected ${sizes[0]}, one an input`);
  }
}

/**
 * @returns the number of points of [point][input]
 * @throws RangeError unless there is a point and the last one is complete
 */
export function countPoints({ sizes: [numInputs] }: Network, inputs: ArrayLike<number>): number {
  const count = inputs.length / numInputs;
  if (Number.isInteger(count) && count >= 1) return count;
  throw new RangeError(`inputs have ${inputs.length} value(s); expected a multiple of ${numInputs}, not 0`);
}
