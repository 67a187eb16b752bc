import type { TriangularSystem } from "../linear";
import { exp, log } from "../math/elementary";
import { expectPositive, expectWhole } from "../math/expectations";
import { lasso } from "./lasso";
import { ridge } from "./ridge";

/** L2 is ridge (Gaussian prior), L1 is lasso (Laplace prior). */
export type PenaltyKind = "L1" | "L2";

export interface RegularizationPath {
  readonly lambdas: Float64Array;
  /** Weights for each lambda: [lambda][weight]. */
  readonly weights: readonly Float64Array[];
}

/**
 * Numbers evenly spaced in their logarithm, both ends included.
 * @throws RangeError unless both ends are positive and there are at least two
 */
export function spacedLambdas(low: number, high: number, count: number): Float64Array {
  expectPositive("low", low);
  expectPositive("high", high);
  expectWhole("count", count, 2);
  const [from, to] = [log(low), log(high)];
  return Float64Array.from({ length: count }, (_, i) =>
    i === 0 ? low : i === count - 1 ? high : exp(from + ((to - from) * i) / (count - 1)),
  );
}

/** The weights along lambdas in any order; lasso walks from the largest down, each fit starting at the last. */
export function regularizationPath(
  system: TriangularSystem,
  kind: PenaltyKind,
  lambdas: ArrayLike<number>,
): RegularizationPath {
  const values = Float64Array.from(lambdas);
  const weights: Float64Array[] = Array.from(values, () => new Float64Array(0));
  let last: Float64Array | undefined;
  for (const at of [...values.keys()].sort((i, j) => values[j] - values[i])) {
    weights[at] = kind === "L2" ? ridge(system, values[at]).weights : lasso(system, values[at], last).weights;
    last = weights[at];
  }
  return { lambdas: values, weights };
}
