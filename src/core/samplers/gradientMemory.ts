import type { Target } from "../targets/target";

/**
 * log density, and its gradient as a sampler may use it: a component that is not finite, as at a kink or a
 * pole, becomes 0. Langevin proposals and leapfrog paths stay exact under every drift that is a function of
 * the position alone, so this costs acceptance at most.
 */
export function finiteGradient(target: Target, position: ArrayLike<number>, gradient: Float64Array): number {
  const logDensity = target.logDensityAndGradient(position, gradient);
  for (let i = 0; i < gradient.length; i++) {
    if (!(Math.abs(gradient[i]) < Infinity)) gradient[i] = 0;
  }
  return logDensity;
}

/** The gradient where a chain stands, kept from one step to the next. */
export interface GradientMemory {
  /** The gradient at a position: the kept one where it belongs there, to the bit, else worked out and kept. */
  at(position: Float64Array): Float64Array;
  /** Keeps what is known of a position. */
  keep(position: Float64Array, gradient: Float64Array): void;
}

/**
 * Memory for one gradient. It belongs to a position and not to a chain, so a step may serve chain after chain
 * and a run may go on from positions alone: the bits are those of a gradient worked out anew.
 */
export function createGradientMemory(target: Target): GradientMemory {
  const { dimension } = target;
  const knownPosition = new Float64Array(dimension).fill(NaN);
  const known = new Float64Array(dimension);
  const isKnown = (position: Float64Array): boolean => {
    for (let i = 0; i < dimension; i++) if (!Object.is(position[i], knownPosition[i])) return false;
    return true;
  };
  return {
    at: (position) => {
      if (!isKnown(position)) {
        for (let i = 0; i < dimension; i++) knownPosition[i] = position[i];
        finiteGradient(target, position, known);
      }
      return known;
    },
    keep: (position, gradient) => {
      for (let i = 0; i < dimension; i++) {
        knownPosition[i] = position[i];
        known[i] = gradient[i];
      }
    },
  };
}
