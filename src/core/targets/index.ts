/**
 * The targets. One file a target and one line here; the panel, the link, the grid and the tests
 * follow from the registry. A target knows nothing of samplers and pictures.
 */
import { banana } from "./banana";
import { bimodal1d } from "./bimodal1d";
import { correlatedGaussian } from "./correlatedGaussian";
import { funnel } from "./funnel";
import { gaussianMixture } from "./gaussianMixture";
import { meanLogSd } from "./meanLogSd";
import { ring } from "./ring";
import { rosenbrock } from "./rosenbrock";
import type { TargetDefinition } from "./target";

export { statisticsOf } from "./normalData";
export type { Modes, Target, TargetDefinition, Truth } from "./target";

export const targets: readonly TargetDefinition[] = [
  gaussianMixture,
  meanLogSd,
  correlatedGaussian,
  banana,
  rosenbrock,
  funnel,
  ring,
  bimodal1d,
];

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
