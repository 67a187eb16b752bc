import { createGradientMemory } from "./gradientMemory";
import { createPhasePoint, kineticEnergy, leapfrogStep } from "./leapfrog";
import { metropolisTest } from "./metropolisTest";
import type { SamplerDefinition } from "./sampler";

/** Each path is pathLength times a uniform of this range: paths of one length can close and come back. */
const JITTER = { low: 0.8, width: 0.4 };
/** A short step on a long path must not hold the other chains up. */
const MAX_INTEGRATION_STEPS = 1000;
/** Energy error above which a path has lost the dynamics, as in Stan. */
export const DIVERGENT_ENERGY_ERROR = 1000;

/** Leapfrog steps of a path; u is uniform on [0, 1). */
export function numIntegrationSteps(stepSize: number, pathLength: number, u: number): number {
  const length = pathLength * (JITTER.low + JITTER.width * u);
  return Math.min(MAX_INTEGRATION_STEPS, Math.max(1, Math.round(length / stepSize)));
}

/**
 * Hamiltonian Monte Carlo with unit mass and jittered path length: draw a momentum, follow a leapfrog path, and
 * accept its end by the change of energy. Source: Duane et al. (1987); Neal (2011).
 * A step takes the normals of the momentum, a uniform for the length and one for the accept test, whatever comes
 * of it. A path ends where it leaves the support, and is rejected; so is then the one that would lead back.
 */
export const hamiltonianMonteCarlo: SamplerDefinition = {
  key: "hmc",
  label: "Hamiltonian (HMC)",
  description:
    "Gives the chain a random push, lets it roll over the surface for a while, and accepts where it gets to by the error of its energy.",
  settings: [
    {
      kind: "number",
      key: "hmcStepSize",
      label: "step size",
      group: "Sampler",
      description: "Time step of the leapfrog integrator; above twice the narrowest scale its paths diverge.",
      default: 0.1,
      min: 0.001,
      max: 20,
      step: 0.01,
      scale: "log",
      restartsRun: true,
    },
    {
      kind: "number",
      key: "pathLength",
      label: "path length",
      group: "Sampler",
      description:
        "Mean time that a path lasts, at most 1000 steps; each path lasts 0.8 to 1.2 times as long.",
      default: 1.5,
      min: 0.01,
      max: 20,
      step: 0.01,
      scale: "log",
      restartsRun: true,
    },
  ],
  stepSizeKey: "hmcStepSize",
  canDiverge: true,
  createStep: (target, { hmcStepSize: stepSize, pathLength }) => {
    const { dimension } = target;
    const memory = createGradientMemory(target);
    const point = createPhasePoint(dimension);
    return (state, stream, info) => {
      const gradient = memory.at(state.position);
      for (let i = 0; i < dimension; i++) {
        point.position[i] = state.position[i];
        point.gradient[i] = gradient[i];
      }
      stream.normals(point.momentum, dimension);
      const kineticAtStart = kineticEnergy(point.momentum);
      const numSteps = numIntegrationSteps(stepSize, pathLength, stream.uniform());
      let numDone = 0;
      do {
        leapfrogStep(target, point, stepSize);
        numDone += 1;
      } while (numDone < numSteps && point.logDensity > -Infinity);
      for (let i = 0; i < dimension; i++) info.proposal[i] = point.position[i];
      // Small differences first: log densities of many data are large numbers.
      const energyError =
        kineticEnergy(point.momentum) - kineticAtStart - (point.logDensity - state.logDensity);
      info.numEvaluations = numDone;
      info.energyError = energyError === energyError ? energyError : Infinity;
      info.isDivergent = info.energyError > DIVERGENT_ENERGY_ERROR;
      metropolisTest(state, stream, info, point.logDensity, -info.energyError);
      if (info.isAccepted) memory.keep(point.position, point.gradient);
    };
  },
};
