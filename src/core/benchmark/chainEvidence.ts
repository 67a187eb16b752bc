import { manyChainEss, meanOf, varianceOf } from "../diagnostics";
import type { Target } from "../targets";
import type { ChainEvidence, MeanEstimate } from "./runner";

/** Sums over the transitions of each chain; the kernels keep the same. */
export interface ChainSums {
  readonly numSteps: number;
  /** [parameter][chain], of the position less the centre */
  readonly sums: Float64Array;
  /** [parameter][chain], of the squares of these */
  readonly squares: Float64Array;
  /** [chain] */
  readonly numAccepted: Float64Array;
  readonly centre: ArrayLike<number>;
}

/** Name of the acceptance rate among the estimates. */
export const ACCEPTANCE = "acceptance";
export const meanName = (parameter: string): string => `mean of ${parameter}`;
/** About the exact mean, which is known. */
export const varianceName = (parameter: string): string => `variance of ${parameter}`;

function estimate(name: string, chainMeans: Float64Array): MeanEstimate {
  const standardError = Math.sqrt(varianceOf(chainMeans) / chainMeans.length);
  return { name, value: meanOf(chainMeans), standardError };
}

/**
 * Acceptance, means and variances with their standard errors, and the many-chain effective sample size.
 * @param target whose exact means the sums are centred on
 * @param sharesPaths see `ChainEvidence`
 */
export function chainEvidence(target: Target, run: ChainSums, sharesPaths: boolean): ChainEvidence {
  const { numSteps, sums, squares, numAccepted, centre } = run;
  const numChains = numAccepted.length;
  const estimates = [
    estimate(
      ACCEPTANCE,
      numAccepted.map((count) => count / numSteps),
    ),
  ];
  let ess = Infinity;
  target.parameterNames.forEach((name, i) => {
    const means = sums.subarray(i * numChains, (i + 1) * numChains).map((sum) => sum / numSteps);
    const meanSquares = squares.subarray(i * numChains, (i + 1) * numChains).map((sum) => sum / numSteps);
    const variances = meanSquares.map(
      (square, chain) => ((square - means[chain] * means[chain]) * numSteps) / (numSteps - 1),
    );
    const summary = manyChainEss({ means, variances, numDraws: numSteps });
    // Not Math.min: a NaN stays.
    if (!(summary.ess >= ess)) ess = summary.ess;
    estimates.push(
      estimate(
        meanName(name),
        means.map((mean) => mean + centre[i]),
      ),
      estimate(varianceName(name), meanSquares),
    );
  });
  return { kind: "chains", numChains, numSteps, sharesPaths, estimates, ess };
}
