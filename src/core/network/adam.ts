import { parametersOf, zeroNetwork } from "./network";
import type { Network } from "./network";

/** The constants of Adam that its authors propose (Kingma and Ba 2015). */
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** What Adam remembers, as plain data. */
export interface AdamState {
  /** Running mean of the gradient, in the shape of the network. */
  readonly first: Network;
  /** Running mean of its square. */
  readonly second: Network;
  /** beta1^t and beta2^t after t steps. */
  readonly powers: Float64Array;
}

export function adamStart({ sizes, activation }: Network): AdamState {
  return {
    first: zeroNetwork(sizes, activation),
    second: zeroNetwork(sizes, activation),
    powers: Float64Array.of(1, 1),
  };
}

/** What a step reads and, in another place, writes. */
interface Place {
  readonly network: Network;
  readonly adam: AdamState;
}

/**
 * One step of Adam from `from`, which stays as it is, into `into`: Algorithm 1 of Kingma and Ba (2015).
 * @returns whether everything written is finite
 */
export function adamStep(from: Place, into: Place, gradient: Network, learningRate: number): boolean {
  const { beta1, beta2, epsilon } = ADAM;
  const power1 = from.adam.powers[0] * beta1;
  const power2 = from.adam.powers[1] * beta2;
  into.adam.powers.set([power1, power2]);
  const [values, firsts, seconds] = [from.network, from.adam.first, from.adam.second].map(parametersOf);
  const [newValues, newFirsts, newSeconds] = [into.network, into.adam.first, into.adam.second].map(
    parametersOf,
  );
  let isFinite = true;
  parametersOf(gradient).forEach((slopes, part) => {
    for (let i = 0; i < slopes.length; i++) {
      const first = beta1 * firsts[part][i] + (1 - beta1) * slopes[i];
      const second = beta2 * seconds[part][i] + (1 - beta2) * slopes[i] * slopes[i];
      const move = first / (1 - power1) / (Math.sqrt(second / (1 - power2)) + epsilon);
      const value = values[part][i] - learningRate * move;
      newFirsts[part][i] = first;
      newSeconds[part][i] = second;
      newValues[part][i] = value;
      // A difference with itself is 0 unless the number is infinite or NaN.
      if (value - value !== 0 || second - second !== 0) isFinite = false;
    }
  });
  return isFinite;
}
