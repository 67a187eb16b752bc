import { exp, log } from "../math/elementary";
import type { FormMoments, PassProblem } from "./passProblem";
import type { PassEvidence } from "./runner";
import { verdictOf, type Check, type Verdict } from "./verdict";

/**
 * Largest |z| of 202 numbers: mean and sd at 100 points, how far the means of blocks spread, and how neighbours go
 * together. By Bonferroni, which points that depend on one another do no harm to, a right kernel fails with
 * probability 1.4e-5 a row at most, over seeds.
 */
export const LARGEST_PASS_Z = 5.4;

/** The roots of squares are nearly normal where the squares are not: Wilson and Hilferty (1931). */
function scoreOfRatio(ratio: number, freedom: number): number {
  const variance = 2 / (9 * freedom);
  return (cubeRoot(ratio) - (1 - variance)) / Math.sqrt(variance);
}

function cubeRoot(x: number): number {
  return x === 0 ? 0 : exp(log(x) / 3);
}

/** What is left of a distance once so much of it is allowed. */
function beyond(distance: number, allowed: number): number {
  return Math.sign(distance) * Math.max(0, Math.abs(distance) - allowed);
}

/** The check that lies farthest off; a NaN is farther than anything. */
function worstOf(checks: readonly Check[]): Check {
  return checks.reduce((worst, check) => (Math.abs(check.z) <= Math.abs(worst.z) ? worst : check));
}

function meanChecks(problem: PassProblem, { sums, numPasses }: PassEvidence): Check[] {
  const { means, sds, allowance, inputs } = problem;
  return Array.from(sums, (sum, i): Check => {
    const distance = sum / numPasses;
    return {
      name: `mean at x = ${inputs[i].toFixed(2)}`,
      value: means[i] + distance * sds[i],
      expected: means[i],
      z: beyond(distance, allowance[i]) * Math.sqrt(numPasses),
    };
  });
}

/** About the exact mean, with the degrees of freedom that the kurtosis leaves. */
function sdChecks(problem: PassProblem, { squares, numPasses }: PassEvidence): Check[] {
  const { sds, allowance, kurtosis, inputs } = problem;
  return Array.from(squares, (square, i): Check => {
    const ratio = square / numPasses;
    const sd = Math.sqrt(ratio);
    const allowed = 1 + beyond(sd - 1, allowance[i]);
    return {
      name: `sd at x = ${inputs[i].toFixed(2)}`,
      value: sds[i] * sd,
      expected: sds[i],
      z: scoreOfRatio(allowed * allowed, (2 * numPasses) / (2 + kurtosis[i])),
    };
  });
}

/** Squares over blocks against what they are in the mean; the value is 1 where they are that. */
function formCheck(name: string, sum: number, numBlocks: number, form: FormMoments): Check {
  const { mean, halfVariance } = form;
  const value = sum / (numBlocks * mean);
  return { name, value, expected: 1, z: scoreOfRatio(value, (numBlocks * mean * mean) / halfVariance) };
}

/** Holds passes against the exact moments; of the points only those farthest off are shown. */
export function judgePasses(problem: PassProblem, evidence: PassEvidence): Verdict {
  const { spread, steps, numBlocks } = evidence;
  return verdictOf(
    [
      worstOf(meanChecks(problem, evidence)),
      worstOf(sdChecks(problem, evidence)),
      formCheck("spread of blocks", spread, numBlocks, problem.spread),
      formCheck("steps between points", steps, numBlocks, problem.steps),
    ],
    LARGEST_PASS_Z,
  );
}
