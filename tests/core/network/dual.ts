import type { LossKind, Network } from "../../../src/core/network";

/** A dual number: a value and its derivative in one direction. */
export interface Dual {
  readonly value: number;
  readonly slope: number;
}

export function constant(value: number): Dual {
  return { value, slope: 0 };
}

export function add(a: Dual, b: Dual): Dual {
  return { value: a.value + b.value, slope: a.slope + b.slope };
}

export function multiply(a: Dual, b: Dual): Dual {
  return { value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope };
}

function apply(a: Dual, value: number, derivative: number): Dual {
  return { value, slope: derivative * a.slope };
}

function activateDual(activation: Network["activation"], z: Dual): Dual {
  if (activation === "relu") return z.value > 0 ? z : constant(0);
  return apply(z, Math.tanh(z.value), 1 / Math.cosh(z.value) ** 2);
}

/** One parameter of a network: a weight or a bias. */
export interface Parameter {
  readonly kind: "weights" | "biases";
  readonly layer: number;
  readonly index: number;
}

/** The output and its derivative with respect to one parameter, under a mask. */
export function dualPass(
  network: Network,
  x: ArrayLike<number>,
  mask: ArrayLike<number>,
  rate: number,
  by: Parameter,
): Dual {
  const read = (kind: Parameter["kind"], layer: number, index: number): Dual => ({
    value: network[kind][layer][index],
    slope: by.kind === kind && by.layer === layer && by.index === index ? 1 : 0,
  });
  let values = Array.from(x, constant);
  let unit = 0;
  network.biases.forEach((biases, layer) => {
    const isLast = layer === network.biases.length - 1;
    values = Array.from(biases, (_, k) => {
      const z = values.reduce(
        (sum, value, i) => add(sum, multiply(read("weights", layer, k * values.length + i), value)),
        read("biases", layer, k),
      );
      return isLast ? z : multiply(activateDual(network.activation, z), constant(mask[unit++] / (1 - rate)));
    });
  });
  return values[0];
}

/** The loss of an output, written out afresh. */
export function dualLoss(kind: LossKind, output: Dual, target: number): Dual {
  if (kind === "squared") {
    const miss = add(output, constant(-target));
    return multiply(miss, miss);
  }
  const probability = 1 / (1 + Math.exp(-output.value));
  const ofTarget = target === 1 ? probability : 1 - probability;
  return apply(output, -Math.log(ofTarget), probability - target);
}
