import { exp } from "../../core/math/elementary";
import { crowdDensity, smoothedCounts } from "../../core/run";
import type { Target } from "../../core/targets";

/**
 * Where all chains of a crowd are, as a density over the target's own highest one; of more parameters than are shown,
 * whose marginal's peak is not known, over its own.
 * @param positions [chain][dimension]
 * @param counts of chains in the bins of the first two parameters, where somebody has counted them
 */
export function ensembleDensity(
  target: Target,
  axes: readonly number[],
  positions: Float64Array,
  counts: Float64Array | null,
): Float32Array {
  const { dimension, box, peaks, truth } = target;
  const isCounted = axes[0] === 0 && axes[1] === 1;
  const density =
    counts && isCounted
      ? smoothedCounts(Float32Array.from(counts), positions.length / dimension, box.slice(0, 2))
      : crowdDensity(positions, dimension, box, axes);
  const isWhole = dimension === axes.length;
  const peak = isWhole ? exp(target.logDensity(peaks[0]) - truth.logNormalisingConstant) : NaN;
  const highest = peak > 0 ? peak : Math.max(...density);
  return density.map((value) => value / highest);
}
