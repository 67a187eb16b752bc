/** More chains than this are a crowd: they are drawn as a density, and stepped by the kernel where it may. */
export const CROWD = 4096;

/** Bins of the ensemble's density along each axis. */
export const CROWD_BINS = 64;

/**
 * Where the chains of a large ensemble stand at one moment: a smoothed histogram over a box of the first two
 * parameters, as a density. Chains outside the box count for the whole and lie in no bin.
 * @param positions [chain][dimension]
 * @returns [row][column], CROWD_BINS each way; it integrates to the share of chains in the box
 */
export function crowdDensity(
  positions: Float64Array,
  dimension: number,
  box: readonly (readonly [number, number])[],
): Float32Array<ArrayBuffer> {
  const numChains = positions.length / dimension;
  const [[xLow, xHigh], [yLow, yHigh]] = box;
  const counts = new Float32Array(CROWD_BINS * CROWD_BINS);
  for (let chain = 0; chain < numChains; chain++) {
    const column = Math.floor(((positions[chain * dimension] - xLow) / (xHigh - xLow)) * CROWD_BINS);
    const row = Math.floor(((positions[chain * dimension + 1] - yLow) / (yHigh - yLow)) * CROWD_BINS);
    if (column >= 0 && column < CROWD_BINS && row >= 0 && row < CROWD_BINS) {
      counts[row * CROWD_BINS + column] += 1;
    }
  }
  const area = ((xHigh - xLow) / CROWD_BINS) * ((yHigh - yLow) / CROWD_BINS);
  return smoothed(smoothed(counts, 1), CROWD_BINS).map((count) => count / (numChains * area));
}

/** A quarter to each neighbour along one axis; what would leave the box stays at its edge. */
function smoothed(values: Float32Array, stride: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value, at) => {
    const place = Math.floor(at / stride) % CROWD_BINS;
    const before = place > 0 ? values[at - stride] : value;
    const after = place < CROWD_BINS - 1 ? values[at + stride] : value;
    return 0.25 * before + 0.5 * value + 0.25 * after;
  });
}
