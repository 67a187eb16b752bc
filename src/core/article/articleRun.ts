import { exp } from "../math/elementary";
import { expectWhole } from "../math/expectations";
import type { Generator } from "../random";
import { runChains } from "../run";
import { targetByKey } from "../targets";
import { ARTICLE_SEED } from "./articleData";

/** The stream that made the article's 50 data goes on to make its proposals. */
const AFTER_THE_DATA: Generator = { kind: "numpy", skippedNormals: 50 };

/** The article's Metropolis-Hastings example: coordinates are the mean and the log standard deviation. */
export const ARTICLE_RUN = {
  start: [0, 0],
  stepSize: 0.15,
  numSteps: 10_000,
  numWarmup: 2_000,
  seed: ARTICLE_SEED,
  generator: AFTER_THE_DATA,
} as const;

/** One chain from its first step on. */
export interface ArticleRun {
  /** Position after each step: [step][mean, log sd]. */
  readonly positions: Float64Array;
  /** 1 where a step was accepted. */
  readonly isAccepted: Uint8Array;
}

/** The article's chain, draw for draw. */
export function articleRun(numSteps: number = ARTICLE_RUN.numSteps): ArticleRun {
  const { start, stepSize, seed, generator } = ARTICLE_RUN;
  const { draws, isAccepted } = runChains({
    target: targetByKey("meanLogSd").create({}),
    settings: { stepSize },
    numChains: 1,
    numSamples: numSteps,
    seed,
    start: { kind: "point", position: start },
    generator,
  });
  return { positions: draws, isAccepted };
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
  { positions, isAccepted }: ArticleRun,
  numWarmup: number = ARTICLE_RUN.numWarmup,
): ArticleRunSummary {
  const numSteps = isAccepted.length;
  expectWhole("numWarmup", numWarmup, 0, numSteps - 1);
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
