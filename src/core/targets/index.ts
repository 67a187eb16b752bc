/**
 * The targets. One file a target and one line here; the panel, the link, the grid and the tests
 * follow from the registry. A target knows nothing of samplers and pictures.
 */
import { gaussianMixture } from "./gaussianMixture";
import { meanLogSd } from "./meanLogSd";
import type { TargetDefinition } from "./target";

export { statisticsOf } from "./normalData";
export type { GpuArguments, Modes, Target, TargetDefinition, Truth } from "./target";

export const targets: readonly TargetDefinition[] = [gaussianMixture, meanLogSd];

/** @throws RangeError naming the key where no target has it */
export function targetByKey(key: string): TargetDefinition {
  const found = targets.find((target) => target.key === key);
  if (!found) {
    throw new RangeError(
      `target = ${key}; expected one of ${targets.map((target) => target.key).join(", ")}`,
    );
  }
  return found;
}
