import { exp, log } from "../math/elementary";
import { expectPositive } from "../math/expectations";
import { normalQuantile } from "../math/normalQuantile";
import { outputsAt } from "./predict";
import type { PassOutputs } from "./predict";

const LOG_TWO_PI = 1.8378770664093453;

/**
 * Mean log predictive density of values, one at each point: every pass with normal noise around it, all passes
 * alike (the predictive likelihood of Gal and Ghahramani 2016). Larger is better.
 * @param noiseVariance of an observation around the function
 * @throws RangeError unless there is one value a point and the noise variance is above 0
 */
export function passLogScore(passes: PassOutputs, values: ArrayLike<number>, noiseVariance: number): number {
  expectPositive("noiseVariance", noiseVariance);
  expectOneEach("values", values, passes.numPoints);
  let sum = 0;
  for (let point = 0; point < passes.numPoints; point++) {
    const exponents = outputsAt(passes, point).map(
      (output) => (-0.5 * (values[point] - output) * (values[point] - output)) / noiseVariance,
    );
    sum += logMeanExp(exponents);
  }
  return sum / passes.numPoints - 0.5 * (LOG_TWO_PI + log(noiseVariance));
}

function logMeanExp(exponents: Float64Array): number {
  let highest = -Infinity;
  for (const exponent of exponents) highest = Math.max(highest, exponent);
  if (highest === -Infinity) return -Infinity;
  let sum = 0;
  for (const exponent of exponents) sum += exp(exponent - highest);
  return highest + log(sum / exponents.length);
}

/** A lower and an upper bound at every point. */
export interface PassBand {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * The band that holds `mass` if what is banded is normal: the mean and so many sds on either side. With the
 * model's sd it is meant for the function, with the total sd for observations.
 * @throws RangeError unless 0 < mass < 1 and there is one sd a point
 */
export function normalBand(mean: Float64Array, sd: Float64Array, mass: number): PassBand {
  if (!(mass > 0 && mass < 1)) throw new RangeError(`mass = ${mass}; expected a number between 0 and 1`);
  expectOneEach("sd", sd, mean.length);
  const width = normalQuantile(0.5 + mass / 2);
  return {
    lower: mean.map((value, point) => value - width * sd[point]),
    upper: mean.map((value, point) => value + width * sd[point]),
  };
}

/**
 * Share of the points whose value lies in the band, ends included: with the true function as values, how much
 * of it the band covers, to be held against the mass that was claimed.
 * @param isCounted which points count, such as those inside the data; all by default
 * @returns NaN where no point counts
 * @throws RangeError unless there is one value and one of each bound a point
 */
export function coverage(
  { lower, upper }: PassBand,
  values: ArrayLike<number>,
  isCounted: (point: number) => boolean = () => true,
): number {
  expectOneEach("upper", upper, lower.length);
  expectOneEach("values", values, lower.length);
  let [inside, count] = [0, 0];
  for (let point = 0; point < lower.length; point++) {
    if (!isCounted(point)) continue;
    count++;
    if (values[point] >= lower[point] && values[point] <= upper[point]) inside++;
  }
  return inside / count;
}

function expectOneEach(name: string, values: ArrayLike<number>, numPoints: number): void {
  if (values.length === numPoints) return;
  throw new RangeError(`${name} has ${values.length} value(s); expected ${numPoints}, one a point`);
}
