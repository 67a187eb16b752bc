import { choleskyFactor, choleskyLogDeterminant, forwardSolve } from "../linear";
import { expectWhole } from "../math/expectations";
import type { WeightPosterior } from "./weightPosterior";
import { weightCovariance, weightMean } from "./weightPosterior";

const LOG_TWO_PI = 1.8378770664093453;

/** The joint posterior of two weights with all others integrated out: a bivariate normal. */
export interface PairOfWeights {
  readonly mean: readonly [number, number];
  readonly sds: readonly [number, number];
  readonly correlation: number;
  /** Normalised log density, such as the height of a surface. */
  readonly logDensity: (first: number, second: number) => number;
}

/** @throws RangeError unless i and j are two different weights of the posterior */
export function pairOfWeights(posterior: WeightPosterior, i: number, j: number): PairOfWeights {
  expectWhole("i", i, 0, posterior.degree);
  expectWhole("j", j, 0, posterior.degree);
  if (i === j) throw new RangeError(`i = ${i} and j = ${j}; expected two different weights`);
  const dimension = posterior.degree + 1;
  const all = weightCovariance(posterior);
  const mean = weightMean(posterior);
  const [ii, ij, jj] = [all[i * (dimension + 1)], all[i * dimension + j], all[j * (dimension + 1)]];
  const factor = choleskyFactor([ii, ij, ij, jj], 2);
  const top = -LOG_TWO_PI - 0.5 * choleskyLogDeterminant(factor, 2);
  return {
    mean: [mean[i], mean[j]],
    sds: [Math.sqrt(ii), Math.sqrt(jj)],
    correlation: ij / Math.sqrt(ii * jj),
    logDensity: (first, second) => {
      const [u, v] = forwardSolve(factor, [first - mean[i], second - mean[j]]);
      return top - 0.5 * (u * u + v * v);
    },
  };
}
