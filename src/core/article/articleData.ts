import { expectWhole } from "../math/expectations";
import { MersenneTwister } from "../random/mersenneTwister";

/** The seed of all the data below, as in numpy.random.RandomState(42). */
export const ARTICLE_SEED = 42;

/** @throws RangeError unless the count is a whole number of at least 1 */
function draw(count: number, next: () => number): Float64Array {
  expectWhole("number of points", count, 1);
  return Float64Array.from({ length: count }, next);
}

/**
 * Conjugate pairs: binomial(1, bias) flips in one batch after another, and then, from the same stream,
 * normal(mean, sd) data. The article has batches of 10, 100 and 1000, bias 0.7, and 50 data of normal(5, 2).
 */
export function conjugateData(
  options: {
    readonly batches?: readonly number[];
    readonly bias?: number;
    readonly numNormals?: number;
    readonly mean?: number;
    readonly sd?: number;
  } = {},
  seed = ARTICLE_SEED,
): { readonly flips: readonly Uint8Array[]; readonly normals: Float64Array } {
  const { batches = [10, 100, 1000], bias = 0.7, numNormals = 50, mean = 5, sd = 2 } = options;
  const generator = new MersenneTwister(seed);
  const flips = batches.map((count) => Uint8Array.from({ length: count }, () => generator.bernoulli(bias)));
  return { flips, normals: draw(numNormals, () => generator.normal(mean, sd)) };
}

/** S4: numPoints evenly spaced x on [-1, 1], y = 0.1 - 0.3 x + 0.5 x^2 + sigmaNoise randn. The article has 15. */
export function parabolaData(
  numPoints = 15,
  sigmaNoise = 0.15,
  seed = ARTICLE_SEED,
): { readonly x: Float64Array; readonly y: Float64Array } {
  expectWhole("numPoints", numPoints, 2);
  const generator = new MersenneTwister(seed);
  const x = Float64Array.from({ length: numPoints }, (_, i) => (2 * i) / (numPoints - 1) - 1);
  const y = x.map(
    (value) => 0.1 - 0.3 * value + 0.5 * value * value + sigmaNoise * generator.standardNormal(),
  );
  return { x, y };
}

/** S6: sorted uniform(-2, 2) x, y = 0.5 + 1.5 x + normal(0, sigmaNoise). The article has 20 points and 0.5. */
export function lineData(
  numPoints = 20,
  sigmaNoise = 0.5,
  seed = ARTICLE_SEED,
): { readonly x: Float64Array; readonly y: Float64Array } {
  const generator = new MersenneTwister(seed);
  const x = draw(numPoints, () => generator.uniform(-2, 2)).sort();
  const y = x.map((value) => 0.5 + 1.5 * value + generator.normal(0, sigmaNoise));
  return { x, y };
}
