import type { Target } from "../targets/target";
import { finiteGradient } from "./gradientMemory";

/** A point of Hamiltonian dynamics with unit mass: energy = |momentum|^2 / 2 - logDensity. */
export interface PhasePoint {
  readonly position: Float64Array;
  readonly momentum: Float64Array;
  /** Gradient of the log density at the position. */
  readonly gradient: Float64Array;
  logDensity: number;
}

export function createPhasePoint(dimension: number): PhasePoint {
  return {
    position: new Float64Array(dimension),
    momentum: new Float64Array(dimension),
    gradient: new Float64Array(dimension),
    logDensity: 0,
  };
}

export function kineticEnergy(momentum: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < momentum.length; i++) squares += momentum[i] * momentum[i];
  return 0.5 * squares;
}

/**
 * One leapfrog step, in place: half a step of the momentum, a step of the position, half a step of the
 * momentum. It conserves phase volume, and with the momentum turned round leads back to where it came from.
 * Takes one evaluation of density and gradient.
 */
export function leapfrogStep(target: Target, point: PhasePoint, stepSize: number): void {
  const { position, momentum, gradient } = point;
  const half = 0.5 * stepSize;
  for (let i = 0; i < position.length; i++) {
    momentum[i] += half * gradient[i];
    position[i] += stepSize * momentum[i];
  }
  point.logDensity = finiteGradient(target, position, gradient);
  for (let i = 0; i < position.length; i++) momentum[i] += half * gradient[i];
}
