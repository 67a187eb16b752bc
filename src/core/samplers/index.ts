/**
 * The samplers. One file a sampler and one line here. A sampler is a step over preallocated memory;
 * it knows a target's density and nothing of chains, workers and pictures.
 */
import { hamiltonianMonteCarlo } from "./hamiltonianMonteCarlo";
import { metropolisAdjustedLangevin } from "./metropolisAdjustedLangevin";
import { randomWalkMetropolis } from "./randomWalkMetropolis";
import type { SamplerDefinition } from "./sampler";

export { createStepInfo, initState } from "./sampler";
export type { ChainState, SamplerDefinition, Step, StepInfo } from "./sampler";

export const samplers: readonly SamplerDefinition[] = [
  randomWalkMetropolis,
  metropolisAdjustedLangevin,
  hamiltonianMonteCarlo,
];

/** @throws RangeError naming the key where no sampler has it */
export function samplerByKey(key: string): SamplerDefinition {
  const found = samplers.find((sampler) => sampler.key === key);
  if (!found) {
    throw new RangeError(
      `sampler = ${key}; expected one of ${samplers.map((sampler) => sampler.key).join(", ")}`,
    );
  }
  return found;
}
