/** More chains than this are a crowd: they are drawn as a density, and stepped by the kernel where it may. */
export const CROWD = 4096;

/** Bins of the ensemble's density along each axis. */
export const CROWD_BINS = 64;

/**
 * Where the chains of a large ensemble stand at one moment: a smoothed histogram over a box of one or two
 * parameters, as a density. Chains outside the box count for the whole and lie in no bin.
 * @param positions [chain][dimension]
 * @param box of all parameters
 * @param axes the parameters along the columns and the rows, by their indices
 * @returns [row][column], CROWD_BINS each way, or a single row for one parameter; it integrates to the share of
 *   chains in the box
 */
export function crowdDensity(
  positions: Float64Array,
  dimension: number,
  box: readonly (readonly [number, number])[],
  axes: readonly number[] = [0, 1],
): Float32Array<ArrayBuffer> {
  const numChains = positions.length / dimension;
  const ends = axes.slice(0, 2).map((axis) => box[axis]);
  const counts = new Float32Array(ends.length === 1 ? CROWD_BINS : CROWD_BINS * CROWD_BINS);
  const binsPerUnit = ends.map(([low, high]) => CROWD_BINS / (high - low));
  for (let chain = 0; chain < numChains; chain++) {
    let at = 0;
    for (let k = ends.length - 1; k >= 0; k--) {
      const bin = Math.floor((positions[chain * dimension + axes[k]] - ends[k][0]) * binsPerUnit[k]);
      at = bin >= 0 && bin < CROWD_BINS ? at * CROWD_BINS + bin : NaN;
    }
    if (at === at) counts[at] += 1;
  }
  return smoothedCounts(counts, numChains, ends);
}

/**
 * As `crowdDensity`, of chains that were counted elsewhere.
 * @param counts [row][column], CROWD_BINS each way, or a single row
 * @param ends of the box along the columns, and along the rows where there are several
 */
export function smoothedCounts(
  counts: Float32Array,
  numChains: number,
  ends: readonly (readonly [number, number])[],
): Float32Array<ArrayBuffer> {
  const area = ends.reduce((product, [low, high]) => (product * (high - low)) / CROWD_BINS, 1);
  const alongColumns = smoothed(counts, 1);
  const density = ends.length === 1 ? alongColumns : smoothed(alongColumns, CROWD_BINS);
  return density.map((count) => count / (numChains * area));
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
