import { exp } from "../math/elementary";
import { ARTICLE_DATA } from "../targets/articleData";
import { createMeanLogSd } from "../targets/meanLogSd";
import { gaussianData } from "./articleData";
import type { NumpyMetropolisRun } from "./numpyMetropolis";
import { runNumpyMetropolis } from "./numpyMetropolis";

/** The article's Metropolis-Hastings example: coordinates are the mean and the log standard deviation. */
export const ARTICLE_RUN = { start: [0, 0], stepSize: 0.15, numSteps: 10_000, numWarmup: 2_000 } as const;

/** The article's chain, draw for draw: the stream that made its 50 data goes on to make its proposals. */
export function articleRun(): NumpyMetropolisRun {
  const { generator } = gaussianData();
  const target = createMeanLogSd(ARTICLE_DATA);
  return runNumpyMetropolis({
    ...ARTICLE_RUN,
    logDensity: (position) => target.logDensity(position),
    generator,
  });
}

/** What the article's code prints, and what stands behind it. Standard deviations divide by the count. */
export interface ArticleRunSummary {
  readonly numAccepted: number;
  /** Of all steps, as printed. */
  readonly acceptanceRate: number;
  readonly acceptanceRateAfterWarmup: number;
  readonly meanMu: number;
  readonly sdMu: number;
  readonly meanSigma: number;
  readonly sdSigma: number;
}

/** @param numWarmup steps that count for nothing but the first two numbers */
export function summarizeArticleRun(
  { positions, isAccepted }: NumpyMetropolisRun,
  numWarmup: number = ARTICLE_RUN.numWarmup,
): ArticleRunSummary {
  const numSteps = isAccepted.length;
  if (!(Number.isInteger(numWarmup) && numWarmup >= 0 && numWarmup < numSteps)) {
    throw new RangeError(`numWarmup = ${numWarmup}; expected a whole number from 0 to ${numSteps - 1}`);
  }
  const kept = Array.from({ length: numSteps - numWarmup }, (_, i) => i + numWarmup);
  const mu = momentsOf(kept.map((step) => positions[2 * step]));
  const sigma = momentsOf(kept.map((step) => exp(positions[2 * step + 1])));
  const accepted = (steps: Uint8Array): number => steps.reduce((sum, flag) => sum + flag, 0);
  return {
    numAccepted: accepted(isAccepted),
    acceptanceRate: accepted(isAccepted) / numSteps,
    acceptanceRateAfterWarmup: accepted(isAccepted.subarray(numWarmup)) / kept.length,
    meanMu: mu.mean,
    sdMu: mu.sd,
    meanSigma: sigma.mean,
    sdSigma: sigma.sd,
  };
}

function momentsOf(values: readonly number[]): { mean: number; sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, sd: Math.sqrt(squares / values.length) };
}
