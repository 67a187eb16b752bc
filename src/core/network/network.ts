import { tanh } from "../math/hyperbolic";
import { expectFinite, expectWhole } from "../math/expectations";
import type { Stream } from "../random";

/** What a hidden unit makes of its weighted sum. */
export type Activation = "relu" | "tanh";

/**
 * A fully connected network with one output, as plain data. Every hidden layer has the activation, the output
 * has none: it is a prediction, or the log odds of class 1.
 */
export interface Network {
  /** Widths from the inputs to the single output: [1, 32, 1] has one hidden layer. */
  readonly sizes: readonly number[];
  readonly activation: Activation;
  /** For every layer [unit][input], flat. */
  readonly weights: readonly Float64Array[];
  /** For every layer one bias a unit. */
  readonly biases: readonly Float64Array[];
}

/** @throws RangeError unless the sizes are whole, end in one output and hold a hidden layer */
export function expectSizes(sizes: readonly number[]): void {
  if (sizes.length < 3) {
    throw new RangeError(
      `sizes = [${sizes.join(", ")}]; expected the inputs, at least one hidden layer, and 1 output`,
    );
  }
  sizes.forEach((size, layer) => expectWhole(`sizes[${layer}]`, size, 1));
  expectWhole("number of outputs", sizes[sizes.length - 1], 1, 1);
}

/** A network with all weights and biases 0. */
export function zeroNetwork(sizes: readonly number[], activation: Activation): Network {
  expectSizes(sizes);
  const widths = sizes.slice(1);
  return {
    sizes: [...sizes],
    activation,
    weights: widths.map((width, layer) => new Float64Array(width * sizes[layer])),
    biases: widths.map((width) => new Float64Array(width)),
  };
}

/**
 * A network of given numbers, which are copied.
 * @param weights for every layer [unit][input], flat
 * @throws RangeError where lengths do not fit the sizes or a number is not finite
 */
export function networkOf(
  sizes: readonly number[],
  activation: Activation,
  weights: readonly ArrayLike<number>[],
  biases: readonly ArrayLike<number>[],
): Network {
  const network = zeroNetwork(sizes, activation);
  fillChecked("weights", network.weights, weights);
  fillChecked("biases", network.biases, biases);
  return network;
}

function fillChecked(
  name: string,
  targets: readonly Float64Array[],
  given: readonly ArrayLike<number>[],
): void {
  if (given.length !== targets.length) {
    throw new RangeError(`${name} has ${given.length} layer(s); expected ${targets.length}`);
  }
  targets.forEach((target, layer) => {
    const values = given[layer];
    if (values.length !== target.length) {
      throw new RangeError(`${name}[${layer}] has ${values.length} value(s); expected ${target.length}`);
    }
    for (let i = 0; i < target.length; i++) expectFinite(`${name}[${layer}][${i}]`, values[i]);
    target.set(values);
  });
}

/**
 * Random weights to train from, with mean 0. ReLU: variance 2 / inputs (He et al. 2015); tanh:
 * 2 / (inputs + units) (Glorot and Bengio 2010). Layer by layer the stream gives weights, then biases.
 * @param biasSd sd of the biases of the hidden layers. At 0 every kink of a ReLU network with one input starts
 *   at x = 0; at about 1 they are spread over inputs of size 1
 * @throws RangeError unless biasSd is finite and not negative
 */
export function initialNetwork(
  sizes: readonly number[],
  activation: Activation,
  stream: Stream,
  biasSd = 0,
): Network {
  if (!(biasSd >= 0 && biasSd < Infinity)) {
    throw new RangeError(`biasSd = ${biasSd}; expected a finite number of at least 0`);
  }
  const network = zeroNetwork(sizes, activation);
  const last = network.weights.length - 1;
  network.weights.forEach((weights, layer) => {
    const [numInputs, numUnits] = [sizes[layer], sizes[layer + 1]];
    const variance = activation === "relu" ? 2 / numInputs : 2 / (numInputs + numUnits);
    fillNormals(weights, Math.sqrt(variance), stream);
    if (layer < last) fillNormals(network.biases[layer], biasSd, stream);
  });
  return network;
}

function fillNormals(values: Float64Array, sd: number, stream: Stream): void {
  stream.normals(values, values.length);
  for (let i = 0; i < values.length; i++) values[i] = sd === 0 ? 0 : values[i] * sd;
}

export function copyNetwork({ sizes, activation, weights, biases }: Network): Network {
  return {
    sizes: [...sizes],
    activation,
    weights: weights.map((values) => values.slice()),
    biases: biases.map((values) => values.slice()),
  };
}

/** All arrays that training changes: weights layer by layer, then biases. */
export function parametersOf({ weights, biases }: Network): readonly Float64Array[] {
  return [...weights, ...biases];
}

/** Number of units that dropout can drop: those of all hidden layers. */
export function numHiddenUnits({ sizes }: Pick<Network, "sizes">): number {
  let count = 0;
  for (let layer = 1; layer < sizes.length - 1; layer++) count += sizes[layer];
  return count;
}

/** What a hidden unit hands on. Not `z > 0 ? z : 0`, which would turn NaN into 0 and hide it. */
export function activate(activation: Activation, z: number): number {
  return activation === "relu" ? Math.max(0, z) : tanh(z);
}

/** Derivative of the activation, from its own value; 0 at the kink of ReLU. */
export function slopeOfActivation(activation: Activation, value: number): number {
  return activation === "relu" ? (value > 0 ? 1 : 0) : 1 - value * value;
}
