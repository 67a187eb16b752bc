import { expectWhole } from "../math/expectations";
import { MersenneTwister } from "../random";

/** What a target of normal data needs to know of them. */
export interface SufficientStatistics {
  readonly n: number;
  readonly mean: number;
  /** Sum of squared differences from the mean. */
  readonly scatter: number;
}

/** Data that differ by no more than this share of their size leave no digits for their spread. */
const LEAST_SPREAD = 1e-9;

/**
 * mean + sd randn(numPoints) of numpy.random.RandomState(seed): more of the same as the article's 50 data,
 * which are its first 50 for the seed 42, mean 3 and sd 1.5.
 */
export function simulateNormalData(numPoints: number, mean: number, sd: number, seed: number): Float64Array {
  expectWhole("numPoints", numPoints, 1);
  const generator = new MersenneTwister(seed);
  return Float64Array.from({ length: numPoints }, () => generator.standardNormal() * sd + mean);
}

/**
 * Two passes over the data, so that their size does not eat up their spread.
 * @throws RangeError where there are fewer than two data, one is not finite, or all are equal
 */
export function statisticsOf(data: Float64Array): SufficientStatistics {
  const n = data.length;
  if (n < 2) {
    throw new RangeError(`The data are ${n === 0 ? "none" : "a single point"}; expected at least two.`);
  }
  let mean = 0;
  let size = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(data[i])) {
      throw new RangeError(`Point ${i + 1} of the data is ${data[i]}; expected a finite number.`);
    }
    mean += data[i] / n;
    size = Math.max(size, Math.abs(data[i]));
  }
  let scatter = 0;
  for (let i = 0; i < n; i++) scatter += (data[i] - mean) * (data[i] - mean);
  if (!(Math.sqrt(scatter / n) > LEAST_SPREAD * size)) {
    throw new RangeError(
      `All ${n} points of the data are ${data[0]}; expected at least two that differ, since log σ has no lower end otherwise.`,
    );
  }
  return { n, mean, scatter };
}
