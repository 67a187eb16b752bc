import { manyChainEss, meanOf, varianceOf } from "../diagnostics";
import type { Target } from "../targets";
import type { ChainEvidence, MeanEstimate } from "./runner";

/** Sums over the transitions of each chain, or of each group of chains; the kernels keep the same. */
export interface ChainSums {
  readonly numSteps: number;
  /** Chains of each group; one unless told. */
  readonly chainsOfSum?: number;
  /** [parameter][group], of the position less the centre */
  readonly sums: Float64Array;
  /** [parameter][group], of the squares of these */
  readonly squares: Float64Array;
  /** [group] */
  readonly numAccepted: Float64Array;
  readonly centre: ArrayLike<number>;
}

/** Name of the acceptance rate among the estimates. */
export const ACCEPTANCE = "acceptance";
export const meanName = (parameter: string): string => `mean of ${parameter}`;
/** About the exact mean, which is known. */
export const varianceName = (parameter: string): string => `variance of ${parameter}`;

function estimate(name: string, means: Float64Array): MeanEstimate {
  const standardError = Math.sqrt(varianceOf(means) / means.length);
  return { name, value: meanOf(means), standardError };
}

/**
 * Acceptance, means and variances with their standard errors, and the many-chain effective sample size.
 * @param target whose exact means the sums are centred on
 * @param sharesPaths see `ChainEvidence`
 */
export function chainEvidence(target: Target, run: ChainSums, sharesPaths: boolean): ChainEvidence {
  const { numSteps, chainsOfSum = 1, sums, squares, numAccepted, centre } = run;
  const numMeans = numAccepted.length;
  // A group's draws are to the means of groups what a chain's are to those of chains.
  const numDraws = chainsOfSum * numSteps;
  const estimates = [
    estimate(
      ACCEPTANCE,
      numAccepted.map((count) => count / numDraws),
    ),
  ];
  let ess = Infinity;
  target.parameterNames.forEach((name, i) => {
    const means = sums.subarray(i * numMeans, (i + 1) * numMeans).map((sum) => sum / numDraws);
    const meanSquares = squares.subarray(i * numMeans, (i + 1) * numMeans).map((sum) => sum / numDraws);
    const variances = meanSquares.map(
      (square, group) => ((square - means[group] * means[group]) * numDraws) / (numDraws - 1),
    );
    const summary = manyChainEss({ means, variances, numDraws });
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
  const numChains = chainsOfSum * numMeans;
  return { kind: "chains", numChains, numSteps, numMeans, sharesPaths, estimates, ess };
}
