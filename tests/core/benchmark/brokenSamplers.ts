import type { SamplerDefinition, Step } from "../../../src/core/samplers";
import { randomWalkMetropolis } from "../../../src/core/samplers/randomWalkMetropolis";
import type { Target } from "../../../src/core/targets";
import { slippedStep } from "../samplers/brokenKernels";

/** Random-walk Metropolis with another step in its place. */
export function walkWith(createStep: (target: Target, stepSize: number) => Step): SamplerDefinition {
  return {
    ...randomWalkMetropolis,
    createStep: (target, { stepSize }) => createStep(target, stepSize),
  };
}

export const alwaysAccepts = walkWith((target, stepSize) =>
  slippedStep(target, stepSize, { acceptance: () => 1 }),
);

export const keepsStaleDensity = walkWith((target, stepSize) =>
  slippedStep(target, stepSize, { keepsLogDensity: true }),
);

/** Right but for its proposals, which are a tenth too wide. */
export const stepsTooFar = walkWith((target, stepSize) => slippedStep(target, 1.1 * stepSize, {}));

export const neverMoves = walkWith((target, stepSize) =>
  slippedStep(target, stepSize, { acceptance: () => 0 }),
);
