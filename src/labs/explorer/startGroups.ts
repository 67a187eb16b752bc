import { drawnStride, type RangeState } from "../../engine/protocol";
import type { Target } from "../../core/targets";

/** Labels of the two groups that chains are coloured by. */
export function groupLabels(target: Target): readonly [string, string] {
  return target.modes
    ? ["started nearer mode 1", "started nearer mode 2"]
    : [`started with low ${target.parameterNames[0]}`, `started with high ${target.parameterNames[0]}`];
}

/** Of a chain that is not drawn. */
export const NO_GROUP = 255;

/** On which side each chain starts: 0 or 1, an index into the palette; of a crowd only chains that are drawn have one. */
export function startGroups(target: Target, state: RangeState): Uint8Array {
  const { dimension, modes, truth, box } = target;
  const middle = Number.isNaN(truth.mean[0]) ? (box[0][0] + box[0][1]) / 2 : truth.mean[0];
  const { positions, logDensities } = state.ensemble;
  const stride = drawnStride(logDensities.length);
  return Uint8Array.from(logDensities, (_, chain) => {
    if (chain % stride !== 0) return NO_GROUP;
    const position = positions.subarray(chain * dimension, (chain + 1) * dimension);
    const isFirst = modes ? modes.responsibility(position) >= 0.5 : position[0] < middle;
    return isFirst ? 0 : 1;
  });
}

/** Chains that stand outside the target's box, which is what is drawn. */
export function countOutside(target: Target, state: RangeState): number {
  const { dimension, box } = target;
  const { positions, logDensities } = state.ensemble;
  let outside = 0;
  for (let chain = 0; chain < logDensities.length; chain++) {
    const isInside = box.every(([low, high], i) => {
      const value = positions[chain * dimension + i];
      return value >= low && value <= high;
    });
    if (!isInside) outside += 1;
  }
  return outside;
}
