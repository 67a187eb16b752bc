import { keptScale, loadPoint, passMemory, runPass } from "./dropout";
import type { PassMemory } from "./dropout";
import { lossOf, slopeOfLoss } from "./loss";
import type { LossKind } from "./loss";
import { numHiddenUnits, slopeOfActivation, zeroNetwork } from "./network";
import type { Network } from "./network";

/** Points to learn from, as plain data. */
export interface TrainingData {
  /** [point][input], flat. */
  readonly inputs: Float64Array;
  /** One a point; for the logistic loss 0 or 1. */
  readonly targets: Float64Array;
}

/** What training minimises: mean loss of the points plus weightDecay / 2 times the sum of squared weights. */
export interface Objective {
  readonly loss: LossKind;
  /** In [0, 1); the hidden units' dropout while training. */
  readonly dropoutRate: number;
  /** At least 0; biases do not decay. */
  readonly weightDecay: number;
}

/** The points of one step and their masks. */
export interface Batch {
  /** Indices into the data; a point may occur more than once. */
  readonly points: Uint32Array;
  /** [position in points][hidden unit], 1 where kept. */
  readonly kept: Uint8Array;
}

/** Scratch of a gradient, made once for many steps. */
export interface GradientMemory {
  readonly pass: PassMemory;
  /** Derivatives of a point's loss with respect to the weighted sums of every layer. */
  readonly slopes: readonly Float64Array[];
  /** The gradient, in the shape of the network. */
  readonly gradient: Network;
}

export function gradientMemory(network: Network): GradientMemory {
  return {
    pass: passMemory(network),
    slopes: network.sizes.slice(1).map((size) => new Float64Array(size)),
    gradient: zeroNetwork(network.sizes, network.activation),
  };
}

/**
 * The objective on a batch, and its gradient by backpropagation (Rumelhart, Hinton and Williams 1986) into
 * `memory.gradient`, whatever stood there. Nothing is checked.
 * @returns the mean loss of the batch and the penalty of the weights; the objective is their sum
 */
export function batchGradient(
  network: Network,
  data: TrainingData,
  batch: Batch,
  objective: Objective,
  memory: GradientMemory,
): { readonly loss: number; readonly penalty: number } {
  const { pass, slopes, gradient } = memory;
  const penalty = startWithPenalty(network, objective.weightDecay, gradient);
  const scale = keptScale(objective.dropoutRate);
  const numUnits = numHiddenUnits(network);
  const share = 1 / batch.points.length;
  let sum = 0;
  batch.points.forEach((point, position) => {
    loadPoint(pass, data.inputs, point);
    const target = data.targets[point];
    const output = runPass(network, pass, batch.kept, position * numUnits, scale);
    sum += lossOf(objective.loss, output, target);
    slopes[slopes.length - 1][0] = share * slopeOfLoss(objective.loss, output, target);
    addPoint(network, memory, batch.kept, (position + 1) * numUnits, scale);
  });
  return { loss: share * sum, penalty };
}

/** Sets the gradient to that of the penalty alone and returns the penalty. */
function startWithPenalty(network: Network, weightDecay: number, gradient: Network): number {
  let squares = 0;
  network.weights.forEach((weights, layer) => {
    const into = gradient.weights[layer];
    for (let i = 0; i < weights.length; i++) {
      into[i] = weightDecay * weights[i];
      squares += weights[i] * weights[i];
    }
    gradient.biases[layer].fill(0);
  });
  // A weight too large to square must not turn "no decay" into NaN.
  return weightDecay === 0 ? 0 : 0.5 * weightDecay * squares;
}

/**
 * Adds the gradient of the point whose pass is in memory, from the last layer back to the first.
 * @param maskEnd where the point's mask ends in `kept`
 */
function addPoint(
  network: Network,
  { pass, slopes, gradient }: GradientMemory,
  kept: Uint8Array,
  maskEnd: number,
  scale: number,
): void {
  let maskFrom = maskEnd;
  for (let layer = slopes.length - 1; layer >= 0; layer--) {
    const above = slopes[layer];
    addOuter(above, pass.handedOn[layer], gradient.weights[layer]);
    for (let k = 0; k < above.length; k++) gradient.biases[layer][k] += above[k];
    if (layer === 0) return;
    const below = slopes[layer - 1];
    maskFrom -= below.length;
    applyTransposed(network.weights[layer], above, below);
    const values = pass.activations[layer - 1];
    for (let i = 0; i < below.length; i++) {
      const slope = scale * slopeOfActivation(network.activation, values[i]);
      below[i] = kept[maskFrom + i] === 1 ? below[i] * slope : 0;
    }
  }
}

/** into[unit][input] += slopes[unit] values[input]; most slopes of dropped and dead units are 0. */
function addOuter(slopes: Float64Array, values: Float64Array, into: Float64Array): void {
  for (let k = 0; k < slopes.length; k++) {
    const slope = slopes[k];
    if (slope === 0) continue;
    const from = k * values.length;
    for (let i = 0; i < values.length; i++) into[from + i] += slope * values[i];
  }
}

/** out[input] = sum over units of weights[unit][input] slopes[unit]. */
function applyTransposed(weights: Float64Array, slopes: Float64Array, out: Float64Array): void {
  out.fill(0);
  for (let k = 0; k < slopes.length; k++) {
    const slope = slopes[k];
    if (slope === 0) continue;
    const from = k * out.length;
    for (let i = 0; i < out.length; i++) out[i] += slope * weights[from + i];
  }
}
